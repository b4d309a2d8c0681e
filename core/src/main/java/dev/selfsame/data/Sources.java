package dev.selfsame.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Opens a SOURCE of the command line: a folder, a text file of paths, archives, or the demo's images. */
public final class Sources {
    /** The file names of kinds that are known but not read, each with its name and what to do instead. */
    private enum Unsupported {
        IDX(
                "(?s).*-idx[1-4]-ubyte(\\.gz)?|(?s).*\\.idx[1-4]?(-ubyte)?(\\.gz)?",
                "idx files are",
                "unpack it into image files"),
        BINARY("(?s).*\\.bin", "CIFAR binary files are", "unpack it into image files"),
        ARCHIVE(
                "(?s).*\\.(7z|rar|gz|zst|xz|bz2)",
                "such archives are",
                "unpack it and give the folder, or a zip or tar"),
        PARQUET(
                "(?s).*\\.(parquet|h5|hdf5|npz|npy|lmdb|tfrecord)",
                "such data files are",
                "unpack it into image files");

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
     * @param source the path of a folder ({@link ImageFolder}), of a text file of paths ({@link PathList}), of a zip
     *     archive ({@link ZipImages}) or of a tar archive, or a pattern of tar shards ({@link TarImages}); {@code demo} or
     *     {@code demo:test} ({@link DemoImages}), before a folder of that name, which is {@code ./demo}
     * @throws SourceException where there is nothing there, nothing in it, or it is of a kind that is not read
     */
    public static ImageSource open(String source) throws SourceException {
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
                && !isThere(source)
                && TAR.matcher(Braces.expand(lower).get(0)).matches()) {
            return TarImages.openShards(source);
        }
        Path path;
        try {
            path = Path.of(source);
        } catch (InvalidPathException e) {
            throw new SourceException("not a path: " + source + ": " + e.getReason(), e);
        }
        if (Files.isDirectory(path)) {
            return ImageFolder.open(path);
        }
        if (TAR.matcher(lower).matches()) {
            return TarImages.open(path);
        }
        if (ZIP.matcher(lower).matches()) {
            return ZipImages.open(path);
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
        return PathList.open(path);
    }

    private static boolean isThere(String source) {
        try {
            return Files.exists(Path.of(source));
        } catch (InvalidPathException e) {
            return false; // Windows has no files with such names
        }
    }
}
