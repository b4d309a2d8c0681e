package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedTest {
    @BeforeEach
    void nothingIsHeldFromBefore() {
        Shared.releaseUnused();
        assertEquals(0, Shared.held());
    }

    @Test
    void tensorAndBufferAreOneMemory() {
        ByteBuffer buffer = floats(1, 2, 3, 4);
        try (Scope scope = new Scope()) {
            Tensor tensor = Tensor.wrap(buffer, DType.FLOAT32, 2, 2);
            buffer.putFloat(0, 7);
            assertArrayEquals(new float[] {7, 2, 3, 4}, tensor.toFloats());
            tensor.mulInPlace(2);
            assertEquals(14, buffer.getFloat(0));
        }
    }

    @Test
    void theTensorStartsAtThePosition() {
        ByteBuffer buffer = floats(1, 2, 3, 4);
        try (Scope scope = new Scope()) {
            assertArrayEquals(
                    new float[] {2, 3},
                    Tensor.wrap(buffer.position(4), DType.FLOAT32, 2).toFloats());
            assertArrayEquals(
                    new float[] {3, 4},
                    Tensor.wrap(buffer.position(8).slice(), DType.FLOAT32, 2).toFloats());
        }
    }

    @Test
    void aViewHoldsTheBufferUntilItCloses() throws InterruptedException {
        ByteBuffer buffer = floats(1, 2, 3, 4);
        WeakReference<ByteBuffer> reference = new WeakReference<>(buffer);
        Tensor view;
        try (Scope scope = new Scope()) {
            Tensor tensor = Tensor.wrap(buffer, DType.FLOAT32, 2, 2);
            view = scope.keep(tensor.t());
            tensor.close();
        }
        buffer = null;
        assertNotNull(collected(reference));
        assertArrayEquals(new float[] {1, 3, 2, 4}, view.toFloats());
        view.close();
        Shared.releaseUnused();
        assertNull(collected(reference));
    }

    @Test
    void theRecordForGradientsHoldsTheBuffer() throws InterruptedException {
        ByteBuffer buffer = floats(1, 2, 3, 4);
        WeakReference<ByteBuffer> reference = new WeakReference<>(buffer);
        Tensor weight = Tensor.ones(DType.FLOAT32, 4).requireGradient(true);
        Tensor product;
        try (Scope scope = new Scope()) {
            product = scope.keep(Tensor.wrap(buffer, DType.FLOAT32, 4).mul(weight));
        }
        buffer = null;
        assertNotNull(collected(reference));
        try (Scope scope = new Scope()) {
            product.sum().backward();
            assertArrayEquals(new float[] {1, 2, 3, 4}, gradient(weight));
        }
        product.close();
        weight.close();
        Shared.releaseUnused();
        assertNull(collected(reference));
    }

    @Test
    void closingTheScopeReleasesTheBuffer() {
        try (Scope scope = new Scope()) {
            Tensor.wrap(floats(1), DType.FLOAT32, 1);
            assertEquals(1, Shared.held());
        }
        assertEquals(0, Shared.held());
    }

    @Test
    void sharingTheNextBufferReleasesTheLast() {
        for (int i = 0; i < 10; i++) {
            Tensor.wrap(floats(1), DType.FLOAT32, 1).close();
            assertEquals(1, Shared.held());
        }
        Shared.releaseUnused();
    }

    @Test
    void buffersThatDoNotFitAreRefused() {
        ByteBuffer buffer = floats(1, 2, 3, 4);
        refused("only a direct buffer can be shared with native code", ByteBuffer.allocate(16), DType.FLOAT32, 4);
        refused("the buffer is read-only; native code could write into it", buffer.asReadOnlyBuffer(), DType.FLOAT32);
        refused("float32[5] needs 20 bytes (at least one), the buffer has 16", buffer, DType.FLOAT32, 5);
        refused("float32[2, 0] needs 0 bytes (at least one), the buffer has 16", buffer, DType.FLOAT32, 2, 0);
        refused("int64[2] needs 16 bytes (at least one), the buffer has 12", buffer.position(4), DType.INT64, 2);
        refused(
                "the memory at position 1 of the buffer doesn't start at a multiple of 4 bytes, as float32 has to",
                buffer.position(1),
                DType.FLOAT32,
                2);
        refused("a shape has no negative sides, got [-1]", buffer, DType.FLOAT32, -1);
        assertEquals(0, Shared.held());
    }

    private static void refused(String message, ByteBuffer buffer, DType type, long... shape) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Tensor.wrap(buffer, type, shape));
        assertEquals(message, e.getMessage());
    }

    private static ByteBuffer floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder());
        buffer.asFloatBuffer().put(values);
        return buffer;
    }

    private static float[] gradient(Tensor tensor) {
        Tensor gradient = tensor.gradient();
        assertNotNull(gradient);
        return gradient.toFloats();
    }

    private static ByteBuffer collected(WeakReference<ByteBuffer> reference) throws InterruptedException {
        for (int i = 0; i < 10 && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return reference.get();
    }
}
