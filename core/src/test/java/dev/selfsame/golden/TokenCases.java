package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.Conv2d;
import dev.selfsame.nn.Flatten;
import dev.selfsame.nn.LayerNorm;
import dev.selfsame.nn.Linear;
import dev.selfsame.nn.ReLU;
import dev.selfsame.nn.RegionPooling;
import dev.selfsame.nn.Sequential;
import dev.selfsame.nn.SineCosinePositions;
import dev.selfsame.nn.Tokens;
import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Golden cases of tokens, patches and positions. */
final class TokenCases {
    private TokenCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        String target = goldenCase.get("target").asText();
        if (target.equals("get_weight_decay_parameters")) {
            weightDecay(goldenCase);
        } else if (target.equals("get_2d_sine_cosine_positional_embedding")) {
            positions(goldenCase);
        } else {
            for (DType dtype : Golden.PRECISIONS) {
                tensors(goldenCase, target, dtype);
            }
        }
    }

    private static void tensors(JsonNode goldenCase, String target, DType dtype) {
        JsonNode inputs = goldenCase.get("inputs");
        JsonNode args = goldenCase.get("args");
        Tensor result =
                switch (target) {
                    case "patchify" -> {
                        Tensor images = floats(inputs, "images", dtype);
                        int size = args.get("patch_size").asInt();
                        Tensor patches = Tokens.patches(images, size);
                        assertArrayEquals(
                                images.toDoubles(),
                                Tokens.images(patches, size, 3).toDoubles());
                        yield patches;
                    }
                    case "get_at_index" ->
                        Tokens.atIndex(floats(inputs, "tokens", dtype), Golden.tensor(inputs.get("index")));
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
                    default -> throw new AssertionError("nothing here computes " + target);
                };
        JsonNode expected = goldenCase.get("expected");
        JsonNode wanted = expected.get(expected.has("patches") ? "patches" : "result");
        assertArrayEquals(Golden.shape(wanted), result.shape());
        double error = goldenCase.path("float32_error").path("result").asDouble(0);
        Golden.assertClose("result", Golden.numbers(wanted), result.toDoubles(), dtype, error);
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
        Golden.assertClose("result", Golden.numbers(expected.get("result")), table, DType.FLOAT32, 0);
    }

    private static void weightDecay(JsonNode goldenCase) {
        JsonNode args = goldenCase.get("args");
        assertEquals(
                args.path("decay_norm").asBoolean(), args.path("decay_bias").asBoolean());
        try (Sequential net = new Sequential(
                new Conv2d(3, 4, 3, 1, 0, true),
                new BatchNorm(4),
                new ReLU(),
                new Flatten(),
                new Linear(4, 5),
                new LayerNorm(5),
                new Linear(5, 2, false))) {
            List<ParameterGroup> groups = args.path("decay_norm").asBoolean()
                    ? List.of(ParameterGroup.all(net.parameters(), 0.1))
                    : ParameterGroup.split(net.parameters(), 0.1);
            TreeSet<String> decay = new TreeSet<>();
            TreeSet<String> none = new TreeSet<>();
            groups.forEach(group -> (group.weightDecay() > 0 ? decay : none)
                    .addAll(group.parameters().keySet()));
            assertEquals(names(goldenCase, "decay"), decay);
            assertEquals(names(goldenCase, "no_decay"), none);
        }
    }

    private static Set<String> names(JsonNode goldenCase, String key) {
        TreeSet<String> names = new TreeSet<>();
        goldenCase.get("expected").get(key).forEach(name -> names.add(name.asText()));
        return names;
    }
}
