package dev.selfsame.cli;

import dev.selfsame.image.Interpolation;
import dev.selfsame.model.imported.ImportedEncoder;
import dev.selfsame.model.imported.ImportedImages;
import dev.selfsame.view.Normalize;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a file of weights of others does not say. */
final class ImportOptions {
    /** Statistics by name, of channels scaled to 0–1. */
    private static final Map<String, Normalize> STATISTICS = Map.of(
            "imagenet",
            Normalize.IMAGENET,
            "half",
            Normalize.of(new double[] {0.5, 0.5, 0.5}, new double[] {0.5, 0.5, 0.5}),
            "none",
            Normalize.of(new double[3], new double[] {1, 1, 1}),
            "cifar10",
            Normalize.of(new double[] {0.4914, 0.4822, 0.4465}, new double[] {0.247, 0.2435, 0.2616}));

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            completionCandidates = BackboneNames.class,
            description = "The network of weights of others, where names and shapes don't tell it: one of"
                    + " ${COMPLETION-CANDIDATES}. Default: what they tell")
    private @Nullable String backbone;

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description = "Side of the images that weights of others are for. Default: 224, 32 where the first"
                    + " convolution is 3×3, or what the network's positions say")
    private @Nullable Integer imageSize;

    @Option(
            names = "--short-side",
            paramLabel = "N",
            description = "What the shorter side is brought to before the middle is cut out, for weights of others."
                    + " Default: 256/224 of the image size; the image size up to 64")
    private @Nullable Integer shortSide;

    @Option(
            names = "--interpolation",
            paramLabel = "bilinear|bicubic",
            description = "Of that resizing. Default: bilinear")
    private @Nullable String interpolation;

    @Option(
            names = "--mean-std",
            paramLabel = "imagenet|half|none|cifar10|MEANS/STDS",
            description = "How weights of others want pixels of 0 to 1: by ImageNet's statistics; half: mean and spread"
                    + " 0.5; none: as they are; or numbers, such as 0.5,0.4,0.4/0.2,0.2,0.2. Default: imagenet")
    private @Nullable String normalize;

    /** What was asked for. */
    ImportedEncoder of(Path path, CommandLine command) {
        try {
            ImportedImages images = new ImportedImages(
                    side("--image-size", imageSize),
                    side("--short-side", shortSide),
                    interpolation(),
                    normalize == null ? Normalize.IMAGENET : normalize(normalize));
            return new ImportedEncoder(path, backbone == null ? "" : backbone, images);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    /** Fails if one is given where there are no weights of others. */
    void requireNone(CommandLine command) {
        String given = backbone != null
                ? "--backbone"
                : imageSize != null
                        ? "--image-size"
                        : shortSide != null
                                ? "--short-side"
                                : interpolation != null ? "--interpolation" : normalize != null ? "--mean-std" : "";
        if (!given.isEmpty()) {
            throw new ParameterException(
                    command,
                    given + " is for weights of others (--model FILE); an encoder of Selfsame knows what it needs");
        }
    }

    private static int side(String option, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(option + " must be at least 1, got " + value);
        }
        return value == null ? 0 : value;
    }

    private Interpolation interpolation() {
        return switch (interpolation == null ? "bilinear" : interpolation) {
            case "bilinear" -> Interpolation.BILINEAR;
            case "bicubic" -> Interpolation.BICUBIC;
            default ->
                throw new IllegalArgumentException("--interpolation must be bilinear or bicubic, got " + interpolation);
        };
    }

    private static Normalize normalize(String text) {
        Normalize known = STATISTICS.get(text);
        if (known != null) {
            return known;
        }
        String[] both = text.split("/", -1);
        try {
            if (both.length == 2) {
                return Normalize.of(numbers(both[0]), numbers(both[1]));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--mean-std must be imagenet, half, none, cifar10 or means and standard"
                + " deviations such as 0.5,0.4,0.4/0.2,0.2,0.2, got " + text);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
