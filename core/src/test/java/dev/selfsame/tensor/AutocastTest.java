package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AutocastTest {
    @Test
    void guardsNestAndRestore() {
        Autocast outer = bfloat16();
        assertTrue(Autocast.isOn(Device.CPU));
        Autocast off = Autocast.off(Device.CPU);
        assertFalse(Autocast.isOn(Device.CPU));
        Autocast on = bfloat16();
        assertTrue(Autocast.isOn(Device.CPU));
        on.close();
        assertFalse(Autocast.isOn(Device.CPU));
        off.close();
        assertTrue(Autocast.isOn(Device.CPU));
        off.close(); // a second time: nothing
        assertTrue(Autocast.isOn(Device.CPU));
        outer.close();
        assertFalse(Autocast.isOn(Device.CPU));
    }

    @Test
    void anExceptionRestores() {
        assertThrows(ArithmeticException.class, () -> {
            try (Autocast guard = bfloat16()) {
                throw new ArithmeticException("on the way");
            }
        });
        assertFalse(Autocast.isOn(Device.CPU));
    }

    @Test
    void anotherThreadIsNotCastAndCannotCloseIt() throws InterruptedException {
        try (Autocast guard = bfloat16()) {
            AtomicReference<String> message = new AtomicReference<>();
            AtomicReference<Boolean> on = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try {
                    guard.close();
                } catch (IllegalStateException e) {
                    message.set(e.getMessage());
                }
                on.set(Autocast.isOn(Device.CPU));
            });
            thread.start();
            thread.join();
            assertEquals(
                    "Autocast was opened by thread " + Thread.currentThread().getName(), message.get());
            assertFalse(on.get());
            assertTrue(Autocast.isOn(Device.CPU));
        }
    }

    @Test
    void theTypeIsOneThatTheDeviceComputesIn() {
        for (DType type : List.of(DType.FLOAT16, DType.FLOAT32, DType.INT64)) {
            assertThrows(IllegalArgumentException.class, () -> Autocast.to(type, Device.CPU));
        }
        assertFalse(Autocast.isOn(Device.CPU));
    }

    @Test
    void weightsChangedBetweenTwoAreCastAgain() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.ones(DType.FLOAT32, 1, 2);
            Tensor weight = Tensor.ones(DType.FLOAT32, 2, 2).requireGradient(true);
            for (int step = 1; step < 5; step++) {
                try (Autocast guard = bfloat16()) {
                    assertEquals(4 * step, Norm.linear(x, weight, null).sum().item());
                }
                Foreach.add(List.of(weight), List.of(Tensor.ones(DType.FLOAT32, 2, 2)), 1);
            }
        }
    }

    @Test
    void weightsChangedByTheOptimiserInsideOneAreCastAgain() {
        try (Scope scope = new Scope();
                Autocast guard = bfloat16()) {
            Tensor x = Tensor.ones(DType.FLOAT32, 1, 2);
            Tensor weight = Tensor.ones(DType.FLOAT32, 2, 2).requireGradient(true);
            assertEquals(4, Norm.linear(x, weight, null).sum().item());
            Foreach.add(List.of(weight), List.of(Tensor.ones(DType.FLOAT32, 2, 2)), 1);
            assertEquals(8, Norm.linear(x, weight, null).sum().item());
        }
    }

    @Test
    void weightsUsedFirstWithoutGradientStillGetOne() {
        try (Scope scope = new Scope();
                Autocast guard = bfloat16()) {
            Tensor x = Tensor.ones(DType.FLOAT32, 1, 2);
            Tensor weight = Tensor.ones(DType.FLOAT32, 2, 2).requireGradient(true);
            try (NoGrad constant = new NoGrad()) {
                Norm.linear(x, weight, null);
            }
            Norm.linear(x, weight, null).sum().backward();
            assertNotNull(weight.gradient());
        }
    }

    private static Autocast bfloat16() {
        return Autocast.to(DType.BFLOAT16, Device.CPU);
    }
}
