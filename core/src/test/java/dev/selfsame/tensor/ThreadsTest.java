package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final int before = Threads.count();

    @AfterEach
    void restore() {
        Threads.set(before);
    }

    @Test
    void theCountHoldsHereAndForThreadsThatStartLater() throws Exception {
        for (int count : new int[] {1, 2, 3}) {
            Threads.set(count);
            assertEquals(count, Threads.count());
            FutureTask<Integer> task = new FutureTask<>(Threads::count);
            new Thread(task).start();
            assertEquals(count, task.get());
        }
    }

    @Test
    void aCountOutsideTheRangeIsRefused() {
        for (int count : new int[] {Integer.MIN_VALUE, -1, 0, 1025, Integer.MAX_VALUE}) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Threads.set(count));
            assertEquals("threads must be 1 to 1024, got " + count, e.getMessage());
        }
        assertEquals(before, Threads.count());
    }

    @Test
    void workCanHaveOneThreadAndTheCountComesBack() {
        Threads.set(3);
        assertEquals(1, Threads.single(Threads::count));
        assertEquals(3, Threads.count());
        assertThrows(
                IllegalStateException.class,
                () -> Threads.single(() -> {
                    throw new IllegalStateException("no result");
                }));
        assertEquals(3, Threads.count());
    }
}
