package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void gradientsAddUpUntilTheyAreCleared() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new float[] {1, 2}, 2).requireGradient(true);
            x.sum().backward();
            x.mul(2).backward(Tensor.of(new float[] {1, 10}, 2));
            assertArrayEquals(new float[] {3, 21}, gradient(x).toFloats());
            assertNull(x.mul(2).gradient(), "of a result, none is kept");
        }
    }

    @Test
    void aGraphIsGoneAfterBackward() {
        try (Scope scope = new Scope()) {
            Tensor y = Tensor.of(new float[] {1}, 1)
                    .requireGradient(true)
                    .mul(2)
                    .square()
                    .sum();
            y.backward();
            String message = assertThrows(TensorException.class, y::backward).getMessage();
            assertTrue(message.startsWith("backward(float32[]): Trying to backward through the graph a second time"));
            assertEquals(1, message.lines().count(), message);
        }
    }

    @Test
    void gradientsStopAtDetach() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new float[] {3}, 1).requireGradient(true);
            assertTrue(x.mul(2).requiresGradient());
            assertFalse(x.mul(2).detach().requiresGradient());
            assertThrows(TensorException.class, () -> x.detach().sum().backward());
            assertThrows(TensorException.class, () -> Tensor.range(3).requireGradient(true), "only floats");
        }
    }

    @Test
    void shapesBroadcast() {
        try (Scope scope = new Scope()) {
            Tensor column = Tensor.of(new int[] {1, 2}, 2, 1);
            Tensor row = Tensor.of(new int[] {10, 20, 30}, 3);
            assertArrayEquals(
                    new int[] {11, 21, 31, 12, 22, 32}, column.add(row).toInts());
        }
    }

    @Test
    void aDimensionMayBeCountedFromTheEnd() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertArrayEquals(new double[] {6, 15}, x.sum(-1, false).toDoubles());
            assertArrayEquals(new double[] {2.5, 3.5, 4.5}, x.mean(-2, true).toDoubles());
            assertEquals(3, x.size(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> x.size(2));
            assertThrows(IndexOutOfBoundsException.class, () -> x.size(-3));
        }
    }

    @Test
    void varianceIsBiasedOrNot() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {1, 3}, 1, 2);
            assertEquals(1, x.variance(1, false, false).item());
            assertEquals(2, x.variance(1, true, false).item());
            assertEquals(Math.sqrt(2), x.std(1, true, false).item(), 1e-15);
            String message = assertThrows(IllegalArgumentException.class, () -> x.std(0, true, false))
                    .getMessage();
            assertEquals("std along dimension 0 of float64[1, 2] [1.0, 3.0] is undefined", message);
            assertArrayEquals(new double[] {0, 0}, x.std(0, false, false).toDoubles());
        }
    }

    @Test
    void itemWantsOneValue() {
        try (Scope scope = new Scope()) {
            assertEquals(7, Tensor.of(new int[] {7}, 1, 1).item());
            Tensor two = Tensor.of(new int[] {7, 8}, 2);
            assertThrows(TensorException.class, two::item);
        }
    }

    @Test
    void toStringTellsTypeShapeAndAFewValues() throws InterruptedException {
        Tensor x = Tensor.of(new long[] {1, 2}, 1, 2);
        assertEquals("int64[1, 2] [1.0, 2.0]", x.toString());
        try (Tensor large = Tensor.ones(DType.BFLOAT16, 3, 3)) {
            assertEquals("bfloat16[3, 3]", large.toString());
        }
        x.handOver();
        assertEquals("tensor of the next thread that uses it", x.toString());
        Thread taker = new Thread(x::rank, "taker");
        taker.start();
        taker.join();
        assertEquals("tensor of thread taker", x.toString());
        Tensor closed = Tensor.ones(DType.FLOAT32);
        closed.close();
        assertEquals("closed tensor", closed.toString());
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
        long before = LivePointers.settled();
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
