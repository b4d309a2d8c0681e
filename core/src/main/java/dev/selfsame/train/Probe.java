package dev.selfsame.train;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Reason;
import dev.selfsame.data.Skipped;
import dev.selfsame.data.SourceAround;
import dev.selfsame.data.SourceException;
import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.KnnResult;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.evaluate.LabelledImages;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.nn.Backbone;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Measures an encoder by kNN between steps; changes nothing of it. */
final class Probe {
    private static final int BATCH = 256;

    private final ImageSource train;
    private final ImageSource test;
    private final RunSettings.ProbeSettings settings;
    private final EvaluationView view;
    private final EncoderConfig config;
    private final List<String> classes;

    /**
     * A probe.
     *
     * @throws IllegalArgumentException if an image has no label, or all training images are of one class
     */
    Probe(ImageSource train, ImageSource test, Configuration configuration) {
        try {
            this.train = train.labelled();
            this.test = test.labelled();
        } catch (SourceException e) {
            throw new IllegalArgumentException("probe: " + e.getMessage(), e);
        }
        List<String> trained = LabelledImages.classes(train);
        if (trained.size() < 2) {
            throw new IllegalArgumentException(
                    "probe: the training images have one class only, " + trained.get(0) + ": " + train.describe());
        }
        RunSettings run = configuration.run();
        settings = run.probe();
        view = Setup.evaluationView(configuration);
        config = EncoderConfig.DEFAULT
                .withDevice(run.device())
                .withBf16(run.precision() == Precision.BF16)
                .withBatchSize(BATCH)
                .withWorkers(run.workers())
                .withMaxPixels(run.decode().maxPixels());
        SortedSet<String> names = new TreeSet<>(train.classes());
        names.addAll(test.classes());
        classes = new ArrayList<>(names);
    }

    /** What the neighbours among the train images say of the test images. Empty if the run was to stop meanwhile. */
    Optional<KnnResult> measure(Backbone encoder, StopSignal stop) {
        try (Labelled bank = features(encoder, train, stop);
                Labelled queries = features(encoder, test, stop)) {
            int k = Math.min(settings.k(), bank.size());
            return Optional.of(new Knn(k, settings.temperature()).evaluate(bank, queries));
        } catch (StoppedException | InterruptedIOException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) { // such as one class of which images can be read
            throw new RunException("the probe failed: " + Reason.of(e), e);
        }
    }

    private Labelled features(Backbone encoder, ImageSource source, StopSignal stop) throws IOException {
        Skipped skipped = new Skipped();
        Embeddings rows = Encoder.embed(encoder, view, new Stoppable(source, stop), config, skipped);
        if (rows.size() == 0) {
            Skipped.Entry first = skipped.entries().get(0);
            throw new RunException("none of the probe's images can be read (" + first.name() + ": " + first.reason()
                    + "): " + source.describe());
        }
        return Labelled.of(rows, classes);
    }

    /** Says to the reader of a {@link Stoppable} that no more images come. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The images of a source, until the run is to stop. */
    private static final class Stoppable extends SourceAround {
        private final StopSignal stop;

        Stoppable(ImageSource source, StopSignal stop) {
            super(source);
            this.stop = stop;
        }

        @Override
        public byte[] read(int i) throws IOException {
            heed();
            return super.read(i);
        }

        @Override
        public @Nullable Pixels pixels(int i, DecodeOptions options) throws IOException {
            heed();
            return super.pixels(i, options);
        }

        private void heed() {
            if (stop.isSeen()) {
                throw new StoppedException();
            }
        }
    }
}
