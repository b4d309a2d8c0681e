package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.TokenMasks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;

/**
 * Golden cases of token masks: exact where they give the noise, else counts or statistics of many draws. An argument that a case
 * doesn't name has Lightly's default.
 */
final class TokenMaskCases {
    private TokenMaskCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        Arguments args = new Arguments(goldenCase.path("args"));
        boolean grid = goldenCase.get("target").asText().equals("random_grid_token_mask");
        switch (goldenCase.get("target").asText()) {
            case "random_token_mask", "random_grid_token_mask" -> splits(goldenCase, args, grid);
            case "random_block_mask" -> blocks(goldenCase, args);
            default -> throw new AssertionError("nothing here computes " + goldenCase.get("target"));
        }
    }

    private static void splits(JsonNode goldenCase, Arguments args, boolean grid) {
        JsonNode expected = goldenCase.get("expected");
        List<Integer> size = args.integers("size", List.of());
        Masker masker = grid ? grid(args, size.get(1)) : anywhere(args, size.get(1));
        args.requireAllRead();
        double[] noise = noise(goldenCase);
        int[] next = {0};
        DoubleSupplier draws = () -> noise[next[0]++ % noise.length];
        if (expected.has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> masker.split(draws));
            return;
        }
        List<Integer> kept = new ArrayList<>();
        List<Integer> hidden = new ArrayList<>();
        for (int i = 0; i < size.get(0); i++) {
            TokenMasks.Split split = masker.split(draws);
            assertEquals(expected.get("num_keep").asInt(), split.kept().size());
            assertEquals(expected.get("num_mask").asInt(), split.hidden().size());
            kept.addAll(split.kept());
            hidden.addAll(split.hidden());
        }
        if (expected.has("idx_keep")) {
            assertEquals(noise.length, next[0], "all of the noise is used");
            assertEquals(whole(expected.get("idx_keep")), kept);
            assertEquals(whole(expected.get("idx_mask")), hidden);
        }
    }

    @FunctionalInterface
    private interface Masker {
        TokenMasks.Split split(DoubleSupplier draws);
    }

    private static Masker anywhere(Arguments args, int tokens) {
        double ratio = args.number("mask_ratio", 0.6);
        int prefix = args.on("mask_class_token", false) ? 0 : 1;
        return draws -> TokenMasks.random(tokens, ratio, prefix, draws);
    }

    private static Masker grid(Arguments args, int tokens) {
        double ratio = args.number("mask_ratio", 0.75);
        int cell = args.integer("grid_size", 4);
        int prefix = args.integer("num_prefix_tokens", 1);
        int side = (int) Math.round(Math.sqrt(tokens - prefix));
        return draws -> {
            if (side * side != tokens - prefix) {
                throw new IllegalArgumentException(tokens - prefix + " patches are no square");
            }
            return TokenMasks.grid(side, ratio, cell, prefix, draws);
        };
    }

    /** That of the case; where it gives none, only counts are compared and any does. */
    private static double[] noise(JsonNode goldenCase) {
        JsonNode given = goldenCase.path("inputs").path("noise");
        if (!given.isMissingNode() && !given.isNull()) {
            return Golden.numbers(given);
        }
        Draws draws = Draws.of(1, Stream.MASKS, 0, 0);
        return DoubleStream.generate(draws::uniform).limit(10_000).toArray();
    }

    private static List<Integer> whole(JsonNode node) {
        List<Integer> numbers = new ArrayList<>();
        for (double number : Golden.numbers(node)) {
            numbers.add((int) number);
        }
        return numbers;
    }

    private static void blocks(JsonNode goldenCase, Arguments args) {
        JsonNode expected = goldenCase.get("expected");
        List<Integer> size = args.integers("size", List.of());
        double share = args.number("batch_mask_ratio", 0.5);
        double least = args.number("min_image_mask_ratio", 0.1);
        double most = args.number("max_image_mask_ratio", 0.5);
        TokenMasks.Rectangles rectangles = new TokenMasks.Rectangles(
                args.integer("min_num_masks_per_block", 4),
                args.number("min_block_aspect_ratio", 0.3),
                args.integer("max_attempts_per_block", 10));
        args.requireAllRead();
        IntFunction<boolean[][]> batch = draw -> TokenMasks.blocks(
                size.get(0),
                size.get(1),
                size.get(2),
                share,
                least,
                most,
                rectangles,
                Draws.of(1, Stream.MASKS, draw, 0));
        if (expected.has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> batch.apply(0));
            return;
        }
        List<Double> ratios = new ArrayList<>();
        for (int draw = 0; draw < goldenCase.get("inputs").get("draws").asInt(); draw++) {
            int masked = 0;
            for (boolean[] mask : batch.apply(draw)) {
                int hidden = 0;
                for (boolean one : mask) {
                    hidden += one ? 1 : 0;
                }
                if (hidden > 0) {
                    ratios.add((double) hidden / mask.length);
                    masked++;
                }
            }
            assertTrue(masked <= expected.get("masked_images_max").asInt());
        }
        if (expected.get("masked_images_max").asInt() > 0) {
            statistics(expected, ratios);
        }
    }

    private static void statistics(JsonNode expected, List<Double> ratios) {
        ratios.sort(null);
        assertTrue(ratios.get(ratios.size() - 1)
                <= expected.get("masked_ratio_max").asDouble() + 0.02);
        double mean = ratios.stream().mapToDouble(ratio -> ratio).average().orElseThrow();
        assertEquals(expected.get("masked_ratio_mean").asDouble(), mean, 0.02);
        double[] levels = Golden.numbers(expected.get("quantile_levels"));
        double[] quantiles = Golden.numbers(expected.get("masked_ratio_quantiles"));
        for (int i = 0; i < levels.length; i++) {
            assertEquals(quantiles[i], ratios.get((int) (levels[i] * (ratios.size() - 1))), 0.0201, "at " + levels[i]);
        }
    }
}
