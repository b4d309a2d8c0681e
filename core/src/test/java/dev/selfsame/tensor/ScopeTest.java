package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private long before;

    @BeforeEach
    void count() {
        before = Leaks.live();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        assertEquals(before, Leaks.live());
    }

    @Test
    void aTensorBelongsToTheInnermostScope() {
        Tensor outside = one();
        Tensor outer;
        try (Scope scope = new Scope()) {
            outer = one();
            Tensor inner;
            try (Scope nested = new Scope()) {
                inner = outer.add(outside);
                assertEquals(1, nested.size());
                assertEquals(1, scope.size());
            }
            assertTrue(inner.isClosed());
            assertFalse(outer.isClosed());
        }
        assertTrue(outer.isClosed());
        assertFalse(outside.isClosed());
        outside.close();
    }

    @Test
    void aKeptTensorGoesToTheScopeOutside() {
        Tensor kept;
        try (Scope outer = new Scope()) {
            try (Scope inner = new Scope()) {
                kept = one();
                assertSame(kept, inner.keep(kept));
                assertEquals(0, inner.size());
                assertEquals(1, outer.size());
            }
            assertFalse(kept.isClosed());
        }
        assertTrue(kept.isClosed());
    }

    @Test
    void theOutermostScopeKeepsForTheCaller() {
        Tensor kept;
        try (Scope outer = new Scope();
                Scope inner = new Scope()) {
            kept = outer.keep(one());
            assertEquals(0, inner.size());
        }
        assertFalse(kept.isClosed());
        kept.close();
    }

    @Test
    void keepingATensorFromFurtherOutChangesNothing() {
        Tensor free = one();
        try (Scope outer = new Scope()) {
            Tensor tensor = one();
            try (Scope inner = new Scope()) {
                inner.keep(tensor);
                inner.keep(free);
            }
            assertEquals(1, outer.size());
        }
        assertFalse(free.isClosed());
        free.close();
    }

    @Test
    void aClosedTensorCannotBeKept() {
        try (Scope scope = new Scope()) {
            Tensor closed = one();
            closed.close();
            assertThrows(IllegalStateException.class, () -> scope.keep(closed));
        }
    }

    @Test
    void anUnscopedTensorOutlivesItsScope() {
        Tensor free;
        try (Scope scope = new Scope()) {
            free = one().unscoped();
            assertEquals(0, scope.size());
        }
        assertFalse(free.isClosed());
        free.close();
    }

    @Test
    void aTensorClosedEarlyIsNotClosedAgain() {
        try (Scope scope = new Scope()) {
            Tensor tensor = one();
            tensor.close();
            tensor.close();
            assertEquals(0, scope.size());
        }
    }

    @Test
    void manyTensorsClosedEarlyAreForgotten() {
        try (Scope scope = new Scope()) {
            Tensor first = one();
            for (int i = 0; i < 10_000; i++) {
                one().close();
            }
            assertEquals(1, scope.size());
            assertFalse(first.isClosed());
        }
    }

    @Test
    void anExceptionClosesWhatWasMade() {
        Tensor[] made = new Tensor[1];
        assertThrows(ArithmeticException.class, () -> {
            try (Scope scope = new Scope()) {
                made[0] = one();
                throw new ArithmeticException("on the way");
            }
        });
        assertTrue(made[0].isClosed());
    }

    @Test
    void scopesCloseInReverseOrder() {
        Scope outer = new Scope();
        Tensor tensor = one();
        Scope inner = new Scope();
        IllegalStateException e = assertThrows(IllegalStateException.class, outer::close);
        assertEquals("a scope that was opened later is still open: close that one first", e.getMessage());
        assertFalse(tensor.isClosed());
        inner.close();
        outer.close();
        outer.close();
        assertTrue(tensor.isClosed());
        try (Tensor late = one()) {
            assertThrows(IllegalStateException.class, () -> outer.keep(late));
        }
    }

    @Test
    void aScopeStaysOnItsThread() throws Exception {
        try (Scope scope = new Scope()) {
            Tensor tensor = one();
            String message = elsewhere(() -> {
                IllegalStateException e = assertThrows(IllegalStateException.class, scope::close);
                assertThrows(IllegalStateException.class, () -> scope.keep(tensor));
                return e.getMessage();
            });
            assertTrue(message.matches("the scope belongs to thread .*, not to thread elsewhere"), message);
            assertEquals(1, scope.size());
        }
    }

    @Test
    void aScopeCollectsOnlyFromItsThread() throws Exception {
        try (Scope scope = new Scope()) {
            elsewhere(() -> {
                one().close();
                try (Scope own = new Scope()) {
                    one();
                    assertEquals(1, own.size());
                }
                return "";
            });
            assertEquals(0, scope.size());
        }
    }

    @Test
    void aTensorHandedOverLeavesItsScope() throws Exception {
        Tensor tensor;
        try (Scope scope = new Scope()) {
            tensor = one().handOver();
        }
        Tensor handed = tensor;
        assertEquals("1.0", elsewhere(() -> {
            try (handed) {
                return "" + handed.item();
            }
        }));
    }

    private static Tensor one() {
        return Tensor.ones(DType.FLOAT32);
    }

    private static String elsewhere(java.util.concurrent.Callable<String> work) throws Exception {
        FutureTask<String> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "elsewhere");
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
