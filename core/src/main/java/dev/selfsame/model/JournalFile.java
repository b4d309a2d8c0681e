package dev.selfsame.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of an {@link EmbeddingJournal}, which one at a time may have open. */
final class JournalFile implements AutoCloseable {
    private final Path target;
    private final Path file;
    private final FileChannel channel;

    private JournalFile(Path target, Path file, FileChannel channel) {
        this.target = target;
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens it, or makes it.
     *
     * @param target the file of embeddings that is wanted, which errors name
     * @throws IOException if it can't be written, or another process writes it
     */
    static JournalFile open(Path target) throws IOException {
        Path file = EmbeddingJournal.of(target);
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            throw new IOException(target + " is being written already: wait for that, or name another file");
        }
        return new JournalFile(target, file, channel);
    }

    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // there are file systems without locks
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    void write(ByteBuffer bytes, long at) throws IOException {
        try {
            for (long to = at; bytes.hasRemaining(); ) {
                to += channel.write(bytes, to);
            }
        } catch (IOException e) {
            throw e.getClass() == IOException.class
                    ? new FileSystemException(target.toString(), null, e.getMessage())
                    : e;
        }
    }

    void readFully(ByteBuffer into, long at) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position()) < 0) {
                throw new ModelFileException(this + " has become shorter while it was read");
            }
        }
    }

    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Its path. */
    @Override
    public String toString() {
        return file.toString();
    }
}
