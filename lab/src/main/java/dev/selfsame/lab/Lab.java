package dev.selfsame.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Tries a claim: trains every variant with every seed, measures, draws and judges.
 *
 * <p>Runs compute with one thread each, and libtorch's number of threads, which is the whole process's, stays 1 afterwards.
 *
 * <p>Used by one thread, except {@link #stop}, which any thread may call.
 */
public final class Lab {
    private final Claim claim;
    private LabSize size = LabSize.USUAL;
    private @Nullable LabData data;
    private @Nullable Path directory;
    private int seeds = 3;
    private int jobs = Runtime.getRuntime().availableProcessors();
    private boolean resume;
    private LabListener listener = LabListener.NONE;
    private List<String> commandLine = List.of();
    private final Runs runs = new Runs();

    private Lab(Claim claim) {
        this.claim = claim;
    }

    /** An experiment of the usual size with three seeds, on images that the program draws. */
    public static Lab of(Claim claim) {
        return new Lab(claim);
    }

    /** Another size. */
    public Lab size(LabSize other) {
        size = other;
        return this;
    }

    /** Other images. */
    public Lab data(LabData images) {
        data = images;
        return this;
    }

    /** Seeds 1 to {@code number}, 1 to 30. */
    public Lab seeds(int number) {
        if (number < 1 || number > StudentT.most()) {
            throw new IllegalArgumentException("seeds must be 1 to " + StudentT.most() + ", got " + number);
        }
        seeds = number;
        return this;
    }

    /** Runs side by side, each on a core; at least 1. Numbers don't depend on it. */
    public Lab jobs(int number) {
        if (number < 1 || number > 1024) {
            throw new IllegalArgumentException("jobs must be 1 to 1024, got " + number);
        }
        jobs = number;
        return this;
    }

    /** Where everything goes. */
    public Lab into(Path folder) {
        directory = folder;
        return this;
    }

    /** Takes over the runs that are done already in the directory. */
    public Lab resume(boolean goOn) {
        resume = goOn;
        return this;
    }

    /** Hears how it goes. */
    public Lab listener(LabListener other) {
        listener = other;
        return this;
    }

    /** What the user typed, for what is written. */
    public Lab commandLine(List<String> words) {
        commandLine = List.copyOf(words);
        return this;
    }

    /** Asks the runs in hand to end after their step; {@link #run} then returns null. */
    public void stop() {
        runs.stop();
    }

    /**
     * Trains, measures, draws and writes.
     *
     * @return what came of it, or null if it was stopped; the runs that are done are kept for {@link #resume}
     * @throws IllegalArgumentException if there is no directory, or it holds runs already and resuming wasn't asked for, or
     *     runs of other settings
     * @throws IOException if something can't be read or written
     */
    public @Nullable Experiment run() throws IOException {
        if (directory == null) {
            throw new IllegalArgumentException("an experiment needs into(...)");
        }
        if (!resume && Files.exists(directory.resolve("runs"))) {
            throw new IllegalArgumentException(
                    directory + " holds runs of an experiment already: go on with them by --resume, or name another");
        }
        LabData images = data == null ? LabData.demo(size) : data;
        List<Variant> variants = claim.variants().apply(size);
        List<Long> all = LongStream.rangeClosed(1, seeds).boxed().toList();
        List<Runs.Task> tasks = new ArrayList<>();
        for (long seed : all) { // a seed of all variants before the next: the first seed already tells something
            for (Variant variant : variants) {
                tasks.add(new Runs.Task(variant, seed, Experiment.run(directory, variant, seed)));
            }
        }
        Runs.Plan plan = new Runs.Plan(size, images, resume, jobs, commandLine);
        List<Measured> measured = runs.all(tasks, plan, listener);
        if (measured == null) {
            return null;
        }
        List<Measured> ordered = new ArrayList<>();
        for (Variant variant : variants) {
            measured.stream()
                    .filter(run -> run.variant().equals(variant.name()))
                    .forEach(ordered::add);
        }
        Map<String, List<Double>> extra = claim.extra().measure(claim, size, images, all, directory);
        Numbers numbers = new Numbers(ordered, images.test().size(), extra);
        Experiment experiment = new Experiment(claim, size, images, numbers, directory);
        for (Drawing drawing : claim.drawings()) {
            drawing.draw().into(experiment, directory.resolve(drawing.file()));
        }
        ClaimPage.write(experiment, commandLine);
        ClaimJson.write(experiment, commandLine);
        return experiment;
    }
}
