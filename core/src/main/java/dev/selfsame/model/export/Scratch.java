package dev.selfsame.model.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place beside a file, or a folder, where it is written and checked before it gets its name: it appears whole, or not
 * at all. What is left when the process is stopped goes with it.
 */
final class Scratch implements AutoCloseable {
    private final Path target;
    private final Path folder;
    private final Thread atExit;

    private Scratch(Path target, Path folder) {
        this.target = target;
        this.folder = folder;
        this.atExit = new Thread(() -> delete(folder));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Beside a file, whose folder is made if it is missing. */
    static Scratch forFile(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new ExportException("can't write the file " + target + ": a folder has this name");
        }
        return beside(target);
    }

    /** Beside a folder that is not there yet, or is empty. */
    static Scratch forFolder(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isPresent()) {
                    throw new ExportException("the folder " + target + " is not empty: name another, or remove it");
                }
            }
        } else if (Files.exists(target)) {
            throw new ExportException("can't make the folder " + target + ": a file has this name");
        }
        return beside(target);
    }

    private static Scratch beside(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new ExportException("can't write " + target + ": it has no name");
        }
        Files.createDirectories(parent);
        return new Scratch(absolute, Files.createTempDirectory(parent, "." + absolute.getFileName() + ".partial-"));
    }

    /** Where to write, under the name that it will have. */
    Path path() {
        return folder.resolve(target.getFileName());
    }

    /** A failure that names what was asked for, not what is written aside. */
    FileSystemException named(FileSystemException e) {
        String file = e.getFile();
        if (file == null || !Path.of(file).startsWith(folder)) {
            return e;
        }
        FileSystemException named = new FileSystemException(target.toString(), null, e.getReason());
        named.initCause(e);
        return named;
    }

    /** Forces what was written to the disk and puts it in its place. */
    void commit() throws IOException {
        try (Stream<Path> written = Files.walk(path())) {
            for (Path file : written.toList()) {
                force(file);
            }
        }
        if (Files.isDirectory(path())) {
            Files.deleteIfExists(target); // an empty folder is not replaced everywhere
        }
        try {
            Files.move(path(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(path(), target, StandardCopyOption.REPLACE_EXISTING);
        }
        force(target.resolveSibling(""));
    }

    private static void force(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            if (!folder) { // Windows opens no folders
                throw e;
            }
        }
    }

    /** Removes what was not put in its place. */
    @Override
    public void close() {
        delete(folder);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // it runs already
        }
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't remove " + folder, e);
        }
    }
}
