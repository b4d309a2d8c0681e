package dev.selfsame.lab;

import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.train.Run;
import dev.selfsame.train.RunException;
import dev.selfsame.train.Training;
import dev.selfsame.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One run of an experiment: one variant, one seed, one core. Computes the same beside others as alone. */
final class LabRun implements TrainingListener {
    private final Variant variant;
    private final long seed;
    private final LabSize size;
    private final LabData data;
    private final Path directory;
    private final Training training;
    private final LongConsumer steps;
    private final List<Moment> moments = new ArrayList<>();
    private final List<Probed> probes = new ArrayList<>();
    private long step;

    /**
     * A run to be.
     *
     * @param steps hears of each step
     */
    LabRun(
            Variant variant,
            long seed,
            LabSize size,
            LabSettings settings,
            Path directory,
            List<String> commandLine,
            LongConsumer steps) {
        this.variant = variant;
        this.seed = seed;
        this.size = size;
        this.directory = directory;
        this.steps = steps;
        data = settings.data();
        training = Training.of(settings.configuration())
                .images(data.train())
                .probe(data.bank(), data.test())
                .into(directory)
                .listener(this)
                .commandLine(commandLine);
    }

    /** Asks it to end after the step in hand. */
    void stop() {
        training.stop();
    }

    /**
     * Trains and measures.
     *
     * @return null if it was stopped
     * @throws RunException if it can't go on, for another reason than a loss that is not finite
     */
    @Nullable
    Measured run() throws IOException {
        long since = System.nanoTime();
        String failure = "";
        try {
            Run run = training.run();
            if (!run.finished() || run.interrupted()) {
                return null;
            }
        } catch (RunException e) {
            if (e.getCause() != null || step == 0) { // a file, or the directory: not what was learned
                throw e;
            }
            failure = String.valueOf(e.getMessage());
        }
        double chance = 1.0 / data.classes();
        double untrained = failure.isEmpty() ? untrained() : chance;
        probes.add(0, new Probed(0, untrained));
        double knn = failure.isEmpty() ? probes.get(probes.size() - 1).knn() : chance;
        return new Measured(
                variant.name(), seed, knn, untrained, (System.nanoTime() - since) / 1e9, failure, moments, probes);
    }

    /** kNN of the encoder with fresh weights. */
    private double untrained() throws IOException {
        EncoderConfig config = EncoderConfig.DEFAULT.withWorkers(1);
        try (Encoder encoder = Encoder.untrained(directory, seed, config);
                Labelled bank =
                        Labelled.of(encoder.embed(data.bank()), data.bank().classes());
                Labelled test =
                        Labelled.of(encoder.embed(data.test()), data.bank().classes())) {
            return new Knn(Math.min(size.neighbours(), bank.size()), LabSettings.TEMPERATURE)
                    .evaluate(bank, test)
                    .top1();
        }
    }

    @Override
    public void step(long done, double loss) {
        step = done;
        steps.accept(done);
    }

    @Override
    public void logged(StepMetrics line) {
        moments.add(new Moment(line.step(), line.loss(), line.embeddingStd(), line.effectiveRank(), line.rankBound()));
    }

    @Override
    public void probed(long at, int epoch, double knnTop1) {
        probes.add(new Probed(at, knnTop1));
    }
}
