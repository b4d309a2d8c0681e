package dev.selfsame.evaluate;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Pretrained;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The linear probe as papers have it: the network stays as it is, in evaluation mode, and the layer behind it is trained on
 * crops (0.08 to 1 of the area) and flips that are drawn anew in each epoch. Each epoch runs all images through the network;
 * {@link LinearProbe} alone does it once. The layer's weights start as PyTorch's, and what is left over behind the last
 * full batch of an epoch is left out.
 */
public final class ImageProbe {
    private static final double MIN_SCALE = 0.08;

    private ImageProbe() {}

    /**
     * Trains the layer and classifies others, on the processor in 32 bits; images that can't be read are left out.
     *
     * @param network that makes the features; closed afterwards
     */
    public static LinearResult evaluate(LinearProbe probe, Pretrained network, ImageSource train, ImageSource test)
            throws IOException {
        return evaluate(probe, network, train, test, EncoderConfig.DEFAULT, new Skipped(), ImageWatcher.NONE, null)
                .orElseThrow();
    }

    /**
     * Trains the layer and classifies others.
     *
     * @param probe of features as they are, or through a batch norm
     * @param network that makes the features; closed afterwards
     * @param train labelled images
     * @param test labelled images, of classes that the training images have
     * @param config where and in what precision it computes, and how images are read
     * @param skipped takes the images that can't be read
     * @param watcher sees each step, and may end it
     * @param checkpoint where the training saves its state, to go on from there; null for nowhere
     * @return the result; empty where the watcher ended it
     * @throws IOException if an image source or the state fails, or the state is another training's
     * @throws IllegalArgumentException if features are to be standardized, the training images are of one class, or the
     *     test images of another
     * @throws IllegalStateException if the loss stops being finite
     */
    public static Optional<LinearResult> evaluate(
            LinearProbe probe,
            Pretrained network,
            ImageSource train,
            ImageSource test,
            EncoderConfig config,
            Skipped skipped,
            ImageWatcher watcher,
            @Nullable ClassifierCheckpoint checkpoint)
            throws IOException {
        if (probe.scaling() == Scaling.STANDARDIZED) {
            throw new IllegalArgumentException("the features of crops change in each epoch: they are taken as they are"
                    + " or through a batch norm, not standardized");
        }
        long since = System.nanoTime();
        LabelledImages.require(train.labelled(), test.labelled());
        int batch = Math.min(probe.batchSize(), train.size());
        ImageTraining.Settings settings = new ImageTraining.Settings(
                false, probe.schedule(), probe.epochs(), batch, 0, 1, new Mixing(0, 0, 0), MIN_SCALE, probe.seed());
        boolean normed = probe.scaling() == Scaling.BATCH_NORM;
        try (Classifier classifier =
                new Classifier(network.backbone(), train.classes().size(), true, normed, probe.seed())) {
            ImageTraining training = new ImageTraining(classifier, network.view(), config, settings);
            OptionalDouble before = training.run(train, skipped, watcher, checkpoint);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new LinearResult(
                    training.predictions(test, train.classes(), skipped),
                    probe.variant(),
                    train.size(),
                    network.backbone().features(),
                    before.getAsDouble() + (System.nanoTime() - since) / 1e9,
                    probe.epochs(),
                    probe.learningRate(),
                    batch,
                    probe.settings() + ", of crops 0.08 to 1 and flips drawn anew in each epoch"));
        }
    }
}
