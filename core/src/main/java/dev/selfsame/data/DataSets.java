package dev.selfsame.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sources that hold a data set in a few files: the binaries of CIFAR and STL-10, idx, Parquet, CSV and TSV. */
final class DataSets {
    private DataSets() {}

    /**
     * Opens a source that is a data set by the names of its files.
     *
     * @return null where it is none
     * @throws SourceException where it is one and cannot be opened, or has no such part or column
     */
    static @Nullable ImageSource open(String source) throws SourceException {
        SourceSpec spec = SourceSpec.of(source);
        Path path = spec.path();
        if (Files.isDirectory(path)) {
            return ofFolder(spec);
        }
        CifarBinary cifar = CifarBinary.ofFile(spec.name().toLowerCase(Locale.ROOT));
        if (cifar != null) {
            return cifar.open(checked(spec));
        }
        if (Stl10Binary.isFile(spec.name())) {
            return Stl10Binary.open(checked(spec));
        }
        if (IdxImages.isFile(spec.name())) {
            return IdxImages.open(checked(spec));
        }
        return ofTable(spec);
    }

    private static @Nullable ImageSource ofTable(SourceSpec spec) throws SourceException {
        Path file = spec.path();
        if (ParquetSource.isFile(spec.name())) {
            return ParquetSource.open(spec);
        }
        String lower = spec.name().toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return Manifest.list(file, spec.part(), () -> CsvManifest.open(file, ',', spec.columns()));
        }
        return lower.endsWith(".tsv")
                ? Manifest.list(file, spec.part(), () -> CsvManifest.open(file, '\t', spec.columns()))
                : null;
    }

    private static @Nullable ImageSource ofFolder(SourceSpec spec) throws SourceException {
        Path folder = spec.path();
        CifarBinary cifar = CifarBinary.ofFolder(folder);
        if (cifar != null) {
            return cifar.open(folder, spec.part());
        }
        if (Stl10Binary.isFolder(folder)) {
            return Stl10Binary.open(folder, spec.part());
        }
        if (IdxImages.isFolder(folder)) {
            return IdxImages.open(folder, spec.part());
        }
        if (ParquetSource.isFolder(folder)) {
            return ParquetSource.openFolder(spec);
        }
        if (spec.isMoreThanAPath()) {
            throw new SourceException("the folder " + folder + " has no parts or columns to choose from: it holds no "
                    + "files of CIFAR, STL-10 or MNIST, and no Parquet files");
        }
        return null;
    }

    /** The path of a file, where nothing else is said. */
    private static Path checked(SourceSpec spec) throws SourceException {
        if (spec.isMoreThanAPath()) {
            throw new SourceException("the file " + spec.path() + " has no parts or columns to choose from");
        }
        if (Files.notExists(spec.path())) {
            throw new SourceException("no such folder or file: " + spec.path());
        }
        return spec.path();
    }

    /**
     * Whether the first of several parts is meant, which is also what no part means.
     *
     * @throws SourceException where it is none of them
     */
    static boolean isFirst(@Nullable String part, Path of, String first, String... others) throws SourceException {
        if (part == null || part.equals(first)) {
            return true;
        }
        for (String other : others) {
            if (part.equals(other)) {
                return false;
            }
        }
        throw new SourceException(
                of + " has the parts " + first + " and " + String.join(" and ", others) + ", not " + part);
    }
}
