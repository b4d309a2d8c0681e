package dev.selfsame.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Streams of server-sent events, a thread each, and not many. */
final class EventStreams implements AutoCloseable {
    /** Pages that are kept up to date at once. */
    static final int MOST = 16;

    static final String TYPE = "text/event-stream; charset=utf-8";

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(3);
    /** Something is said every so many turns, if only to see whether the page is still there. */
    private static final int KEEP_ALIVE = 5;

    private final Watchdog watchdog;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Workers.daemons("selfsame-dashboard-events"));

    EventStreams(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /** Serves a stream on a thread of its own; false where there are as many as there may be. */
    boolean open(HttpExchange exchange, Feed feed) {
        try {
            threads.execute(() -> serve(exchange, feed));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Whether somebody looks. */
    boolean isWatched() {
        return threads.getActiveCount() > 0;
    }

    @SuppressWarnings("EmptyCatch")
    private void serve(HttpExchange exchange, Feed feed) {
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            try (Watchdog.Watched watched = watchdog.watch()) {
                exchange.getResponseHeaders().set("Content-Type", TYPE);
                exchange.sendResponseHeaders(200, 0);
            }
            say("retry: 2000\n\n", out);
            boolean last = false;
            for (int turn = 0; !last; turn++) {
                last = closing.await(turn == 0 ? 0 : EVERY.toMillis(), TimeUnit.MILLISECONDS);
                StringBuilder text = new StringBuilder();
                feed.next().forEach(event -> text.append(event.text()));
                if (last) {
                    text.append(Event.of("end", List.of()).text());
                }
                if (text.isEmpty() && turn % KEEP_ALIVE == 0) {
                    text.append(":\n\n");
                }
                if (!text.isEmpty()) {
                    say(text.toString(), out);
                }
            }
        } catch (IOException | RuntimeException e) {
            // the page is gone, or asks again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String text, OutputStream out) throws IOException {
        try (Watchdog.Watched watched = watchdog.watch()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    /** Tells every page how things stand at last, and that no more will come. */
    @Override
    public void close() {
        closing.countDown();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
