package dev.selfsame.model.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tries whether there is room for a file before libtorch writes it, so that a full disk is an error of Java's that names the
 * file, whatever libtorch would make of it. The room is not kept: libtorch empties the file first, and what another program
 * takes in between is missing then.
 */
final class Room {
    private static final int CHUNK = 1 << 20;

    private Room() {}

    /**
     * Fills a file with as many zeros as it will have bytes, about.
     *
     * @param bytes of its tensors
     * @throws FileSystemException if there is no room
     */
    static void require(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(CHUNK);
            for (long at = 0; at < bytes + CHUNK; at += CHUNK) { // and its program
                zeros.clear();
                while (zeros.hasRemaining()) {
                    channel.write(zeros);
                }
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }
}
