package dev.selfsame.data;

import dev.selfsame.parquet.ParquetFile;
import dev.selfsame.parquet.ParquetValues;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** Opens Parquet files: one, those that match a pattern, or those of a folder. */
final class ParquetSource {
    private static final String SUFFIX = ".parquet";

    private ParquetSource() {}

    /** Whether a file of this name is taken for Parquet. */
    static boolean isFile(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /** Whether a folder holds Parquet files, and neither images nor folders beside them. */
    static boolean isFolder(Path folder) {
        boolean found = false;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.startsWith(".")) {
                    continue;
                }
                if (ImageFiles.isImage(name) || Files.isDirectory(entry)) {
                    return false;
                }
                found |= isFile(name);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false; // the folder's own source says why
        }
        return found;
    }

    /** The images in the files of a folder: those of a part, by the beginning of their names. */
    static ImageSource openFolder(SourceSpec spec) throws SourceException {
        Path folder = spec.path();
        List<Path> all = matching(folder, name -> isFile(name) && !name.startsWith("."));
        String part = spec.part();
        List<Path> files = all.stream()
                .filter(file -> isOfPart(file, part == null ? "train" : part))
                .toList();
        if (part != null && files.isEmpty()) {
            throw new SourceException("no Parquet files in " + folder + " whose names begin with " + part);
        }
        refuseColumn(spec);
        if (files.isEmpty() || files.size() == all.size()) {
            return images("the Parquet files in " + folder, all, spec.columns());
        }
        String what = "the " + (part == null ? "train" : part) + " Parquet files in " + folder;
        return images(what, files, spec.columns());
    }

    private static boolean isOfPart(Path file, String part) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(part)
                && name.length() > part.length()
                && !Character.isLetterOrDigit(name.charAt(part.length()));
    }

    /** The images of a file, or those whose paths are in it; or the images of the files that match a pattern. */
    static ImageSource open(SourceSpec spec) throws SourceException {
        Path path = spec.path();
        if (Files.notExists(path) && isPattern(spec.name())) {
            Path parent = path.toAbsolutePath().getParent();
            List<Path> files = matching(parent == null ? path : parent, matcher(spec));
            if (files.isEmpty()) {
                throw new SourceException("no file matches " + path);
            }
            refusePart(spec);
            return images("the Parquet files " + path, files, spec.columns());
        }
        ParquetFile file = parquet(path);
        ParquetTable table = ParquetTable.of(file, spec.columns());
        if (table.image() == null) {
            return Manifest.list(path, spec.part(), () -> new ParquetManifest(file, table));
        }
        refusePart(spec);
        return ParquetImages.open(
                "the Parquet file " + path,
                List.of(file),
                spec.columns(),
                RecentParts.ofTwoWindows(ParquetValues::memoryBytes));
    }

    private static void refusePart(SourceSpec spec) throws SourceException {
        if (spec.part() != null) {
            throw new SourceException("no parts such as " + spec.part()
                    + " can be chosen from Parquet files of images (" + spec.path() + "): give the files of that part");
        }
        refuseColumn(spec);
    }

    private static void refuseColumn(SourceSpec spec) throws SourceException {
        String column = spec.columns().get("split");
        if (column != null) {
            throw new SourceException("no column of parts such as " + column
                    + " can be chosen for Parquet files of images (" + spec.path() + "): give the files of one part");
        }
    }

    private static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
    }

    private static Predicate<String> matcher(SourceSpec spec) throws SourceException {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + spec.name());
            return name -> {
                try {
                    return matcher.matches(Path.of(name));
                } catch (InvalidPathException e) {
                    return false;
                }
            };
        } catch (PatternSyntaxException e) {
            throw new SourceException("not a pattern of file names: " + spec.name() + ": " + e.getDescription(), e);
        }
    }

    /** The files of a folder whose names please, in UTF-8 byte order. */
    private static List<Path> matching(Path folder, Predicate<String> wanted) throws SourceException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (wanted.test(String.valueOf(entry.getFileName()))) {
                    files.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new SourceException("cannot read the folder " + folder + ": " + Reason.of(e), e);
        }
        files.sort((a, b) ->
                FileNames.UTF8_ORDER.compare(String.valueOf(a.getFileName()), String.valueOf(b.getFileName())));
        return files;
    }

    private static ImageSource images(String what, List<Path> paths, Map<String, String> columns)
            throws SourceException {
        List<ParquetFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(parquet(path));
        }
        return ParquetImages.open(what, files, columns, RecentParts.ofTwoWindows(ParquetValues::memoryBytes));
    }

    private static ParquetFile parquet(Path path) throws SourceException {
        try {
            return ParquetFile.open(path);
        } catch (IOException e) {
            throw new SourceException("cannot read " + path + ": " + Reason.of(e), e);
        }
    }
}
