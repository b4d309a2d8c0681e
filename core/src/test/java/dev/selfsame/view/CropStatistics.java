package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.image.Interpolation;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.Arrays;

/** Holds the rectangles of {@link RandomResizedCrop} against the quantiles of torchvision's. */
public final class CropStatistics {
    private static final double BOUND = 0.02;

    private CropStatistics() {}

    /**
     * Draws as many rectangles and compares quantiles.
     *
     * @param args width, height, scale and ratio
     * @param count how many to draw
     * @param expected quantiles by quantity
     */
    public static void check(JsonNode args, int count, JsonNode expected) {
        int width = args.get("width").asInt();
        int height = args.get("height").asInt();
        RandomResizedCrop crop = new RandomResizedCrop(
                224,
                args.get("scale").get(0).asDouble(),
                args.get("scale").get(1).asDouble(),
                args.get("ratio").get(0).asDouble(),
                args.get("ratio").get(1).asDouble(),
                Interpolation.BILINEAR);
        double[][] values = new double[5][count];
        int tops = 0;
        int lefts = 0;
        int whole = 0;
        for (int i = 0; i < count; i++) {
            RandomResizedCrop.Area area = crop.draw(width, height, Draws.of(1, Stream.VIEWS, 0, i));
            values[0][i] = (double) area.width() * area.height() / ((double) width * height);
            values[1][i] = (double) area.width() / area.height();
            values[2][i] = Math.log(values[1][i]);
            if (area.height() < height) {
                values[3][tops++] = (double) area.y() / (height - area.height());
            }
            if (area.width() < width) {
                values[4][lefts++] = (double) area.x() / (width - area.width());
            }
            whole += area.width() == width && area.height() == height ? 1 : 0;
        }
        JsonNode levels = expected.get("quantile_levels");
        compare("area_fraction", values[0], count, levels, expected);
        compare("aspect_ratio_w_over_h", values[1], count, levels, expected);
        compare("log_aspect_ratio", values[2], count, levels, expected);
        compare("top_position", values[3], tops, levels, expected);
        compare("left_position", values[4], lefts, levels, expected);
        assertEquals(
                expected.get("whole_image_fraction").asDouble(), (double) whole / count, BOUND, "whole_image_fraction");
    }

    private static void compare(String name, double[] values, int count, JsonNode levels, JsonNode expected) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        JsonNode wanted = expected.get(name);
        for (int i = 0; i < levels.size(); i++) {
            double at = levels.get(i).asDouble() * (count - 1);
            int below = (int) at;
            double value = sorted[below] + (at - below) * (sorted[Math.min(count - 1, below + 1)] - sorted[below]);
            double difference = Math.abs(value - wanted.get("quantiles").get(i).asDouble());
            assertTrue(
                    difference <= BOUND,
                    name + ", quantile " + levels.get(i) + ": expected "
                            + wanted.get("quantiles").get(i) + ", got " + value);
        }
        double mean = Arrays.stream(sorted).average().orElseThrow();
        assertEquals(wanted.get("mean").asDouble(), mean, BOUND, name + ", mean");
    }
}
