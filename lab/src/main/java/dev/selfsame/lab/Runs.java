package dev.selfsame.lab;

import dev.selfsame.tensor.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Does the runs of an experiment, some side by side. */
final class Runs {
    /**
     * One of them.
     *
     * @param directory its own
     */
    record Task(Variant variant, long seed, Path directory) {}

    /**
     * How they are done.
     *
     * @param resume whether those that are done are taken over
     * @param jobs side by side
     */
    record Plan(LabSize size, LabData data, boolean resume, int jobs, List<String> commandLine) {}

    /**
     * What is known of a run before it is done.
     *
     * @param before what it came to, where it is taken over
     */
    private record Known(Task task, LabSettings settings, @Nullable Measured before) {}

    private final Set<LabRun> current = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    /** Asks those in hand to end. */
    void stop() {
        stopped = true;
        current.forEach(LabRun::stop);
    }

    /** The results in the order of the tasks; null if it was stopped. */
    @Nullable
    List<Measured> all(List<Task> tasks, Plan plan, LabListener listener) throws IOException {
        List<Known> runs = known(tasks, plan);
        Threads.set(1); // before any run, since it is the whole process's
        Count count = new Count(tasks, plan, listener);
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(plan.jobs, tasks.size()));
        try {
            List<Future<Optional<Measured>>> futures = new ArrayList<>();
            for (Known known : runs) {
                futures.add(workers.submit(() -> one(known, plan, count)));
            }
            List<Measured> results = new ArrayList<>();
            for (Future<Optional<Measured>> future : futures) {
                Optional<Measured> measured = future.get();
                if (measured.isEmpty()) {
                    return null;
                }
                results.add(measured.get());
            }
            return results;
        } catch (ExecutionException e) {
            stop();
            throw plain(e.getCause());
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            return null;
        } finally {
            end(workers);
        }
    }

    /** Waits until every run in hand has ended. */
    private void end(ExecutorService workers) {
        workers.shutdown();
        boolean interrupted = false;
        while (!workers.isTerminated()) {
            try {
                interrupted |= !workers.awaitTermination(1, TimeUnit.MINUTES) && Thread.interrupted();
            } catch (InterruptedException e) {
                stop();
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at all that are there, so that one of other settings is refused before anything is trained. */
    private static List<Known> known(List<Task> tasks, Plan plan) throws IOException {
        List<Known> all = new ArrayList<>();
        for (Task task : tasks) {
            LabSettings settings = LabSettings.of(task.variant, task.seed, plan.size, plan.data);
            all.add(new Known(task, settings, plan.resume ? RunRecord.read(task.directory, settings) : null));
        }
        return all;
    }

    /** Empty if it was stopped. */
    private Optional<Measured> one(Known known, Plan plan, Count count) throws IOException {
        Measured before = known.before;
        if (before != null) {
            count.skipped(before);
            return Optional.of(before);
        }
        Task task = known.task;
        LabRun run = new LabRun(
                task.variant,
                task.seed,
                plan.size,
                known.settings,
                task.directory,
                plan.commandLine,
                done -> count.step());
        RunRecord.clear(task.directory);
        current.add(run);
        try {
            if (stopped) {
                return Optional.empty();
            }
            Measured measured = run.run();
            if (measured != null) {
                new RunRecord(known.settings.toText(), measured).write(task.directory);
                count.done(measured);
            }
            return Optional.ofNullable(measured);
        } catch (IOException | RuntimeException e) {
            stop(); // the others would be for nothing
            throw e;
        } finally {
            current.remove(run);
        }
    }

    private static RuntimeException plain(@Nullable Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof UncheckedIOException io) {
            throw io.getCause();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /** Counts steps and runs over all threads. */
    private static final class Count {
        private final LabListener listener;
        private final int images;
        private final AtomicLong steps = new AtomicLong();
        private final AtomicInteger runs = new AtomicInteger();
        private final AtomicLong all = new AtomicLong();

        Count(List<Task> tasks, Plan plan, LabListener listener) {
            this.listener = listener;
            images = plan.data.train().size();
            tasks.forEach(task -> all.addAndGet(stepsOf(task.variant)));
        }

        private long stepsOf(Variant variant) {
            return (long) (images / variant.recipe().batchSize())
                    * variant.recipe().epochs();
        }

        void step() {
            listener.progress(steps.incrementAndGet(), all.get(), runs.get());
        }

        void done(Measured run) {
            runs.incrementAndGet();
            listener.measured(run);
        }

        /** Its steps are not to be done. */
        void skipped(Measured run) {
            if (!run.moments().isEmpty()) {
                all.addAndGet(-run.last().step());
            }
            runs.incrementAndGet();
            listener.measured(run);
        }
    }
}
