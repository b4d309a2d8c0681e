package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.Origin;
import dev.selfsame.model.Pretrained;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Labelled images through an encoder: what kNN and the linear probe start from. */
final class FeatureOptions {
    @Mixin
    private final LabelledOptions labelled = new LabelledOptions();

    @Mixin
    private final EncoderOptions encoder = new EncoderOptions();

    @ArgGroup
    private Baseline baseline = new Baseline();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private static final class Baseline {
        @Option(names = "--raw", description = "Take raw pixels at the encoder's size instead of its features.")
        private boolean raw;

        @Option(names = "--untrained", description = "Take the encoder's architecture with fresh weights.")
        private boolean untrained;
    }

    /**
     * Features of both sources, with classes by the names of the training images.
     *
     * @param train features to learn from
     * @param test features to classify
     * @param skipped images that can't be read, of both
     * @param input {@link EvaluatedInput}
     * @param since {@link System#nanoTime} at the start
     */
    record Features(Labelled train, Labelled test, Skipped skipped, String input, long since) implements AutoCloseable {
        /** Since the start. */
        double seconds() {
            return (System.nanoTime() - since) / 1e9;
        }

        @Override
        public void close() {
            train.close();
            if (test != train) {
                test.close();
            }
        }
    }

    /** The seed. */
    long seed() {
        return labelled.seed();
    }

    /** Which images. */
    LabelledOptions labelled() {
        return labelled;
    }

    /** How the network computes. */
    EncoderOptions encoder() {
        return encoder;
    }

    /** The network itself; raw pixels have none. */
    Pretrained pretrained() throws IOException {
        if (baseline.raw) {
            throw new ParameterException(
                    spec.commandLine(), "--raw has no network to run crops through: add --features frozen");
        }
        Pretrained network = encoder.pretrained();
        if (baseline.untrained) {
            network.backbone().initialize(seed());
        }
        return network;
    }

    /** Embeds both sources. */
    Features features() throws IOException {
        long since = System.nanoTime();
        Skipped skipped = new Skipped();
        try (Encoder network = network()) {
            ImageSource trainImages = labelled.train(spec.commandLine(), network.view());
            ImageSource testImages = labelled.test(spec.commandLine(), network.view(), trainImages);
            Labelled known = labelled(network, trainImages, trainImages.classes(), skipped);
            try {
                Labelled asked = labelled(network, testImages, trainImages.classes(), skipped);
                Skips.say(spec.commandLine(), skipped, "");
                return new Features(known, asked, skipped, input(network), since);
            } catch (IOException | RuntimeException e) {
                known.close();
                throw e;
            }
        }
    }

    /** Embeds the test images only, to be learned from as well; the training images name the classes, and aren't read. */
    Features testFeatures() throws IOException {
        long since = System.nanoTime();
        Skipped skipped = new Skipped();
        try (Encoder network = network()) {
            ImageSource trainImages = labelled.train(spec.commandLine(), network.view());
            Labelled both = labelled(
                    network,
                    labelled.test(spec.commandLine(), network.view(), trainImages),
                    trainImages.classes(),
                    skipped);
            Skips.say(spec.commandLine(), skipped, "");
            return new Features(both, both, skipped, input(network), since);
        }
    }

    private Encoder network() throws IOException {
        if (baseline.untrained) {
            return encoder.untrained(seed());
        }
        Encoder trained = encoder.load();
        if (!baseline.raw) {
            return trained;
        }
        try (trained) {
            RawPixels pixels = new RawPixels(trained.channels(), trained.view().size());
            return Encoder.of(pixels, trained.view(), Origin.untrained(seed()), encoder.config());
        }
    }

    private String input(Encoder network) throws IOException {
        return (baseline.raw ? "raw pixels of " : "") + EvaluatedInput.of(network.view(), encoder.config());
    }

    private Labelled labelled(Encoder network, ImageSource images, List<String> classes, Skipped skipped)
            throws IOException {
        Skipped here = new Skipped();
        Embeddings rows = network.embed(new WatchedSource(images, spec.commandLine()), here);
        Skips.requireReadable(images, here, rows.size());
        here.entries().forEach(entry -> skipped.add(entry.name(), entry.reason()));
        return Labelled.of(rows, classes);
    }

    /** What an evaluation found, with what the network was shown and the number of images that were skipped. */
    static Map<String, Object> result(Object protocol, String input, Skipped skipped) {
        Map<String, Object> result = Json.object(protocol);
        result.put("input", input);
        result.put("skipped", skipped.count());
        return result;
    }
}
