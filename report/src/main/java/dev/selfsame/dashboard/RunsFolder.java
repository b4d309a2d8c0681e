package dev.selfsame.dashboard;

import dev.selfsame.data.AbsolutePath;
import dev.selfsame.train.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs below a folder, found by listing it. Each is known by an id that says nothing of where it lies, so that no path
 * is ever made of what somebody asks for. Links are not followed.
 */
final class RunsFolder {
    private static final int DEPTH = 5; // at the last of which nothing is opened any more
    private static final int MOST_ENTRIES = 100_000;
    private static final int ID_BYTES = 8;

    private final Path root;

    /**
     * A folder, which need not be there yet.
     *
     * @param root of runs, or a run itself
     */
    RunsFolder(Path root) {
        this.root = AbsolutePath.of(root);
    }

    /**
     * A run that is there.
     *
     * @param id 16 hexadecimal digits, always the same ones for the same name
     * @param name its path below the folder
     */
    record Found(String id, String name, Path directory) {}

    List<Found> list() {
        List<Found> found = new ArrayList<>();
        try {
            Path real = root.toRealPath();
            Files.walkFileTree(real, EnumSet.noneOf(FileVisitOption.class), DEPTH, new Finder(real, found));
        } catch (IOException e) {
            return found; // it isn't there, or not yet
        }
        return found;
    }

    private static boolean isRun(Path directory) {
        RunDirectory run = RunDirectory.at(directory);
        return Files.isRegularFile(run.configuration())
                && (Files.exists(run.provenance()) || Files.exists(run.metrics()));
    }

    private static String id(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return root.toString();
    }

    /** Goes no further down than to a run, and gives up where there is too much to go through. */
    private static final class Finder extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Found> found;
        private int entries;

        Finder(Path root, List<Found> found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            Path file = directory.getFileName();
            boolean isRoot = directory.equals(root);
            if (!isRoot && file != null && file.toString().startsWith(".")) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (isRun(directory)) {
                String name = isRoot
                        ? String.valueOf(file)
                        : root.relativize(directory).toString().replace('\\', '/');
                found.add(new Found(id(name), name, directory));
                return FileVisitResult.SKIP_SUBTREE;
            }
            return counted();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return counted();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return counted();
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult counted() {
            return ++entries > MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
