package dev.selfsame.data;

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
 * A place beside a file, or a folder, where a library that writes by path writes it before it gets its name: it appears
 * whole, or not at all. The place is a folder made for the purpose, {@code .NAME.partial-…}; what is left in it when the
 * process is stopped goes with it.
 *
 * <pre>{@code
 * try (Scratch scratch = Scratch.forFile(path)) {
 *     write(scratch.path());
 *     scratch.commit();
 * }
 * }</pre>
 */
public final class Scratch implements AutoCloseable {
    private static final int TRIES = 100;

    private final Path target;
    private final Path folder;
    private final Thread atExit;

    private Scratch(Path target, Path folder) {
        this.target = target;
        this.folder = folder;
        this.atExit = new Thread(() -> deleteAtExit(folder));
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Beside a file, which is replaced if it is there; its folder is made if it is missing. Where the name is a link to
     * another file, that one is replaced.
     *
     * @throws IOException if a folder, a device or a pipe has the name, or nothing can be written there
     */
    public static Scratch forFile(Path target) throws IOException {
        return beside(AtomicFile.placeOf(target));
    }

    /**
     * Beside a folder that is not there yet, or is empty.
     *
     * @throws IOException if it holds something, a file has the name, or nothing can be written there
     */
    public static Scratch forFolder(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> inside = Files.list(target)) {
                if (inside.findAny().isPresent()) {
                    throw new IOException("the folder " + target + " is not empty: name another, or remove it");
                }
            }
        }
        return replacing(target);
    }

    /**
     * Beside a folder, which is replaced with all that it holds if it is there.
     *
     * @throws IOException if a file has the name, or nothing can be written there
     */
    public static Scratch replacing(Path target) throws IOException {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new IOException("can't make the folder " + target + ": a file has this name");
        }
        return beside(AtomicFile.behindLinks(target));
    }

    private static Scratch beside(Path target) throws IOException {
        Path absolute = AbsolutePath.of(target);
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new IOException("can't write " + target + ": it has no name");
        }
        Files.createDirectories(parent);
        return new Scratch(absolute, Files.createTempDirectory(parent, "." + absolute.getFileName() + ".partial-"));
    }

    /** Where to write, under the name that it will have. */
    public Path path() {
        return folder.resolve(target.getFileName());
    }

    /** A failure that names what was asked for, not what is written aside, or nothing: so the system says that a disk is full. */
    public IOException named(IOException e) {
        String reason = e.getMessage();
        if (e instanceof FileSystemException of) {
            String file = of.getFile();
            if (file == null || !Path.of(file).startsWith(folder)) {
                return e;
            }
            reason = of.getReason();
        } else if (e.getClass() != IOException.class) {
            return e;
        }
        FileSystemException named = new FileSystemException(target.toString(), null, reason);
        named.initCause(e);
        return named;
    }

    /** Forces what was written to the disk and puts it in its place. */
    public void commit() throws IOException {
        try (Stream<Path> written = Files.walk(path())) {
            for (Path file : written.toList()) {
                force(file);
            }
        }
        if (Files.isDirectory(target)) {
            replace(path(), target);
        } else {
            move(path(), target);
        }
        force(target.resolveSibling(""));
    }

    /**
     * Puts a folder in the place of another, which no system does in one step: the other one waits in a folder made for the
     * purpose, {@code .NAME.old-…}, and comes back if the new one can't take its place.
     */
    static void replace(Path written, Path target) throws IOException {
        Path aside = Files.createTempDirectory(target.resolveSibling(""), "." + target.getFileName() + ".old-");
        Path old = aside.resolve(target.getFileName());
        try {
            move(target, old);
            move(written, target);
        } catch (IOException e) {
            if (Files.exists(old)) {
                move(old, target);
            }
            Files.delete(aside);
            throw e;
        }
        delete(aside);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
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

    /** Another thread may be writing still, and add a file while others are removed. */
    private static void deleteAtExit(Path folder) {
        boolean gone = false;
        for (int i = 0; i < TRIES && !gone; i++) {
            gone = isDeleted(folder);
        }
    }

    private static boolean isDeleted(Path folder) {
        try {
            delete(folder);
            return true;
        } catch (UncheckedIOException e) {
            return false;
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

    @Override
    public String toString() {
        return "Scratch[" + target + "]";
    }
}
