package dev.selfsame.cli;

/** What the help says of a SOURCE. */
final class SourceHelp {
    private static final String DATA_SETS =
            "a folder or file of CIFAR, STL-10 or MNIST, an MP4 or MOV file or a folder of them (FILE#stride=N for every"
                    + " N-th frame), Parquet with images (a file, a pattern or a folder), a .csv,"
                    + " .tsv or .parquet manifest with columns path and label (FILE#path=COLUMN,label=COLUMN for"
                    + " others); FOLDER:test or FILE:test for the test images of these";

    /** Images, whether labelled or not. */
    static final String IMAGES =
            "Images: a folder of any nesting, a text file of paths, a zip or tar archive, tar shards"
                    + " ('shards/train-{000..099}.tar', quoted), " + DATA_SETS
                    + "; or demo or demo:test (drawn images).";

    /** How images are labelled. */
    static final String LABELLED =
            "a folder with one sub-folder per class (cat/1.jpg), an archive of such a folder, tar"
                    + " shards with a .cls file beside each image, a text file with a tab and the class behind each path, "
                    + DATA_SETS + "; or demo (drawn images)";

    private SourceHelp() {}
}
