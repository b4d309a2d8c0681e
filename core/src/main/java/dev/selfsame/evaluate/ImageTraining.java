package dev.selfsame.evaluate;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.data.Skipped;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.optim.AdamW;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.optim.Sgd;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.FlippedCrop;
import dev.selfsame.view.Flips;
import dev.selfsame.view.RandomResizedCrop;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Training a classifier on crops of labelled images, flipped by chance, and asking it about whole ones: what fine-tuning,
 * supervised training and the linear probe on crops have in common.
 *
 * @param network with the classes of the training images
 * @param view what it sees of a whole image
 * @param config where and in what precision it computes, and how images are read
 * @param settings of the training
 */
record ImageTraining(Classifier network, EvaluationView view, EncoderConfig config, Settings settings) {
    private static final int MIXING = (int) Draws.hash("mixing");

    /**
     * How it is trained.
     *
     * @param adamW whether by AdamW with β₂ 0.999, not SGD with momentum 0.9
     * @param rate the learning rate of the last layer
     * @param epochs over the images
     * @param batchSize at most the number of images
     * @param weightDecay of weights; biases and norms have none
     * @param layerDecay {@link LayerGroups}
     * @param mixing of images and labels
     * @param minScale smallest share of an image's area in a crop
     * @param seed of order, crops and mixing
     */
    record Settings(
            boolean adamW,
            Schedule rate,
            int epochs,
            int batchSize,
            double weightDecay,
            double layerDecay,
            Mixing mixing,
            double minScale,
            long seed) {}

    /**
     * Trains.
     *
     * @param skipped takes the images that can't be read; others stand in for them
     * @param checkpoint where its state is saved and where it may go on from; null for nowhere
     * @return the seconds of earlier sittings; empty where it was ended before its end
     * @throws IOException if its state can't be read or written, or is that of another training
     * @throws IllegalStateException if the loss stops being finite
     */
    OptionalDouble run(
            ImageSource images, Skipped skipped, ImageWatcher watcher, @Nullable ClassifierCheckpoint checkpoint)
            throws IOException {
        network.to(config.device());
        network.train();
        try (Optimizer optimizer = optimizer()) {
            TrainingState state = new TrainingState(checkpoint, this, images, optimizer, skipped);
            long done = state.restore();
            int perEpoch = Loader.stepsPerEpoch(images, settings.batchSize());
            if (done < (long) perEpoch * settings.epochs()) {
                try (Loader loader = Loader.open(
                        images, crops(), loading(), skipped, (int) (done / perEpoch), (int) (done % perEpoch))) {
                    if (!run(loader, optimizer, watcher, state, done)) {
                        return OptionalDouble.empty();
                    }
                }
            }
            return OptionalDouble.of(state.secondsBefore());
        }
    }

    /** Trains from a step on; false where it was ended before its end. */
    private boolean run(Loader loader, Optimizer optimizer, ImageWatcher watcher, TrainingState state, long first)
            throws IOException {
        int perEpoch = loader.stepsPerEpoch();
        long steps = (long) perEpoch * settings.epochs();
        long done = first;
        boolean goesOn = true;
        try {
            while (goesOn && done < steps) {
                int epoch = (int) (done / perEpoch);
                double loss = step(loader.next(), done);
                if (!Double.isFinite(loss)) {
                    throw new IllegalStateException("training diverged in epoch " + (epoch + 1) + ": the loss is "
                            + loss + "; take a lower learning rate");
                }
                optimizer.step(settings.rate().at(new Progress(done, steps, epoch, settings.epochs())));
                optimizer.clearGradients();
                done++;
                goesOn = watcher.step(done, steps, epoch, loss);
                if (!goesOn || done % perEpoch == 0) {
                    state.save(done);
                }
            }
            return goesOn;
        } catch (InterruptedException e) {
            state.save(done);
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the network says of whole images; those that can't be read are left out. */
    Predictions predictions(ImageSource images, List<String> classes, Skipped skipped) throws IOException {
        Embeddings scores = Encoder.embed(network, view, images, config, skipped);
        if (scores.size() == 0) {
            throw new IOException("none of the test images can be read: " + images.describe());
        }
        try (Labelled labelled = Labelled.of(scores, classes)) {
            Predictions.Builder predictions = new Predictions.Builder(classes, labelled.size());
            for (int i = 0; i < labelled.size(); i++) {
                predictions.add(scores.row(i), 0, classes.size(), labelled.label(i));
            }
            return predictions.build();
        }
    }

    private double step(LoadedBatch loaded, long step) {
        network.atStep(settings.seed(), step);
        try (Scope scope = new Scope()) {
            Batch batch = loaded.tensors();
            Mixing.Mixed mixed = settings.mixing()
                    .apply(
                            batch.view(0),
                            loaded.labels(),
                            network.features(),
                            Draws.of(settings.seed(), Stream.PROBE, 0, step, MIXING));
            Tensor scores = forward(mixed.pixels().to(config.device())).to(DType.FLOAT32); // [N, classes]
            Tensor loss = Softmax.logSoftmax(scores, 1)
                    .mul(mixed.targets().to(config.device()))
                    .sum()
                    .mul(-1.0 / loaded.size());
            loss.backward();
            return loss.item();
        } finally {
            loaded.release();
        }
    }

    private Tensor forward(Tensor pixels) {
        if (!config.bf16()) {
            return network.forward(pixels);
        }
        try (Autocast cast = Autocast.to(DType.BFLOAT16, config.device())) {
            return network.forward(pixels);
        }
    }

    private Optimizer optimizer() {
        List<ParameterGroup> groups = LayerGroups.of(network, settings.layerDecay(), settings.weightDecay());
        return settings.adamW() ? new AdamW(groups) : new Sgd(groups, LinearLayer.MOMENTUM);
    }

    private LoaderConfig loading() {
        return LoaderConfig.of(settings.batchSize(), settings.seed())
                .withWorkers(config.workers())
                .withDecode(decode());
    }

    private Views crops() {
        RandomResizedCrop crop = RandomResizedCrop.of(view.size(), settings.minScale(), view.interpolation());
        return Views.of(view.normalize(), List.of(new FlippedCrop(crop, Flips.USUAL)), view.size());
    }

    /** How files become pixels. */
    DecodeOptions decode() {
        return DecodeOptions.DEFAULT
                .withBackground(config.background() == null ? view.background() : config.background())
                .withMaxPixels(config.maxPixels());
    }
}
