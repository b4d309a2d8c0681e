package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.CapiHead;
import dev.selfsame.nn.DinoHead;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Leaves;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Golden cases of heads: names, outputs, gradients and buffers, in training and in evaluation. */
final class HeadCases {
    private HeadCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        JsonNode defaults = file.has("defaults") ? file : GoldenRun.shipped("heads");
        Args args = new Args(goldenCase, defaults.get("defaults"));
        JsonNode expected = goldenCase.get("expected");
        if (Golden.raisesInConstructor(goldenCase)) {
            assertThrows(IllegalArgumentException.class, () -> head(args));
            return;
        }
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope();
                    Layer head = head(args)) {
                if (expected.has("raises")) {
                    head.initialize(0);
                    head.to(dtype);
                    Tensor x = Golden.tensor(goldenCase.get("inputs").get("x"), dtype);
                    assertThrows(IllegalArgumentException.class, () -> head.forward(x));
                } else {
                    forwardAndBackward(goldenCase, head, dtype);
                }
            }
        }
    }

    private static void forwardAndBackward(JsonNode goldenCase, Layer head, DType dtype) {
        Map<String, Tensor> state = NnCases.state(goldenCase.get("state"));
        assertEquals(List.copyOf(state.keySet()), List.copyOf(head.state().keySet()));
        assertEquals(
                goldenCase.get("parameters").asLong(),
                head.parameters().values().stream().mapToLong(Tensor::count).sum());
        if (goldenCase.has("layers")) {
            List<String> layers = new ArrayList<>();
            goldenCase.get("layers").forEach(layer -> layers.add(described(layer, goldenCase)));
            assertEquals(layers, Leaves.of(head));
        }
        head.to(dtype);
        head.load(state);
        run(goldenCase, head, "train", dtype);
        JsonNode gradients = goldenCase.get("expected").get("grad_parameters_train");
        head.parameters().forEach((name, parameter) -> {
            boolean trained = goldenCase.get("trainable").get(name).asBoolean();
            assertEquals(trained, parameter.requiresGradient(), name);
            if (trained) {
                NnCases.assertClose(
                        goldenCase, "grad_parameters_train", name, gradients.get(name), NnCases.gradient(parameter));
            } else {
                assertNull(parameter.gradient(), name);
            }
        });
        goldenCase
                .get("expected")
                .get("buffers_after_train")
                .properties()
                .forEach(buffer -> NnCases.assertClose(
                        goldenCase,
                        "buffers_after_train",
                        buffer.getKey(),
                        buffer.getValue(),
                        head.buffers().get(buffer.getKey())));
        head.load(state);
        head.training(false);
        run(goldenCase, head, "eval", dtype);
    }

    private static void run(JsonNode goldenCase, Layer head, String mode, DType dtype) {
        Tensor x = Golden.tensor(goldenCase.get("inputs").get("x"), dtype).requireGradient(true);
        Tensor v = Golden.tensor(goldenCase.get("inputs").get("v"), dtype);
        Tensor out = head.forward(x);
        Golden.assertResult(goldenCase, "output_" + mode, out);
        out.backward(v);
        Golden.assertResult(goldenCase, "grad_x_" + mode, NnCases.gradient(x));
    }

    /** A layer of the file as ours describes itself. */
    private static String described(JsonNode layer, JsonNode goldenCase) {
        String name = layer.get("name").asText();
        boolean lengthsStay =
                !goldenCase.get("trainable").path(name + ".weight_g").asBoolean(true);
        String sizes = layer.path("in_features").asText() + ", "
                + layer.path("out_features").asText();
        boolean bias = layer.path("bias").asBoolean();
        String described =
                switch (layer.get("type").asText()) {
                    case "Linear" ->
                        layer.path("weight_norm").asBoolean()
                                ? "WeightNormLinear(" + sizes + (lengthsStay ? ", of length 1" : "")
                                        + (bias ? ", bias)" : ")")
                                : "Linear(" + sizes + (bias ? ")" : ", no bias)");
                    case "BatchNorm1d" ->
                        "BatchNorm(" + layer.get("num_features").asInt() + ", eps "
                                + layer.get("eps").asDouble()
                                + ", momentum " + layer.get("momentum").asDouble()
                                + (layer.get("affine").asBoolean() ? "" : ", not affine")
                                + (layer.get("track_running_stats").asBoolean() ? ")" : ", no running statistics)");
                    case "LayerNorm" ->
                        "LayerNorm(" + layer.get("normalized_shape").get(0).asInt() + ", eps "
                                + layer.get("eps").asDouble() + ")";
                    case "ReLU" -> "ReLU(in place)";
                    default -> layer.get("type").asText();
                };
        return name + ": " + described;
    }

    /** A case's arguments by Lightly's names, with Lightly's defaults. */
    private record Args(String target, JsonNode given, JsonNode defaults) {
        Args(JsonNode goldenCase, JsonNode defaults) {
            this(
                    goldenCase.get("target").asText(),
                    goldenCase.get("args"),
                    defaults.path(goldenCase.get("target").asText()));
        }

        private JsonNode get(String name) {
            return given.has(name) ? given.get(name) : defaults.path(name);
        }

        int integer(String name) {
            JsonNode value = get(name);
            if (!value.isInt()) {
                throw new AssertionError(target + " has no whole number " + name);
            }
            return value.asInt();
        }

        boolean flag(String name) {
            JsonNode value = get(name);
            if (!value.isBoolean()) {
                throw new AssertionError(target + " has no flag " + name);
            }
            return value.asBoolean();
        }
    }

    private static Layer head(Args args) {
        return switch (args.target) {
            case "DINOProjectionHead" ->
                new DinoHead(dino(args)
                        .withNormLastLayer(args.flag("norm_last_layer"))
                        .withFrozenEpochs(Math.max(0, args.integer("freeze_last_layer"))));
            case "DINOv2ProjectionHead" -> new DinoHead(dino(args));
            case "CAPIProjectionHead" ->
                new CapiHead(
                        args.integer("input_dim"),
                        args.integer("num_clusters"),
                        args.flag("bias"),
                        args.flag("weight_norm"));
            default ->
                projection(args, args.integer("input_dim"), args.integer("hidden_dim"), args.integer("output_dim"));
        };
    }

    private static DinoHead.Config dino(Args args) {
        return DinoHead.Config.dinoV2(
                        args.integer("input_dim"),
                        args.integer("hidden_dim"),
                        args.integer("bottleneck_dim"),
                        args.integer("output_dim"))
                .withBatchNorm(args.flag("batch_norm"));
    }

    private static Layer projection(Args args, int in, int hidden, int out) {
        return switch (args.target) {
            case "SimCLRProjectionHead" -> Heads.simclr(in, hidden, out, atLeastTwo(args), args.flag("batch_norm"));
            case "MoCoProjectionHead" ->
                args.flag("batch_norm")
                        ? Heads.mocoV3(in, hidden, out, atLeastTwo(args))
                        : Heads.simclr(in, hidden, out, atLeastTwo(args), false);
            case "BYOLProjectionHead", "BYOLPredictionHead" -> Heads.byol(in, hidden, out);
            case "BarlowTwinsProjectionHead" -> Heads.barlowTwins(in, hidden, out);
            case "NNCLRProjectionHead" -> Heads.nnclr(in, hidden, out);
            case "NNCLRPredictionHead" -> Heads.nnclrPrediction(in, hidden, out);
            case "SimSiamProjectionHead" -> Heads.simsiam(in, hidden, out, 3);
            case "SimSiamPredictionHead" -> Heads.simsiamPrediction(in, hidden, out);
            case "SMoGProjectionHead" -> Heads.smog(in, hidden, out);
            case "SMoGPredictionHead" -> Heads.smogPrediction(in, hidden, out);
            case "SwaVProjectionHead" -> Heads.swav(in, hidden, out);
            case "TiCoProjectionHead" -> Heads.tico(in, hidden, out);
            case "DenseCLProjectionHead" -> Heads.densecl(in, hidden, out);
            case "MSNProjectionHead" -> Heads.msn(in, hidden, out);
            case "VICRegProjectionHead" -> Heads.vicreg(in, hidden, out, atLeastTwo(args));
            case "VicRegLLocalProjectionHead" -> Heads.vicreglLocal(in, hidden, out);
            case "LeJEPAProjectionHead" -> Heads.lejepa(in, hidden, out, args.integer("num_layers"));
            case "MMCRProjectionHead" ->
                Heads.mmcr(in, hidden, out, args.integer("num_layers"), args.flag("batch_norm"), args.flag("use_bias"));
            default -> throw new AssertionError("no head for the target " + args.target);
        };
    }

    /** These heads of Lightly's have a first and a last layer, whatever is asked for. */
    private static int atLeastTwo(Args args) {
        return Math.max(2, args.integer("num_layers"));
    }
}
