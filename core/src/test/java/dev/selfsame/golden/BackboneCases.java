package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.nn.VisionTransformer;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Golden cases of ConvNeXt and of vision transformers: names, shapes, features, tokens and gradients for weights given by a
 * rule, in training mode, too. The bounds are those of {@link ResNetCases}.
 */
final class BackboneCases {
    private BackboneCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        boolean torchvision = file.get("group").asText().equals("vit");
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope()) {
                if (torchvision) {
                    JsonNode own = goldenCase.path("state_dict");
                    torchvision(goldenCase, own.isMissingNode() ? file.get("state_dict") : own, dtype);
                } else {
                    own(goldenCase, dtype);
                }
            }
        }
    }

    // ---- our own files ----

    private static void own(JsonNode goldenCase, DType dtype) {
        JsonNode dict = goldenCase.get("state_dict");
        Map<String, String> options = new LinkedHashMap<>();
        goldenCase
                .get("args")
                .get("options")
                .properties()
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        Map<String, Tensor> weights =
                RuleWeights.of(goldenCase, dict, entry -> entry.get("norm").asBoolean());
        // Where the reference computed in float32 on the way, our float64 can't be held against it more closely.
        boolean rough = goldenCase.path("precision").asText().equals("float32");
        for (boolean training : new boolean[] {false, true}) {
            try (Backbone net = Backbones.named(goldenCase.get("target").asText(), options)) {
                assertEquals(shapes(weights, false), shapes(net.state(), false));
                net.to(dtype);
                net.load(weights);
                net.training(training);
                outputs(goldenCase.get("expected"), net, RuleWeights.images(goldenCase, dtype), rough);
            }
        }
    }

    private static void outputs(JsonNode expected, Backbone net, Tensor x, boolean rough) {
        DType precision = rough ? DType.FLOAT32 : x.dtype();
        x.requireGradient(true);
        Tensor features = net.forward(x);
        assertArrayEquals(Golden.shape(expected.get("features")), features.shape());
        close("features", expected.get("features"), features, precision);
        features.backward(RuleWeights.cotangent(features));
        Tensor gradient = NnCases.gradient(x);
        double[] first = RuleWeights.firstThousand(gradient);
        ResNetCases.assertClose("grad_x", expected.get("grad_x_first_1000"), first, precision);
        close("grad_x_norm", expected.get("grad_x_norm"), gradient.norm(), precision);
        assertEquals(net.parameters().size(), expected.get("grad_norms").size());
        net.parameters()
                .forEach((name, parameter) -> close(
                        name,
                        expected.get("grad_norms").get(name),
                        NnCases.gradient(parameter).norm(),
                        precision));
        if (net instanceof VisionTransformer transformer) {
            close("tokens", expected.get("tokens"), transformer.tokens(x), precision);
        }
    }

    // ---- Lightly's file of torchvision's transformer ----

    private static void torchvision(JsonNode goldenCase, JsonNode dict, DType dtype) {
        JsonNode arguments = goldenCase.get("args").get("arguments");
        Map<String, Tensor> all = RuleWeights.of(goldenCase, dict, entry -> {
            String name = entry.get("name").asText();
            return name.contains(".ln_") || name.startsWith("encoder.ln.");
        });
        Map<String, Tensor> weights = new LinkedHashMap<>();
        all.forEach((name, tensor) -> {
            if (!name.startsWith("heads.")) {
                weights.put(timm(name), tensor);
            }
        });
        try (Backbone net = Backbones.named("vit-tiny", options(arguments));
                NoGrad guard = new NoGrad()) {
            assertEquals(shapes(weights, true), shapes(net.state(), true));
            net.to(dtype);
            net.load(weights);
            net.training(false);
            Tensor x = RuleWeights.images(goldenCase, dtype);
            JsonNode expected = goldenCase.get("expected");
            close("tokens", expected.get("tokens"), ((VisionTransformer) net).tokens(x), dtype);
            Tensor logits = Norm.linear(
                    net.forward(x),
                    all.get("heads.head.weight").to(dtype),
                    all.get("heads.head.bias").to(dtype));
            close("logits", expected.get("logits"), logits, dtype);
        }
    }

    private static Map<String, Integer> options(JsonNode arguments) {
        int width = arguments.get("hidden_dim").asInt();
        int hidden = arguments.get("mlp_dim").asInt();
        assertEquals(0, hidden % width, "ours has a whole mlp-ratio only, got mlp_dim " + hidden + " of " + width);
        return Map.of(
                "image-size", arguments.get("image_size").asInt(),
                "patch-size", arguments.get("patch_size").asInt(),
                "depth", arguments.get("num_layers").asInt(),
                "heads", arguments.get("num_heads").asInt(),
                "width", width,
                "mlp-ratio", hidden / width);
    }

    /** timm's name of a tensor that torchvision names otherwise. */
    private static String timm(String name) {
        return name.replace("class_token", "cls_token")
                .replace("conv_proj.", "patch_embed.proj.")
                .replace("encoder.pos_embedding", "pos_embed")
                .replace("encoder.ln.", "norm.")
                .replace("encoder.layers.encoder_layer_", "blocks.")
                .replace(".ln_", ".norm")
                .replace(".self_attention.in_proj_", ".attn.qkv.")
                .replace(".self_attention.out_proj.", ".attn.proj.")
                .replace(".mlp.0.", ".mlp.fc1.")
                .replace(".mlp.3.", ".mlp.fc2.");
    }

    // ---- shared ----

    private static String shapes(Map<String, Tensor> state, boolean sorted) {
        StringBuilder text = new StringBuilder();
        (sorted ? new TreeMap<>(state) : state).forEach((name, tensor) -> text.append(name)
                .append(' ')
                .append(Arrays.toString(tensor.shape()))
                .append('\n'));
        return text.toString();
    }

    private static void close(String what, JsonNode expected, Tensor actual, DType precision) {
        ResNetCases.assertClose(what, expected, actual.toDoubles(), precision);
    }
}
