package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ThreadsAloneTest {
    @Test
    void takesOneThreadMeanwhileAndTheOldNumberAfterwards() {
        int before = Threads.count();
        try {
            Threads.set(2);
            int[] seen = new int[2];
            Threads.alone(() -> {
                seen[0] = Threads.count();
                seen[1] = CompletableFuture.supplyAsync(Threads::count).join();
            });
            assertEquals(1, seen[0]);
            assertEquals(2, seen[1], "another thread's");
            assertEquals(2, Threads.count());
            Runnable fails = () -> {
                throw new IllegalStateException("on purpose");
            };
            assertThrows(IllegalStateException.class, () -> Threads.alone(fails));
            assertEquals(2, Threads.count());
        } finally {
            Threads.set(before);
        }
    }

    @Test
    void aThreadThatKeepsToItselfLeavesOthersAsTheyAre() throws InterruptedException {
        int before = Threads.count();
        try {
            Threads.set(2);
            int[] seen = new int[2];
            Thread other = new Thread(() -> {
                Threads.keepToItself();
                Threads.alone(() -> seen[0] = Threads.count());
                seen[1] = Threads.count();
            });
            other.start();
            other.join();
            assertArrayEquals(new int[] {1, 1}, seen);
            assertEquals(2, Threads.count());
        } finally {
            Threads.set(before);
        }
    }

    @Test
    void aThreadThatNeverComputedHasTheNumberOfAllAfterwards() throws InterruptedException {
        int before = Threads.count();
        try {
            Threads.set(2);
            int[] seen = new int[1];
            Thread other = new Thread(() -> {
                Threads.alone(() -> {});
                seen[0] = Threads.count();
            });
            other.start();
            other.join();
            assertEquals(2, seen[0]);
        } finally {
            Threads.set(before);
        }
    }
}
