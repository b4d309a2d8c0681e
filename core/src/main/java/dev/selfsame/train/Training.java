package dev.selfsame.train;

import dev.selfsame.data.AbsolutePath;
import dev.selfsame.data.EpochOrder;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.method.Recipe;
import dev.selfsame.tensor.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A run to be: say what, from which images, into which directory, then {@link #run}.
 *
 * <pre>{@code
 * Run run = Training.of(Byol.recipe("cifar10"))
 *         .images(ImageFolder.open(Path.of("photos")))
 *         .epochs(100)
 *         .into(Path.of("runs/byol"))
 *         .run();
 * }</pre>
 *
 * <p>Used by one thread, except {@link #stop}, which any thread may call.
 */
public final class Training {
    private final AtomicBoolean stop = new AtomicBoolean();
    private Configuration configuration;
    private @Nullable ImageSource images;
    private @Nullable Path directory;
    private @Nullable ImageSource probeTrain;
    private @Nullable ImageSource probeTest;
    private @Nullable Duration maxTime;
    private TrainingListener listener = TrainingListener.NONE;
    private List<String> commandLine = List.of();
    private boolean resume;

    private Training(Configuration configuration) {
        this.configuration = configuration;
    }

    /** A run of a recipe with the default settings. */
    public static Training of(Recipe recipe) {
        return new Training(new Configuration(recipe, RunSettings.DEFAULT));
    }

    /** A run of a configuration, such as one read from a {@code config.yaml}. */
    public static Training of(Configuration configuration) {
        return new Training(configuration);
    }

    /**
     * The images to learn from; labels are not looked at, unless the sampler is {@code balanced} or the method is one that
     * learns from labels.
     */
    public Training images(ImageSource source) {
        images = source;
        return this;
    }

    /** Passes over the images; at least 1. */
    public Training epochs(int epochs) {
        configuration = new Configuration(configuration.recipe().withEpochs(epochs), configuration.run());
        return this;
    }

    /** Images a step; at least 2. */
    public Training batchSize(int batchSize) {
        configuration = new Configuration(configuration.recipe().withBatchSize(batchSize), configuration.run());
        return this;
    }

    /** Seed of all random numbers. */
    public Training seed(long seed) {
        configuration =
                new Configuration(configuration.recipe(), configuration.run().withSeed(seed));
        return this;
    }

    /**
     * Starts the backbone with given weights; networks that follow it start as it does.
     *
     * @param file of weights by the backbone's own names, such as {@code encoder.safetensors} of another run
     */
    public Training initialWeights(Path file) {
        String place = AbsolutePath.of(file).toString();
        configuration =
                new Configuration(configuration.recipe(), configuration.run().withInit(place));
        return this;
    }

    /** Changes the settings of the run. */
    public Training settings(UnaryOperator<RunSettings> change) {
        configuration = new Configuration(configuration.recipe(), change.apply(configuration.run()));
        return this;
    }

    /** Changes single keys, such as {@code optimizer.learning-rate=0.1}. */
    public Training set(String... assignments) {
        configuration = configuration.with(List.of(assignments));
        return this;
    }

    /** The directory of the run. */
    public Training into(Path runDirectory) {
        directory = runDirectory;
        return this;
    }

    /** Goes on with the run in the directory, if there is one. */
    public Training resume(boolean goOn) {
        resume = goOn;
        return this;
    }

    /** Measures the encoder by kNN while it trains; both sources have labels. */
    public Training probe(ImageSource train, ImageSource test) {
        probeTrain = train;
        probeTest = test;
        return this;
    }

    /** Stops with a checkpoint after the step in which this time has passed; above 0. */
    public Training maxTime(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("the longest time must be above 0, got " + time);
        }
        maxTime = time;
        return this;
    }

    /** Hears how the run goes. */
    public Training listener(TrainingListener newListener) {
        listener = newListener;
        return this;
    }

    /** What the user typed, for {@code provenance.json}. */
    public Training commandLine(List<String> words) {
        commandLine = List.copyOf(words);
        return this;
    }

    /** The configuration as it stands. */
    public Configuration configuration() {
        return configuration;
    }

    /** Asks the run, also one that has not begun, to finish the step in hand, save itself and return. */
    public void stop() {
        stop.set(true);
    }

    /**
     * Trains until the last epoch, {@link #stop}, the file {@code stop} in the run's directory, the time or the step limit.
     * An interrupt of the thread counts as {@link
     * #stop}, and is set again on return. At the end of the JVM, by {@code System.exit} or SIGTERM, the run is stopped too,
     * and the JVM waits until it is saved.
     *
     * <p>The number of compute threads is libtorch's, for the whole process: runs side by side in one process should agree
     * on it.
     *
     * @throws IllegalArgumentException if something is missing or doesn't fit: images, directory, batch and data, sampler
     * @throws RunException if the run can't go on: the directory, a checkpoint, a loss that is not finite
     * @throws dev.selfsame.data.SkipLimitException if too many images are unreadable
     */
    public Run run() {
        if (images == null || directory == null) {
            throw new IllegalArgumentException("a run needs images(...) and into(...)");
        }
        // What can be refused before there is a directory.
        RunSettings settings = configuration.run();
        requireLabels(images);
        requireWholeParts();
        EpochOrder order = settings.sampler().order(images, settings.seed());
        Plan.of(configuration.recipe(), images, order);
        requireDevice();
        CacheSize.requireRoom(settings.cache());
        StopSignal signal = new StopSignal(stop, RunDirectory.at(directory).stop(), maxTime);
        try (ExitGuard guard = ExitGuard.over(stop);
                RunDirectory held = hold(directory);
                Ending ending = new Ending(signal, listener)) {
            held.forgetStop();
            Run run = run(images, order, held, signal, guard);
            held.forgetStop();
            listener.finished(run);
            return run;
        }
    }

    /** Ends a run that can't have its directory, as any other. */
    private RunDirectory hold(Path run) {
        try {
            return RunDirectory.hold(run, resume);
        } catch (RuntimeException e) {
            listener.ended();
            throw e;
        }
    }

    /** What is due at the end, whatever became of the run; it hides no earlier failure, and comes before others may go on. */
    private record Ending(StopSignal signal, TrainingListener listener) implements AutoCloseable {
        @Override
        public void close() {
            signal.restoreInterrupt();
            listener.ended();
        }
    }

    private Run run(ImageSource source, EpochOrder order, RunDirectory held, StopSignal signal, ExitGuard guard) {
        if (!Checkpoints.exist(held)) {
            held.requireNoEncoder();
        }
        Configuration resolved = resolved(held);
        Probe probe = probeTrain == null || probeTest == null ? null : new Probe(probeTrain, probeTest, resolved);
        try (Trainer trainer = new Trainer(resolved, source, order, held, resume, commandLine)) {
            return trainer.run(listener, probe, signal, guard);
        }
    }

    private void requireLabels(ImageSource source) {
        if (configuration.recipe().method().needsLabels()) {
            try {
                source.labelled();
            } catch (SourceException e) {
                throw new IllegalArgumentException(
                        configuration.recipe().method().name() + ": " + e.getMessage(), e);
            }
        }
    }

    /** The method's own wish for the size of batches, which else would be told by the first step. */
    private void requireWholeParts() {
        Recipe recipe = configuration.recipe();
        int multiple = recipe.method().batchMultiple();
        if (recipe.batchSize() % multiple != 0) {
            throw new IllegalArgumentException("batch-size must be a multiple of " + multiple + " for "
                    + recipe.method().name() + " as it is set, got " + recipe.batchSize());
        }
    }

    private void requireDevice() {
        Device device = configuration.run().device();
        if (!device.isAvailable()) {
            throw new IllegalArgumentException("there is no device " + device + " that libtorch can use here");
        }
    }

    private Configuration resolved(RunDirectory held) {
        RunSettings before = resume && Checkpoints.exist(held)
                ? Checkpoint.head(held.lastCheckpoint()).configuration().run()
                : null;
        return new Configuration(configuration.recipe(), configuration.run().resolved(before));
    }
}
