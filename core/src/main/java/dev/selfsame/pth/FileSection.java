package dev.selfsame.pth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** A part of a file as a stream that knows where it is and how much is left, and can look ahead. */
final class FileSection extends InputStream {
    private final FileChannel file;
    private final long end;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 14).limit(0);
    private long next;

    /**
     * From {@code begin} up to {@code end}, counted from the start of the file.
     */
    FileSection(FileChannel file, long begin, long end) {
        this.file = file;
        this.next = begin;
        this.end = end;
    }

    /** The place of the byte that is read next, counted from the start of the file. */
    long position() {
        return next - buffer.remaining();
    }

    /** The bytes that are left. */
    long remaining() {
        return end - position();
    }

    /** The bytes that come next, which stay unread; fewer than {@code count} at the end. */
    byte[] peek(int count) throws IOException {
        fill(count);
        int there = Math.min(count, buffer.remaining());
        return Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.position() + there);
    }

    @Override
    public int read() throws IOException {
        fill(1);
        return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        fill(1);
        if (!buffer.hasRemaining()) {
            return length == 0 ? 0 : -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        return count;
    }

    private void fill(int wanted) throws IOException {
        if (buffer.remaining() >= wanted) {
            return;
        }
        buffer.compact();
        buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + (end - next)));
        while (buffer.hasRemaining()) {
            int read = file.read(buffer, next);
            if (read < 0) {
                break;
            }
            next += read;
        }
        buffer.flip();
    }
}
