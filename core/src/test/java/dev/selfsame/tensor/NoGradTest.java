package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NoGradTest {
    @Test
    void whatIsMadeWhileItIsOpenIsAConstant() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.ones(DType.FLOAT32, 2).requireGradient(true);
            try (NoGrad guard = new NoGrad()) {
                assertFalse(NoGrad.isRecording());
                assertFalse(x.mul(2).requiresGradient());
            }
            assertTrue(NoGrad.isRecording());
            assertTrue(x.mul(2).requiresGradient());
        }
    }

    @Test
    void guardsNestAndRestore() {
        NoGrad outer = new NoGrad();
        NoGrad inner = new NoGrad();
        inner.close();
        assertFalse(NoGrad.isRecording());
        outer.close();
        assertTrue(NoGrad.isRecording());
        inner.close(); // a second time: nothing
        assertTrue(NoGrad.isRecording());
    }

    @Test
    void anExceptionRestores() {
        assertThrows(ArithmeticException.class, () -> {
            try (NoGrad guard = new NoGrad()) {
                throw new ArithmeticException("on the way");
            }
        });
        assertTrue(NoGrad.isRecording());
    }

    @Test
    void anotherThreadRecordsAndCannotCloseIt() throws InterruptedException {
        try (NoGrad guard = new NoGrad()) {
            AtomicReference<String> message = new AtomicReference<>();
            AtomicReference<Boolean> recording = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try {
                    guard.close();
                } catch (IllegalStateException e) {
                    message.set(e.getMessage());
                }
                recording.set(NoGrad.isRecording());
            });
            thread.start();
            thread.join();
            assertEquals("NoGrad was opened by thread " + Thread.currentThread().getName(), message.get());
            assertTrue(recording.get());
            assertFalse(NoGrad.isRecording());
        }
        assertTrue(NoGrad.isRecording());
    }
}
