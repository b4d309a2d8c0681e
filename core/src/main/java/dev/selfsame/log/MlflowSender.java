package dev.selfsame.log;

import dev.selfsame.data.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends numbers to MLflow on a thread of its own, so that training never waits. While the server doesn't answer, as many are
 * kept as fit, the newest; it is asked again after a while, which grows.
 */
final class MlflowSender {
    private static final int MOST_KEPT = 100_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LAST_WAIT = Duration.ofSeconds(15);
    /** Where the server has not answered lately. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(5);

    private final MlflowRun run;
    private final String address;
    private final Thread thread = new Thread(this::send, "selfsame-mlflow");
    private final BlockingDeque<MlflowClient.Metric> queue = new LinkedBlockingDeque<>(MOST_KEPT);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicReference<@Nullable String> warning = new AtomicReference<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile String status = "FAILED";
    private volatile boolean answers = true;
    private volatile boolean complete;
    private volatile boolean abandoned;
    private boolean warned;

    /** Begins to send to a run. */
    MlflowSender(MlflowRun run, String address) {
        this.run = run;
        this.address = address;
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a number, and returns at once; where there is no room, the oldest is lost. */
    void put(MlflowClient.Metric metric) {
        while (!queue.offerLast(metric)) {
            if (queue.pollFirst() != null) {
                lost.incrementAndGet();
            }
        }
    }

    /** What a person should read, once. */
    @Nullable
    String takeWarning() {
        return warning.getAndSet(null);
    }

    /**
     * Sends what is left and how the run ended, and waits for that some seconds at most.
     *
     * @return whether the server has everything
     */
    boolean end(String howItEnded) {
        status = howItEnded;
        ending.countDown();
        boolean interrupted = Thread.interrupted(); // by who wanted the run to stop, which it has
        try {
            thread.join((answers ? LAST_WAIT : SHORT_WAIT).toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        abandoned = true;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return complete && lost.get() == 0;
    }

    private void send() {
        List<MlflowClient.Metric> batch = new ArrayList<>();
        Duration pause = FIRST_PAUSE;
        try {
            while (!abandoned) {
                boolean last = ending.getCount() == 0; // before the queue is looked at
                fill(batch, last);
                try {
                    run.send(batch);
                    batch.clear();
                    answers = true;
                    pause = FIRST_PAUSE;
                    if (last && queue.isEmpty()) {
                        run.end(status);
                        complete = true;
                        return;
                    }
                } catch (IOException e) {
                    warn(e);
                    if (e instanceof MlflowException no && !no.mayPass()) {
                        lost.addAndGet(Math.max(1, batch.size())); // or something else of the run
                        batch.clear();
                        if (last && queue.isEmpty()) {
                            endWithLosses();
                            return;
                        }
                    }
                    pause = rest(pause, last);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does
        }
    }

    /** A run of which something was refused doesn't stay there as one that goes on. */
    private void endWithLosses() {
        try {
            run.end(status);
        } catch (IOException e) {
            warn(e);
        }
    }

    /** Takes what is there; waits a second for more, unless nothing comes any more. */
    private void fill(List<MlflowClient.Metric> batch, boolean last) throws InterruptedException {
        if (batch.isEmpty() && !last) {
            MlflowClient.Metric first = queue.poll(1, TimeUnit.SECONDS);
            if (first != null) {
                batch.add(first);
            }
        }
        queue.drainTo(batch, MlflowClient.MOST_METRICS - batch.size());
    }

    /** Waits, and gives how long to wait the next time. */
    private Duration rest(Duration pause, boolean last) throws InterruptedException {
        answers = false;
        if (last) {
            Thread.sleep(FIRST_PAUSE.toMillis());
        } else if (ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return FIRST_PAUSE;
        }
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    private void warn(IOException e) {
        if (!warned) {
            warned = true;
            warning.set("MLflow at " + address + " doesn't take the run's numbers (" + reason(e)
                    + "): training goes on, and what can be kept is sent when it does");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        return e instanceof ConnectException ? "no connection" : Reason.of(e);
    }
}
