package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.RegionPooling;
import dev.selfsame.nn.SineCosinePositions;
import dev.selfsame.nn.TokenMatches;
import dev.selfsame.nn.Tokens;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.Map;

/** Golden cases of tokens, patches and positions. */
final class TokenCases {
    private TokenCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        String target = goldenCase.get("target").asText();
        if (target.equals("get_weight_decay_parameters")) {
            DecayCases.check(goldenCase);
        } else if (target.equals("get_2d_sine_cosine_positional_embedding")) {
            positions(goldenCase);
        } else {
            for (DType dtype : Golden.PRECISIONS) {
                tensors(goldenCase, target, dtype);
            }
        }
    }

    private static void tensors(JsonNode goldenCase, String target, DType dtype) {
        JsonNode expected = goldenCase.get("expected");
        if (expected.has("raises")) {
            if (target.equals("patchify") && isNotSquare(goldenCase)) {
                notSquare(goldenCase, dtype);
            } else {
                assertThrows(IllegalArgumentException.class, () -> results(goldenCase, target, dtype));
            }
            return;
        }
        Map<String, Tensor> results = results(goldenCase, target, dtype);
        expected.fieldNames().forEachRemaining(name -> {
            assertNotNull(results.get(name), "no check for the expected " + name);
            Golden.assertResult(goldenCase, name, results.get(name));
        });
    }

    /** The results by the names that the file gives them. */
    private static Map<String, Tensor> results(JsonNode goldenCase, String target, DType dtype) {
        JsonNode inputs = goldenCase.get("inputs");
        JsonNode args = goldenCase.path("args");
        return switch (target) {
            case "patchify" -> Map.of("patches", patches(floats(inputs, "images", dtype), size(args)));
            case "nearest_neighbors" -> {
                TokenMatches.Pairs pairs = TokenMatches.nearest(
                        floats(inputs, "input_maps", dtype),
                        floats(inputs, "candidate_maps", dtype),
                        floats(inputs, "distances", dtype),
                        matches(args));
                yield Map.of("input", pairs.from(), "candidate", pairs.to());
            }
            default -> Map.of("result", result(goldenCase, target, dtype));
        };
    }

    private static Tensor result(JsonNode goldenCase, String target, DType dtype) {
        JsonNode inputs = goldenCase.get("inputs");
        JsonNode args = goldenCase.path("args");
        return switch (target) {
            case "get_at_index" -> Tokens.atIndex(floats(inputs, "tokens", dtype), Golden.tensor(inputs.get("index")));
            case "set_at_index" ->
                Tokens.withAtIndex(
                        floats(inputs, "tokens", dtype),
                        Golden.tensor(inputs.get("index")),
                        floats(inputs, "value", dtype));
            case "mask_at_index" ->
                Tokens.maskAtIndex(
                        floats(inputs, "tokens", dtype),
                        Golden.tensor(inputs.get("index")),
                        floats(inputs, "mask_token", dtype));
            case "mask_bool" ->
                Tokens.mask(
                        floats(inputs, "tokens", dtype),
                        Golden.tensor(inputs.get("mask")),
                        floats(inputs, "mask_token", dtype));
            case "prepend_class_token" ->
                Tokens.prepend(floats(inputs, "class_token", dtype), floats(inputs, "tokens", dtype));
            case "repeat_token" ->
                Tokens.repeat(
                        floats(inputs, "token", dtype),
                        args.get("size").get(0).asInt(),
                        args.get("size").get(1).asInt());
            case "pool_masked" ->
                RegionPooling.pool(
                                floats(inputs, "source", dtype),
                                Golden.tensor(inputs.get("mask")),
                                args.get("num_cls").asInt())
                        .transpose(1, 2);
            case "most_similar_index" ->
                TokenMatches.mostSimilar(floats(inputs, "x", dtype), floats(inputs, "y", dtype));
            case "select_most_similar" ->
                TokenMatches.selectMostSimilar(
                        floats(inputs, "x", dtype), floats(inputs, "y", dtype), floats(inputs, "y_values", dtype));
            default -> throw new AssertionError("nothing here computes " + target);
        };
    }

    /** Lightly takes all for -1, and for nothing. */
    private static int matches(JsonNode args) {
        int number = args.path("num_matches").asInt(-1);
        return number < 0 ? Integer.MAX_VALUE : number;
    }

    // ---- patches ----

    private static int size(JsonNode args) {
        return args.get("patch_size").asInt();
    }

    /** The patches, out of which the images come again. */
    private static Tensor patches(Tensor images, int size) {
        Tensor patches = Tokens.patches(images, size);
        int rows = (int) images.size(2) / size;
        Tensor again = Tokens.images(patches, size, (int) images.size(1), rows);
        assertArrayEquals(images.shape(), again.shape());
        assertArrayEquals(images.toDoubles(), again.toDoubles());
        return patches;
    }

    private static boolean isNotSquare(JsonNode goldenCase) {
        long[] shape = Golden.shape(goldenCase.get("inputs").get("images"));
        int size = size(goldenCase.get("args"));
        return shape[2] != shape[3] && shape[2] % size == 0 && shape[3] % size == 0;
    }

    /** Ours takes images that Lightly refuses: held against loops, row by row, the channel as the fastest index. */
    private static void notSquare(JsonNode goldenCase, DType dtype) {
        int size = size(goldenCase.get("args"));
        Tensor images = floats(goldenCase.get("inputs"), "images", dtype);
        double[] pixels = images.toDoubles();
        int channels = (int) images.size(1);
        int height = (int) images.size(2);
        int width = (int) images.size(3);
        double[] wanted = new double[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % width;
            int y = i / width % height;
            int channel = i / (width * height) % channels;
            int image = i / (width * height * channels);
            int patch = (image * (height / size) + y / size) * (width / size) + x / size;
            wanted[((patch * size + y % size) * size + x % size) * channels + channel] = pixels[i];
        }
        assertArrayEquals(wanted, patches(images, size).toDoubles());
    }

    private static Tensor floats(JsonNode inputs, String name, DType dtype) {
        return Golden.tensor(inputs.get(name)).to(dtype);
    }

    /** Lightly computes them in float32. */
    private static void positions(JsonNode goldenCase) {
        JsonNode args = goldenCase.get("args");
        int width = args.get("embed_dim").asInt();
        int side = args.get("grid_size").asInt();
        int prefix = args.path("cls_token").asBoolean(true)
                ? args.path("num_prefix_tokens").asInt(1)
                : 0;
        JsonNode expected = goldenCase.get("expected");
        if (expected.has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> SineCosinePositions.of(width, side, prefix));
            return;
        }
        double[] table = SineCosinePositions.of(width, side, prefix);
        assertArrayEquals(new long[] {table.length / width, width}, Golden.shape(expected.get("result")));
        double error = Golden.float32Error(goldenCase, "result");
        Golden.assertClose("result", Golden.numbers(expected.get("result")), table, DType.FLOAT32, error);
    }
}
