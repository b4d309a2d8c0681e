package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** The golden group {@code augment}: what torchvision 0.14 and Pillow 9.4 make of a small image. */
public final class AugmentCases {
    /**
     * Every 8-bit operation here is Pillow's own arithmetic, so all must agree to the level; the golden values allow one
     * level, two after a change of hue.
     */
    private static final int LEVELS = 0;

    private AugmentCases() {}

    /**
     * Runs one case.
     *
     * @param caseNode the case
     * @param file the whole file, which holds the images
     */
    public static void check(JsonNode caseNode, JsonNode file) {
        String target = caseNode.get("target").asText();
        JsonNode args = caseNode.get("args");
        if (target.equals("RandomResizedCrop.get_params")) {
            CropStatistics.check(args, caseNode.get("inputs").get("draws").asInt(), caseNode.get("expected"));
            return;
        }
        Pixels image = image(file.get(caseNode.get("inputs").get("on").asText()));
        JsonNode expected = caseNode.get("expected").get("result");
        switch (target) {
            case "ToTensor" -> checkValues(image, Normalize.of(new double[3], new double[] {1, 1, 1}), expected);
            case "ToTensor, Normalize" -> checkValues(image, normalize(args), expected);
            case "resized_crop, hflip, grayscale, ToTensor, Normalize" -> {
                Pixels seen = resizedCrop(image, args, Interpolation.BILINEAR);
                seen = ColorOperations.grayscale(Geometry.flipHorizontally(seen));
                checkValues(seen, Normalize.IMAGENET, expected);
            }
            default -> checkLevels(apply(target, args, image), expected);
        }
    }

    private static Pixels apply(String target, JsonNode args, Pixels image) {
        return switch (target) {
            case "hflip" -> Geometry.flipHorizontally(image);
            case "vflip" -> Geometry.flipVertically(image);
            case "resized_crop" -> resizedCrop(image, args, interpolation(args));
            case "resize" -> Resampling.resize(image, side(args, 1), side(args, 0), interpolation(args));
            case "crop" ->
                Geometry.crop(image, number(args, "j"), number(args, "i"), number(args, "w"), number(args, "h"));
            case "center_crop" -> Geometry.centerCrop(image, number(args, "size"), number(args, "size"));
            case "adjust_brightness" -> ColorOperations.brightness(image, factor(args));
            case "adjust_contrast" -> ColorOperations.contrast(image, factor(args));
            case "adjust_saturation" -> ColorOperations.saturation(image, factor(args));
            case "adjust_hue" -> ColorOperations.hue(image, factor(args));
            case "adjust_brightness, contrast, saturation, hue" -> {
                JsonNode factors = args.get("factors");
                Pixels result = ColorOperations.brightness(image, factors.get(0).asDouble());
                result = ColorOperations.contrast(result, factors.get(1).asDouble());
                result = ColorOperations.saturation(result, factors.get(2).asDouble());
                yield ColorOperations.hue(result, factors.get(3).asDouble());
            }
            case "rgb_to_grayscale" -> ColorOperations.grayscale(image);
            case "RandomSolarization" -> ColorOperations.solarize(image, number(args, "threshold"));
            case "GaussianBlur" -> BoxBlur.gaussian(image, args.get("sigma").asDouble());
            case "RandomRotate" -> Geometry.rotateInFrame(image, number(args, "angle") / 90);
            default -> throw new AssertionError("no operation for target " + target);
        };
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
        return Interpolation.valueOf(args.get("interpolation").asText().toUpperCase(Locale.ROOT));
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

    private static int side(JsonNode args, int i) {
        return args.get("size").get(i).asInt();
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
                shape.get(1).asInt(), shape.get(0).asInt(), shape.get(2).asInt(), data);
    }

    private static void checkLevels(Pixels result, JsonNode expected) {
        Pixels wanted = image(expected);
        assertEquals(wanted.toString(), result.toString());
        for (int i = 0; i < wanted.data().length; i++) {
            int difference = (result.data()[i] & 0xFF) - (wanted.data()[i] & 0xFF);
            if (Math.abs(difference) > LEVELS) {
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
