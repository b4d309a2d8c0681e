package dev.selfsame.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Opens a SOURCE of the command line: a folder, a text file of paths, archives, a data set's files, or the demo's images. */
public final class Sources {
    /** The file names of kinds that are known but not read, each with its name and what to do instead. */
    private enum Unsupported {
        BINARY(
                "(?s).*\\.bin",
                "binary files by other names than CIFAR's (data_batch_1.bin, train.bin) and STL-10's (train_X.bin) are",
                "unpack it into image files"),
        ARCHIVE(
                "(?s).*\\.(7z|rar|gz|zst|xz|bz2)",
                "such archives are",
                "unpack it and give the folder, or a zip or tar"),
        DATA("(?s).*\\.(h5|hdf5|npz|npy|lmdb|tfrecord)", "such data files are", "unpack it into image files");

        private final Pattern name;
        private final String kind;
        private final String instead;

        Unsupported(String name, String kind, String instead) {
            this.name = Pattern.compile(name);
            this.kind = kind;
            this.instead = instead;
        }
    }

    private static final Pattern TAR = Pattern.compile("(?s).*\\.(tar|tgz|tbz2?|tar\\.[a-z0-9]+)");
    private static final Pattern ZIP = Pattern.compile("(?s).*\\.zip");

    private Sources() {}

    /**
     * Opens a source.
     *
     * @param source the path of a folder ({@link ImageFolder}), of a text file of paths ({@link PathList}, {@link ImageList}), of a zip
     *     archive ({@link ZipImages}) or of a tar archive, or a pattern of tar shards ({@link TarImages}); a file or folder
     *     of CIFAR, STL-10 or MNIST; a file, a pattern or a folder of Parquet files with images; a CSV, TSV or Parquet file
     *     with paths; an MP4 or MOV file, or a folder or list of such files, with {@code #stride=N} where every N-th frame
     *     is wanted; {@code demo} or {@code demo:test} ({@link DemoImages}), before a folder of that name, which is {@code
     *     ./demo}. {@code :test} behind a data set chooses its test images, and {@code #path=COLUMN,label=COLUMN} behind a
     *     table the columns
     * @throws SourceException where there is nothing there, nothing in it, or it is of a kind that is not read
     */
    public static ImageSource open(String source) throws SourceException {
        return open(source, false);
    }

    /**
     * Opens a source.
     *
     * @param source as above
     * @param arrays whether npy files in folders and archives are images too, as for images as they are
     * @throws SourceException as above
     */
    public static ImageSource open(String source, boolean arrays) throws SourceException {
        if (source.isBlank()) {
            throw new SourceException("the source is empty: give a folder of images or a text file of paths");
        }
        if (source.equals("demo")) {
            return DemoImages.train();
        }
        if (source.equals("demo:test")) {
            return DemoImages.test();
        }
        String lower = source.toLowerCase(Locale.ROOT);
        if (ShardPattern.isPattern(source)
                && !ShardPattern.isThere(source)
                && TAR.matcher(Braces.expand(lower).get(0)).matches()) {
            return TarImages.openShards(source, arrays);
        }
        Path path;
        try {
            path = Path.of(source);
        } catch (InvalidPathException e) {
            throw new SourceException("not a path: " + source + ": " + e.getReason(), e);
        }
        ImageSource videos = VideoFiles.open(source);
        if (videos != null) {
            return videos;
        }
        ImageSource dataSet = DataSets.open(source);
        if (dataSet != null) {
            return dataSet;
        }
        if (Files.isDirectory(path)) {
            return folder(path, arrays);
        }
        if (TAR.matcher(lower).matches()) {
            return TarImages.open(path, arrays);
        }
        if (ZIP.matcher(lower).matches()) {
            return ZipImages.open(path, arrays);
        }
        for (Unsupported kind : Unsupported.values()) {
            if (kind.name.matcher(lower).matches()) {
                throw new SourceException(kind.kind + " not supported yet: " + source + "; " + kind.instead);
            }
        }
        if (Files.notExists(path)) {
            throw new SourceException("no such folder or file: " + source);
        }
        if (ImageFiles.isImage(path.getFileName().toString())) {
            throw new SourceException(source + " is one image: give the folder that holds it, or a text file of paths");
        }
        ImageSource part = SourceList.open(path, arrays);
        if (part != null) {
            return part;
        }
        PathList list = PathList.open(path);
        return VideoFiles.isVideo(list.name(0)) ? VideoFiles.ofList(list, 1) : list;
    }

    /** The images of a folder, or its videos where it has no images. */
    private static ImageSource folder(Path path, boolean arrays) throws SourceException {
        try {
            return arrays ? ImageFolder.withArrays(path) : ImageFolder.open(path);
        } catch (SourceException e) {
            ImageSource videos = VideoFiles.inFolder(path, 1);
            if (videos == null) {
                throw e;
            }
            return videos;
        }
    }
}
