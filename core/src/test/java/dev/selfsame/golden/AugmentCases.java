package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.image.BoxBlur;
import dev.selfsame.image.ColorOperations;
import dev.selfsame.image.Geometry;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Resampling;
import dev.selfsame.view.CropStatistics;
import dev.selfsame.view.Normalize;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Set;

/**
 * The golden group {@code augment}: what torchvision 0.14 and Pillow 9.4 make of a small image.
 *
 * <p>Every 8-bit operation here is Pillow's own arithmetic, so the files of this library must agree to the level. Files given by
 * {@code -Dgolden} have the bound of the golden values' README: one level, two after a change of hue, none for flips, crops,
 * turns and solarising.
 */
public final class AugmentCases {
    private static final Set<String> EXACT =
            Set.of("hflip", "vflip", "crop", "center_crop", "RandomSolarization", "RandomRotate");

    private AugmentCases() {}

    /**
     * Runs one case.
     *
     * @param goldenCase the case
     * @param file the whole file, which holds the images
     */
    public static void check(JsonNode goldenCase, JsonNode file) {
        String target = goldenCase.get("target").asText();
        JsonNode args = goldenCase.get("args");
        if (target.equals("RandomResizedCrop.get_params")) {
            CropStatistics.check(args, goldenCase.get("inputs").get("draws").asInt(), goldenCase.get("expected"));
            return;
        }
        if (goldenCase.path("expected").has("raises")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> apply(
                            target,
                            args,
                            image(file.get(goldenCase.get("inputs").get("on").asText()))));
            return;
        }
        Pixels image = image(file.get(goldenCase.get("inputs").get("on").asText()));
        JsonNode expected = goldenCase.get("expected").get("result");
        switch (target) {
            case "ToTensor" -> checkValues(image, Normalize.of(new double[3], new double[] {1, 1, 1}), expected);
            case "ToTensor, Normalize" -> checkValues(image, normalize(args), expected);
            case "resized_crop, hflip, grayscale, ToTensor, Normalize" -> {
                Pixels seen = resizedCrop(image, args, interpolation(args));
                seen = ColorOperations.grayscale(Geometry.flipHorizontally(seen));
                checkValues(seen, Normalize.IMAGENET, expected);
            }
            default -> checkLevels(apply(target, args, image), expected, levels(goldenCase, target));
        }
    }

    /** How many levels a sample may be off. */
    private static int levels(JsonNode goldenCase, String target) {
        if (!Golden.isForeign(goldenCase) || EXACT.contains(target)) {
            return 0;
        }
        return target.contains("hue") ? 2 : 1;
    }

    private static Pixels apply(String target, JsonNode args, Pixels image) {
        return switch (target) {
            case "hflip" -> Geometry.flipHorizontally(image);
            case "vflip" -> Geometry.flipVertically(image);
            case "resized_crop" -> resizedCrop(image, args, interpolation(args));
            case "resize" -> resize(image, args);
            case "crop" ->
                Geometry.crop(image, number(args, "j"), number(args, "i"), number(args, "w"), number(args, "h"));
            case "center_crop" -> Geometry.centerCrop(image, side(args, 1), side(args, 0));
            case "rgb_to_grayscale" ->
                grayscale(image, args.path("num_output_channels").asInt(1));
            case "RandomSolarization" -> ColorOperations.solarize(image, number(args, "threshold"));
            case "GaussianBlur" -> BoxBlur.gaussian(image, args.get("sigma").asDouble());
            case "RandomRotate" ->
                Geometry.rotateByDegrees(image, args.path("angle").asDouble(90));
            default -> jitter(target, args, image);
        };
    }

    /** One change of colour or several, in the order in which the target names them. */
    private static Pixels jitter(String target, JsonNode args, Pixels image) {
        Pixels result = image;
        String[] names = target.replace("adjust_", "").split(", ", -1);
        for (int i = 0; i < names.length; i++) {
            double factor = args.has("factors") ? args.get("factors").get(i).asDouble() : factor(args);
            result = switch (names[i]) {
                case "brightness" -> ColorOperations.brightness(result, factor);
                case "contrast" -> ColorOperations.contrast(result, factor);
                case "saturation" -> ColorOperations.saturation(result, factor);
                case "hue" -> ColorOperations.hue(result, factor);
                default -> throw new AssertionError("no operation for target " + target);
            };
        }
        return result;
    }

    /** Ours makes three equal channels. */
    private static Pixels grayscale(Pixels image, int channels) {
        Pixels grey = ColorOperations.grayscale(image);
        byte[] one = new byte[grey.width() * grey.height()];
        for (int i = 0; i < one.length; i++) {
            one[i] = grey.data()[i * grey.channels()];
        }
        return channels == 1 ? Pixels.of(grey.width(), grey.height(), 1, one) : grey;
    }

    /** To two sides, or with one number the shorter side to that length, whole pixels of the longer. */
    private static Pixels resize(Pixels image, JsonNode args) {
        int height = side(args, 0);
        int width = side(args, 1);
        if (isOne(args.get("size"))) {
            int shorter = Math.min(image.width(), image.height());
            width = (int) ((long) height * image.width() / shorter);
            height = (int) ((long) height * image.height() / shorter);
        }
        return Resampling.resize(image, width, height, interpolation(args));
    }

    private static Pixels resizedCrop(Pixels image, JsonNode args, Interpolation interpolation) {
        return Resampling.resizedCrop(
                image,
                number(args, "j"),
                number(args, "i"),
                number(args, "w"),
                number(args, "h"),
                side(args, 1),
                side(args, 0),
                interpolation);
    }

    private static Interpolation interpolation(JsonNode args) {
        return Interpolation.valueOf(
                args.path("interpolation").asText("bilinear").toUpperCase(Locale.ROOT));
    }

    private static Normalize normalize(JsonNode args) {
        double[] mean = new double[3];
        double[] std = new double[3];
        for (int c = 0; c < 3; c++) {
            mean[c] = args.get("mean").get(c).asDouble();
            std[c] = args.get("std").get(c).asDouble();
        }
        return Normalize.of(mean, std);
    }

    private static int number(JsonNode args, String name) {
        return args.get(name).asInt();
    }

    /** Height (0) or width (1); one number stands for both. */
    private static int side(JsonNode args, int i) {
        JsonNode size = args.get("size");
        return isOne(size)
                ? (size.isArray() ? size.get(0) : size).asInt()
                : size.get(i).asInt();
    }

    private static boolean isOne(JsonNode size) {
        return !size.isArray() || size.size() == 1;
    }

    private static double factor(JsonNode args) {
        return args.get("factor").asDouble();
    }

    private static Pixels image(JsonNode tensor) {
        JsonNode shape = tensor.get("shape");
        byte[] data = new byte[tensor.get("data").size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) tensor.get("data").get(i).asInt();
        }
        return Pixels.of(
                shape.get(1).asInt(), shape.get(0).asInt(), shape.path(2).asInt(1), data);
    }

    private static void checkLevels(Pixels result, JsonNode expected, int levels) {
        Pixels wanted = image(expected);
        assertEquals(wanted.toString(), result.toString());
        for (int i = 0; i < wanted.data().length; i++) {
            int difference = (result.data()[i] & 0xFF) - (wanted.data()[i] & 0xFF);
            if (Math.abs(difference) > levels) {
                throw new AssertionError("sample " + i + ": expected " + (wanted.data()[i] & 0xFF) + ", got "
                        + (result.data()[i] & 0xFF));
            }
        }
    }

    /** Expected values are [C, H, W]; ours are interleaved. */
    private static void checkValues(Pixels image, Normalize normalize, JsonNode expected) {
        int channels = image.channels();
        float[] values = new float[image.data().length];
        normalize.write(Planes.of(image), FloatBuffer.wrap(values), 0);
        JsonNode data = expected.get("data");
        assertEquals(data.size(), values.length);
        int area = image.width() * image.height();
        double largest = 0;
        double error = 0;
        for (int i = 0; i < values.length; i++) {
            double wanted = data.get(i).asDouble();
            largest = Math.max(largest, Math.abs(wanted));
            error = Math.max(error, Math.abs(values[i % area * channels + i / area] - wanted));
        }
        double bound = 1e-5 * largest + 1e-6;
        assertTrue(error <= bound, "largest difference " + error + ", bound " + bound);
    }
}
