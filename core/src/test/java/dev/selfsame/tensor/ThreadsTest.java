package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.natives.Natives;
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

    @Test
    void productsOfMatricesHaveOneThreadMeanwhileAndAsManyAsWereSetAfterwards() throws Exception {
        Threads.set(2);
        int all = Natives.blasThreads();
        assertOneProductThread(Threads.single(Natives::blasThreads));
        assertOneProductThread(Threads.single(() -> {
            Threads.single(Threads::count); // one within another
            return Natives.blasThreads();
        }));
        FutureTask<Integer> toItself = new FutureTask<>(() -> {
            Threads.keepToItself();
            return Threads.single(Natives::blasThreads);
        });
        new Thread(toItself).start();
        assertOneProductThread(toItself.get());
        assertEquals(all, Natives.blasThreads());
    }

    @Test
    void anotherThreadThatWantsOneOrMoreWaits() throws Exception {
        Threads.set(2);
        int all = Natives.blasThreads();
        Thread single = new Thread(() -> Threads.single(Threads::count));
        Thread more = new Thread(() -> Threads.set(3));
        assertOneProductThread(Threads.single(() -> {
            single.start();
            more.start();
            waitFor(single);
            waitFor(more);
            return Natives.blasThreads();
        }));
        single.join();
        more.join();
        int wanted = Math.min(3, Runtime.getRuntime().availableProcessors());
        assertEquals(all == 0 ? 0 : wanted, Natives.blasThreads());
        assertEquals(2, Threads.count());
    }

    /** For a while: what is not done then waits for us. */
    private static void waitFor(Thread other) {
        try {
            other.join(200);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** None are counted where libtorch multiplies by other means. */
    private static void assertOneProductThread(int count) {
        assertTrue(count <= 1, count + " threads multiply");
    }
}
