package dev.selfsame.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that appears whole or not at all: it is written beside its place as {@code NAME.partial}, forced to the disk
 * and then renamed. Whatever was there before stays until that moment. One at a time can write a file.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.create(path)) {
 *     file.channel().write(bytes);
 *     file.commit();
 * }
 * }</pre>
 */
public final class AtomicFile implements AutoCloseable {
    /** What this process writes: a lock of the file is the process's, and lost as soon as any channel of it is closed. */
    private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final Path aside;
    private final FileChannel channel;
    private boolean committed;

    private AtomicFile(Path target, Path aside, FileChannel channel) {
        this.target = target;
        this.aside = aside;
        this.channel = channel;
    }

    /**
     * Starts a file; its folder is made if it is missing. Where the name is a link to another file, that one is written.
     *
     * @throws IOException if a folder, a device or a pipe has the name, it is being written already, or the folder can't be
     *     written
     */
    public static AtomicFile create(Path target) throws IOException {
        Path absolute = placeOf(target);
        Path name = absolute.getFileName();
        if (name == null) {
            throw new IOException("can't write the file " + target + ": a folder has this name");
        }
        Path aside = absolute.resolveSibling(name + ".partial");
        Files.createDirectories(absolute.resolveSibling(""));
        if (!WRITTEN.add(aside)) {
            throw taken(target);
        }
        try {
            return new AtomicFile(absolute, aside, open(target, aside));
        } catch (IOException | RuntimeException e) {
            WRITTEN.remove(aside);
            throw e;
        }
    }

    /**
     * Fails where a file can't be written, before the work whose result it is to hold. Its folder is made if it is missing.
     *
     * @throws IOException as {@link #create} does
     */
    public static void requireWritable(Path target) throws IOException {
        create(target).close();
    }

    /**
     * Where a file is to be, absolute; behind links, so that these stay.
     *
     * @throws IOException if a folder, a device or a pipe has the name: a file would take its place
     */
    static Path placeOf(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("can't write the file " + target + ": a folder has this name");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new IOException("can't write the file " + target + ": a device or a pipe has this name");
        }
        return behindLinks(target);
    }

    /** What a name stands for, absolute: where it is a link to something that is there, that. */
    static Path behindLinks(Path target) throws IOException {
        return Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    }

    /** Opens the file, empty and locked. */
    private static FileChannel open(Path target, Path aside) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(
                    aside, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (!lock(channel)) {
                    throw taken(target);
                }
                if (Files.exists(aside)) {
                    return channel.truncate(0);
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close(); // another process has just given it its name
        }
    }

    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            return true; // there are file systems without locks
        }
    }

    private static IOException taken(Path target) {
        return new IOException(target + " is being written already: wait for that, or name another file");
    }

    /** Where to write; a place passed may be written again until {@link #commit}. */
    public FileChannel channel() {
        return channel;
    }

    /** Writes to the channel where it stands, without a buffer; a failure, such as a full disk, names the file. */
    public OutputStream stream() {
        OutputStream out = Channels.newOutputStream(channel);
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                try {
                    out.write(bytes, from, count);
                } catch (IOException e) {
                    throw named(e);
                }
            }
        };
    }

    /** A failure with the file's name, where it has none yet: the system tells only that there is no space left. */
    public IOException named(IOException e) {
        if (e.getClass() != IOException.class) {
            return e;
        }
        IOException named = new FileSystemException(target.toString(), null, e.getMessage());
        named.initCause(e);
        return named;
    }

    /** Forces the content to the disk and gives the file its name. */
    public void commit() throws IOException {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw named(e);
        }
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
        }
        committed = true;
        close();
        forceFolder(target.resolveSibling(""));
    }

    /** Removes what was written, if it was not committed. */
    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (FileChannel closing = channel) {
            if (!committed) {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw named(e);
        } finally {
            WRITTEN.remove(aside);
        }
    }

    /** Makes the new name last through a power cut, where the system lets a folder be opened. */
    @SuppressWarnings("EmptyCatch")
    private static void forceFolder(Path folder) {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException windowsHasNoSuchThing) {
            // the file itself is on the disk
        }
    }

    @Override
    public String toString() {
        return "AtomicFile[" + target + "]";
    }
}
