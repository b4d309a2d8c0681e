package dev.selfsame.tensor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * Java buffers whose memory native tensors use. Each is held until no tensor, view or recorded gradient uses it; this is
 * looked up when a scope closes and when the next buffer is shared.
 */
final class Shared {
    private static final List<Held> HELD = new ArrayList<>();
    /** Read without the lock, so that closing a scope costs nothing where no buffer is shared. */
    private static volatile boolean any;

    private Shared() {}

    /** A buffer, kept from the garbage collector, and a tensor that keeps the use of its memory counted. */
    private record Held(ByteBuffer buffer, org.bytedeco.pytorch.Tensor handle) {
        boolean closeIfUnused() {
            boolean unused = handle.storage().use_count() == 1;
            if (unused) {
                handle.close();
            }
            return unused;
        }
    }

    /** A tensor in the memory of a direct buffer, from its position on. */
    static Tensor tensor(ByteBuffer buffer, DType dtype, long... shape) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer can be shared with native code");
        }
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException("the buffer is read-only; native code could write into it");
        }
        long bytes = Memory.count(shape) * dtype.bytes();
        if (bytes == 0 || bytes > buffer.remaining()) {
            throw new IllegalArgumentException(dtype + Arrays.toString(shape) + " needs " + bytes
                    + " bytes (at least one), the buffer has " + buffer.remaining());
        }
        if (buffer.alignmentOffset(buffer.position(), dtype.bytes()) != 0) {
            throw new IllegalArgumentException("the memory at position " + buffer.position()
                    + " of the buffer doesn't start at a multiple of " + dtype.bytes() + " bytes, as " + dtype
                    + " has to");
        }
        return Op.of("wrap", () -> {
            org.bytedeco.pytorch.Tensor handle = torch.from_blob(new BytePointer(buffer), shape, Memory.options(dtype));
            org.bytedeco.pytorch.Tensor counted = handle.detach();
            counted.retainReference();
            hold(new Held(buffer, counted));
            return handle;
        });
    }

    /** Forgets the buffers that nothing uses any more. */
    static void releaseUnused() {
        if (any) {
            sweep();
        }
    }

    /** The number of buffers held. */
    static synchronized int held() {
        return HELD.size();
    }

    private static synchronized void hold(Held held) {
        sweep();
        HELD.add(held);
        any = true;
    }

    private static synchronized void sweep() {
        try (PointerScope helpers = new PointerScope()) {
            HELD.removeIf(Held::closeIfUnused);
        }
        any = !HELD.isEmpty();
    }
}
