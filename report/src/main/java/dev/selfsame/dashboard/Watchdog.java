package dev.selfsame.dashboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts threads that take too long over one thing, which closes their connection: a client that sends or takes bytes
 * one by one, or none, keeps no thread.
 */
final class Watchdog implements AutoCloseable {
    private final long longest;
    private final ScheduledExecutorService clock;
    private final Map<Thread, Long> began = new HashMap<>();

    /**
     * Watches from now on.
     *
     * @param longest time for one thing
     */
    Watchdog(Duration longest) {
        this.longest = longest.toNanos();
        clock = Executors.newSingleThreadScheduledExecutor(Workers.daemons("selfsame-dashboard-clock"));
        long period = Math.max(1, longest.toMillis() / 4);
        Future<?> unused = clock.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    /** One thing that a thread does, from here to its end. */
    final class Watched implements AutoCloseable {
        private final Thread thread = Thread.currentThread();

        private Watched() {
            synchronized (began) {
                began.put(thread, System.nanoTime());
            }
        }

        /** It is done; an interrupt that came for it is no other's. */
        @Override
        public void close() {
            synchronized (began) {
                if (began.remove(thread) == null) {
                    Thread.interrupted();
                }
            }
        }
    }

    Watched watch() {
        return new Watched();
    }

    private void look() {
        synchronized (began) {
            began.entrySet().removeIf(entry -> {
                boolean late = System.nanoTime() - entry.getValue() > longest;
                if (late) {
                    entry.getKey().interrupt();
                }
                return late;
            });
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
