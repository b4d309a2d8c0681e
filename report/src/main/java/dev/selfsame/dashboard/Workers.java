package dev.selfsame.dashboard;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The few threads that read requests and answer them. */
final class Workers implements Executor, AutoCloseable {
    private static final int THREADS = 4;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, daemons("selfsame-dashboard"));
    private final Watchdog watchdog;

    Workers(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /** Threads that keep no process alive, numbered behind a name. */
    static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable request) {
        pool.execute(() -> {
            try (Watchdog.Watched watched = watchdog.watch()) {
                request.run();
            }
        });
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
