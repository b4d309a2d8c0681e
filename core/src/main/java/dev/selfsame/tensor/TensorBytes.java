package dev.selfsame.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Tensors as bytes in a file or elsewhere: their values in row-major order and the machine's byte order. */
public final class TensorBytes {
    private static final int CHUNK_BYTES = 16 << 20;

    private TensorBytes() {}

    /**
     * Reads one, in pieces; the caller owns it.
     *
     * @param position of its first byte
     * @throws EOFException if the file ends before
     */
    public static Tensor read(FileChannel file, long position, DType dtype, long... shape) throws IOException {
        Tensor whole = Tensor.zeros(dtype, shape);
        try {
            fill(whole, file, position);
            return whole;
        } catch (IOException | RuntimeException e) {
            whole.close();
            throw e;
        }
    }

    private static void fill(Tensor whole, FileChannel file, long position) throws IOException {
        int width = whole.dtype().bytes();
        long size = whole.count() * width;
        if (size == 0) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(size, CHUNK_BYTES));
        try (Tensor flat = whole.reshape(-1)) {
            for (long at = 0; at < size; at += CHUNK_BYTES) {
                int bytes = (int) Math.min(CHUNK_BYTES, size - at);
                readFully(file, buffer.clear().limit(bytes), position + at);
                try (Tensor source = Tensor.wrap(buffer.flip(), whole.dtype(), bytes / width);
                        Tensor part = flat.narrow(0, at / width, bytes / width)) {
                    part.copyInPlace(source);
                }
            }
        }
    }

    /** Takes bytes. */
    @FunctionalInterface
    public interface Sink<E extends Exception> {
        /** Takes some more. */
        void take(byte[] bytes) throws E;
    }

    /** Gives the bytes of a tensor away in order, in pieces of at most 16 MiB. */
    public static <E extends Exception> void forEachChunk(Tensor tensor, Sink<E> sink) throws E {
        long chunk = CHUNK_BYTES / tensor.dtype().bytes();
        long count = tensor.count();
        try (Tensor detached = tensor.detach();
                Tensor contiguous = detached.contiguous();
                Tensor flat = contiguous.reshape(-1)) {
            for (long at = 0; at < count; at += chunk) {
                try (Tensor part = flat.narrow(0, at, Math.min(chunk, count - at))) {
                    sink.take(part.toBytes());
                }
            }
        }
    }

    private static void readFully(FileChannel file, ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int read = file.read(into, at);
            if (read < 0) {
                throw new EOFException("the file ended while it was read");
            }
            at += read;
        }
    }
}
