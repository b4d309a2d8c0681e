package dev.selfsame.evaluate;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.data.SourceException;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Pretrained;
import dev.selfsame.nn.Backbone;
import dev.selfsame.optim.Schedule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Fine-tuning: the whole network is trained on with labels, from its weights or, as the baseline to compare with, from
 * scratch. Crops ({@code minScale} to 1 of the area) and flips are drawn anew in each epoch; the learning rate is a cosine
 * down to 0, changed at each step. What counts is the network after the last epoch, not the best one on the test images.
 *
 * <p>{@link #standard} chooses the settings: for convolutional networks those of Lightly's ResNet-50 benchmark (SGD with
 * momentum 0.9 at 0.05·B/256, 30 epochs), for transformers those of MAE for a ViT-B (He et
 * al. 2022, arXiv:2111.06377, as in FINETUNE.md of the authors' code: AdamW at 5e-4·B/256, layer decay 0.65, weight decay
 * 0.05, 100 epochs of which 5 warm up, mixup 0.8, cutmix 1, label smoothing 0.1; without its RandAugment, erasing and
 * stochastic depth). Table 9 of the paper has 1e-3 and 0.75.
 *
 * @param scratch whether training starts from fresh weights
 * @param labels share of the training labels that is used, class by class, above 0 up to 1
 * @param adamW whether by AdamW, not SGD
 * @param epochs over the training images, 1 to 10,000
 * @param learningRate of the last layer for a batch of 256, above 0 up to 1000; it is scaled with the batch
 * @param batchSize images a step, at least 2; 0 for 256, or an eighth of the images (at least 8) if that is less
 * @param weightDecay of weights, 0 to 100; biases, norms, and a transformer's class token and positions have none
 * @param warmupEpochs over which the learning rate first rises from 0, at least 0
 * @param layerDecay what the learning rate is multiplied by for each layer further down, above 0 up to 1
 * @param mixup α of mixup, 0 (off) or 0.05 to 2
 * @param cutmix α of cutmix, 0 (off) or 0.05 to 2
 * @param labelSmoothing 0 up to but without 1
 * @param minScale smallest share of an image's area in a crop, above 0 up to 1
 * @param seed of the choice of labels, fresh weights, order, crops and mixing
 */
public record Finetune(
        boolean scratch,
        double labels,
        boolean adamW,
        int epochs,
        double learningRate,
        int batchSize,
        double weightDecay,
        double warmupEpochs,
        double layerDecay,
        double mixup,
        double cutmix,
        double labelSmoothing,
        double minScale,
        long seed) {
    private static final int SMALL_IMAGE = 64;

    /** Checks the ranges. */
    public Finetune {
        require(labels > 0 && labels <= 1, "the share of labels must be above 0 and at most 1", labels);
        require(epochs >= 1 && epochs <= 10_000, "epochs must be 1 to 10000", epochs);
        require(
                learningRate > 0 && learningRate <= 1000,
                "the learning rate must be above 0 and at most 1000",
                learningRate);
        require(batchSize == 0 || batchSize >= 2, "the batch size must be at least 2", batchSize);
        require(weightDecay >= 0 && weightDecay <= 100, "the weight decay must be 0 to 100", weightDecay);
        require(
                warmupEpochs >= 0 && warmupEpochs <= epochs,
                "warm-up epochs must be 0 to the epochs (" + epochs + ")",
                warmupEpochs);
        require(layerDecay > 0 && layerDecay <= 1, "the layer decay must be above 0 and at most 1", layerDecay);
        require(minScale > 0 && minScale <= 1, "the smallest scale must be above 0 and at most 1", minScale);
        new Mixing(mixup, cutmix, labelSmoothing); // checks the ranges
    }

    private static void require(boolean holds, String words, double got) {
        if (!holds) {
            throw new IllegalArgumentException(
                    words + ", got " + (got == (int) got ? Integer.toString((int) got) : Double.toString(got)));
        }
    }

    /**
     * The settings for a network.
     *
     * @param network whose kind and size of images choose; a transformer is what has {@code vit} in its name
     * @param scratch for training from scratch: SGD at 0.1·B/256 with weight decay 5e-4 and 5 epochs of warm-up in 100, and
     *     for transformers the same as else without layer decay
     */
    public static Finetune standard(Pretrained network, boolean scratch, long seed) {
        double minScale = network.view().size() <= SMALL_IMAGE ? 0.25 : 0.08;
        String name = String.valueOf(network.backbone().architecture().get("name"));
        if (name.toLowerCase(Locale.ROOT).contains("vit")) {
            double decay = scratch ? 1 : 0.65;
            return new Finetune(scratch, 1, true, 100, 5e-4, 0, 0.05, 5, decay, 0.8, 1, 0.1, minScale, seed);
        }
        return scratch
                ? new Finetune(true, 1, false, 100, 0.1, 0, 5e-4, 5, 1, 0, 0, 0, minScale, seed)
                : new Finetune(false, 1, false, 30, 0.05, 0, 0, 0, 1, 0, 0, 0, minScale, seed);
    }

    /** The same with a share of the labels. */
    public Finetune withLabels(double share) {
        return new Finetune(
                scratch,
                share,
                adamW,
                epochs,
                learningRate,
                batchSize,
                weightDecay,
                warmupEpochs,
                layerDecay,
                mixup,
                cutmix,
                labelSmoothing,
                minScale,
                seed);
    }

    /** The same over other epochs; a longer warm-up becomes as long. */
    public Finetune withEpochs(int number) {
        return new Finetune(
                scratch,
                labels,
                adamW,
                number,
                learningRate,
                batchSize,
                weightDecay,
                Math.min(warmupEpochs, number),
                layerDecay,
                mixup,
                cutmix,
                labelSmoothing,
                minScale,
                seed);
    }

    /**
     * Trains a network on labelled images and classifies others, on the processor in 32 bits; images that can't be read are
     * left out. {@link #evaluate(Pretrained, ImageSource, ImageSource, EncoderConfig, Skipped, ImageWatcher, ClassifierCheckpoint)}
     * has choices.
     *
     * @param network to train; closed afterwards
     */
    public FinetuneResult evaluate(Pretrained network, ImageSource train, ImageSource test) throws IOException {
        return evaluate(network, train, test, EncoderConfig.DEFAULT, new Skipped(), ImageWatcher.NONE, null)
                .orElseThrow();
    }

    /**
     * Trains a network on labelled images and classifies others.
     *
     * @param network to train; closed afterwards
     * @param train labelled images
     * @param test labelled images, of classes that the training images have
     * @param config where and in what precision it computes, and how images are read
     * @param skipped takes the images that can't be read
     * @param watcher sees each step, and may end it
     * @param checkpoint where the training saves its state, to go on from there; null for nowhere
     * @return the result; empty where the watcher ended it
     * @throws SourceException if an image has no label
     * @throws IOException if the state can't be written or read, or is another training's
     * @throws IllegalArgumentException if the training images are of one class, or the test images of another
     * @throws IllegalStateException if the loss stops being finite
     */
    public Optional<FinetuneResult> evaluate(
            Pretrained network,
            ImageSource train,
            ImageSource test,
            EncoderConfig config,
            Skipped skipped,
            ImageWatcher watcher,
            @Nullable ClassifierCheckpoint checkpoint)
            throws IOException {
        long since = System.nanoTime();
        ImageSource images = ChosenImages.stratified(train.labelled(), labels, seed);
        LabelledImages.require(images, test.labelled());
        int batch = batch(images.size());
        Backbone backbone = network.backbone();
        if (scratch) {
            backbone.initialize(seed);
        }
        double rate = learningRate * batch / LinearProbe.COMMON_BATCH;
        try (Classifier classifier = new Classifier(backbone, images.classes().size(), false, false, seed)) {
            ImageTraining training = new ImageTraining(
                    classifier, network.view(), config, settings(batch, Schedule.warmupCosine(rate, 0, warmupEpochs)));
            OptionalDouble before = training.run(images, skipped, watcher, checkpoint);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            Predictions predictions = training.predictions(test, images.classes(), skipped);
            return Optional.of(new FinetuneResult(
                    predictions,
                    scratch ? "scratch" : "pretrained",
                    labels,
                    images.size(),
                    backbone.features(),
                    before.getAsDouble() + (System.nanoTime() - since) / 1e9,
                    epochs,
                    rate,
                    batch,
                    settings() + ", B " + batch));
        }
    }

    private int batch(int images) {
        if (images < 2) {
            throw new IllegalArgumentException("training needs at least 2 images, got " + images);
        }
        int most = batchSize > 0 ? batchSize : Math.min(LinearProbe.COMMON_BATCH, Math.max(8, images / 8));
        return Math.min(most, images);
    }

    private ImageTraining.Settings settings(int batch, Schedule rate) {
        return new ImageTraining.Settings(
                adamW,
                rate,
                epochs,
                batch,
                weightDecay,
                layerDecay,
                new Mixing(mixup, cutmix, labelSmoothing),
                minScale,
                seed);
    }

    /** The settings that matter, in a line. */
    public String settings() {
        StringBuilder line = new StringBuilder(scratch ? "from scratch" : "all layers from the encoder's weights");
        line.append(adamW ? ", AdamW" : ", SGD momentum 0.9")
                .append(", learning rate ")
                .append(learningRate)
                .append("·B/256, ")
                .append(epochs)
                .append(" epochs, cosine, step by step");
        add(line, ", warm-up epochs ", warmupEpochs, 0);
        add(line, ", weight decay ", weightDecay, 0);
        add(line, ", layer decay ", layerDecay, 1);
        add(line, ", mixup ", mixup, 0);
        add(line, ", cutmix ", cutmix, 0);
        add(line, ", label smoothing ", labelSmoothing, 0);
        return line + ", crops " + minScale + " to 1 and flips, "
                + (labels == 1 ? "all" : percent(labels) + " % of the") + " labels, last epoch";
    }

    /** As it is written: 0.07 times 100 is not 7 in floating point. */
    private static double percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).doubleValue();
    }

    private static void add(StringBuilder line, String words, double value, double off) {
        if (value != off) {
            line.append(words).append(value);
        }
    }
}
