package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void gradientsReachTheirSources() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new float[] {1, 2, 3}, 3).requireGradient(true);
            assertNull(x.gradient());
            x.square().sum().backward();
            assertArrayEquals(new float[] {2, 4, 6}, gradient(x).toFloats());
            x.clearGradient();
            assertNull(x.gradient());
        }
    }

    @Test
    void scopeClosesWhatItDoesNotHandOut() {
        long before = Leaks.live();
        Tensor kept;
        try (Scope scope = new Scope()) {
            kept = scope.keep(Tensor.ones(DType.FLOAT32, 2, 2).add(1));
            assertEquals(1, scope.size());
        }
        assertEquals(before + 1, Leaks.live());
        assertArrayEquals(new float[] {2, 2, 2, 2}, kept.toFloats());
        kept.close();
        assertEquals(before, Leaks.live());
        IllegalStateException e = assertThrows(IllegalStateException.class, kept::sum);
        assertTrue(e.getMessage().contains("closed"), e.getMessage());
    }

    @Test
    void nativeErrorIsOneLineWithOperationAndShapes() {
        try (Scope scope = new Scope()) {
            Tensor a = Tensor.ones(DType.FLOAT32, 2, 3);
            TensorException e = assertThrows(TensorException.class, () -> a.matmul(a));
            assertTrue(e.getMessage().startsWith("matmul(float32[2, 3], float32[2, 3]): "), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Test
    void helpersOfJavaCppAreFreed() {
        try (Scope warm = new Scope()) {
            work();
        }
        long before = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
            try (Scope scope = new Scope()) {
                work();
            }
        }
        assertEquals(before, Pointer.totalCount());
    }

    private static void work() {
        Tensor x = Tensor.of(new double[] {1, -2, 3, 4}, 2, 2).requireGradient(true);
        Tensor y = Softmax.logSumExp(x.add(1).mul(x).clamp(-1, 5).sum(0, false), 0, false);
        y.backward();
        gradient(x).toDoubles();
        Indexing.topK(Tensor.cat(List.of(x, x), 0), 1).values().toFloats();
        Norm.l2(x).norm(1, true).mean().item();
        x.detach().device();
        Foreach.norms(List.of(x.detach(), y.detach().reshape(1, 1)));
    }

    @Test
    void wrappedBufferIsSharedAndHeld() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.wrap(buffer, DType.FLOAT32, 2, 2);
            Tensor view = x.t();
            buffer.putFloat(4, 7);
            x.close();
            assertArrayEquals(new float[] {0, 0, 7, 0}, view.toFloats());
        }
        assertThrows(IllegalArgumentException.class, () -> Tensor.wrap(buffer, DType.FLOAT32, 5));
    }

    @Test
    void anotherThreadIsRefusedUntilHandedOver() throws Exception {
        Tensor x = Tensor.ones(DType.FLOAT32, 2);
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(() -> {
            try {
                x.sum().close();
            } catch (IllegalStateException e) {
                failure[0] = e;
            }
        });
        thread.start();
        thread.join();
        assertTrue(failure[0].getMessage().contains("belongs to thread"), failure[0].getMessage());
        x.handOver();
        Thread next = new Thread(x::close);
        next.start();
        next.join();
        assertTrue(x.isClosed());
    }

    @Test
    void autocastComputesMatrixProductsInSixteenBits() {
        try (Scope scope = new Scope()) {
            Tensor a = Tensor.ones(DType.FLOAT32, 4, 4);
            try (Autocast cast = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                assertEquals(DType.BFLOAT16, a.matmul(a).dtype());
                try (Autocast off = Autocast.off(Device.CPU)) {
                    assertEquals(DType.FLOAT32, a.matmul(a).dtype());
                }
            }
            assertEquals(DType.FLOAT32, a.matmul(a).dtype());
        }
    }

    private static Tensor gradient(Tensor x) {
        Tensor gradient = x.gradient();
        if (gradient == null) {
            throw new AssertionError("no gradient");
        }
        return gradient;
    }
}
