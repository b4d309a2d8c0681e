package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.TokenMasks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Golden cases of token masks: exact where they give the noise, else statistics of many draws. */
final class TokenMaskCases {
    private TokenMaskCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        switch (goldenCase.get("target").asText()) {
            case "random_token_mask", "random_grid_token_mask" -> splits(goldenCase);
            case "random_block_mask" -> blocks(goldenCase);
            default -> throw new AssertionError("nothing here computes " + goldenCase.get("target"));
        }
    }

    private static void splits(JsonNode goldenCase) {
        JsonNode args = goldenCase.get("args");
        JsonNode expected = goldenCase.get("expected");
        int images = args.get("size").get(0).asInt();
        int tokens = args.get("size").get(1).asInt();
        double ratio = args.get("mask_ratio").asDouble();
        double[] noise = Golden.numbers(goldenCase.get("inputs").get("noise"));
        int[] next = {0};
        DoubleSupplier draws = () -> noise[next[0]++];
        List<Integer> kept = new ArrayList<>();
        List<Integer> hidden = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            TokenMasks.Split split;
            if (args.has("grid_size")) {
                int prefix = args.get("num_prefix_tokens").asInt();
                int side = (int) Math.round(Math.sqrt(tokens - prefix));
                split = TokenMasks.grid(side, ratio, args.get("grid_size").asInt(), prefix, draws);
            } else {
                split = TokenMasks.random(
                        tokens, ratio, args.get("mask_class_token").asBoolean() ? 0 : 1, draws);
            }
            assertEquals(expected.get("num_keep").asInt(), split.kept().size());
            assertEquals(expected.get("num_mask").asInt(), split.hidden().size());
            kept.addAll(split.kept());
            hidden.addAll(split.hidden());
        }
        assertEquals(whole(expected.get("idx_keep")), kept);
        assertEquals(whole(expected.get("idx_mask")), hidden);
    }

    private static List<Integer> whole(JsonNode node) {
        List<Integer> numbers = new ArrayList<>();
        for (double number : Golden.numbers(node)) {
            numbers.add((int) number);
        }
        return numbers;
    }

    private static void blocks(JsonNode goldenCase) {
        JsonNode args = goldenCase.get("args");
        JsonNode expected = goldenCase.get("expected");
        int images = args.get("size").get(0).asInt();
        int height = args.get("size").get(1).asInt();
        int width = args.get("size").get(2).asInt();
        List<Double> ratios = new ArrayList<>();
        for (int draw = 0; draw < goldenCase.get("inputs").get("draws").asInt(); draw++) {
            boolean[][] masks = TokenMasks.blocks(
                    images,
                    height,
                    width,
                    args.path("batch_mask_ratio").asDouble(0.5),
                    args.path("min_image_mask_ratio").asDouble(0.1),
                    args.path("max_image_mask_ratio").asDouble(0.5),
                    Draws.of(1, Stream.MASKS, draw, 0));
            int masked = 0;
            for (boolean[] mask : masks) {
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
