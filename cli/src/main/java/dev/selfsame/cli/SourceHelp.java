package dev.selfsame.cli;

/** What the help says of a SOURCE. */
final class SourceHelp {
    /** Images, whether labelled or not. */
    static final String IMAGES =
            "Images: a folder of any nesting, a text file of paths, a zip or tar archive, tar shards"
                    + " ('shards/train-{000..099}.tar', quoted), or demo (drawn images; demo:test has others).";

    /** How images are labelled. */
    static final String LABELLED =
            "a folder with one sub-folder per class (cat/1.jpg), an archive of such a folder, tar shards with a .cls file"
                    + " beside each image, a text file with a tab and the class behind each path, or demo (drawn images)";

    private SourceHelp() {}
}
