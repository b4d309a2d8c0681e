package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Linear;
import dev.selfsame.nn.MovingAverage;
import dev.selfsame.nn.ProjectionHead;
import dev.selfsame.nn.ProjectionHead.Activation;
import dev.selfsame.nn.ProjectionHead.Block;
import dev.selfsame.nn.ProjectionHead.BlockNorm;
import dev.selfsame.nn.ReLU;
import dev.selfsame.nn.Sequential;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Golden cases of networks, of heads and of the moving average. */
final class NnCases {
    private NnCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        String group = file.get("group").asText();
        switch (group) {
            case "resnet" -> ResNetCases.check(goldenCase, file);
            case "heads" -> heads(goldenCase);
            case "momentum" -> momentum(goldenCase);
            default -> throw new AssertionError("no check for the group " + group);
        }
    }

    // ---- heads ----

    private static void heads(JsonNode goldenCase) {
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope();
                    ProjectionHead head = head(goldenCase)) {
                Tensor x = Golden.tensor(goldenCase.get("inputs").get("x"), dtype);
                if (goldenCase.get("expected").has("raises")) {
                    head.initialize(0);
                    head.to(dtype);
                    assertThrows(IllegalArgumentException.class, () -> head.forward(x));
                    continue;
                }
                Map<String, Tensor> state = state(goldenCase.get("state"));
                assertEquals(
                        List.copyOf(state.keySet()), List.copyOf(head.state().keySet()));
                assertEquals(
                        goldenCase.get("parameters").asLong(),
                        head.parameters().values().stream()
                                .mapToLong(Tensor::count)
                                .sum());
                head.to(dtype);
                head.load(state);
                run(goldenCase, head, "train", dtype);
                JsonNode gradients = goldenCase.get("expected").get("grad_parameters_train");
                assertEquals(gradients.size(), head.parameters().size());
                head.parameters()
                        .forEach((name, parameter) -> assertClose(
                                goldenCase, "grad_parameters_train", name, gradients.get(name), gradient(parameter)));
                goldenCase
                        .get("expected")
                        .get("buffers_after_train")
                        .properties()
                        .forEach(buffer -> assertClose(
                                goldenCase,
                                "buffers_after_train",
                                buffer.getKey(),
                                buffer.getValue(),
                                head.buffers().get(buffer.getKey())));
                head.load(state);
                head.training(false);
                run(goldenCase, head, "eval", dtype);
            }
        }
    }

    private static void run(JsonNode goldenCase, ProjectionHead head, String mode, DType dtype) {
        Tensor x = Golden.tensor(goldenCase.get("inputs").get("x"), dtype).requireGradient(true);
        Tensor v = Golden.tensor(goldenCase.get("inputs").get("v"), dtype);
        Tensor out = head.forward(x);
        Golden.assertResult(goldenCase, "output_" + mode, out);
        out.backward(v);
        Golden.assertResult(goldenCase, "grad_x_" + mode, gradient(x));
    }

    private static ProjectionHead head(JsonNode goldenCase) {
        JsonNode args = goldenCase.get("args");
        int in = args.get("input_dim").asInt();
        int hidden = args.get("hidden_dim").asInt();
        int out = args.get("output_dim").asInt();
        int layers = args.path("num_layers").asInt(-1);
        return switch (goldenCase.get("target").asText()) {
            case "SimCLRProjectionHead" ->
                layers < 0
                        ? Heads.simclr(in, hidden, out)
                        : Heads.simclr(
                                in, hidden, out, layers, args.get("batch_norm").asBoolean());
            case "BYOLProjectionHead", "BYOLPredictionHead" -> Heads.byol(in, hidden, out);
            case "BarlowTwinsProjectionHead" -> Heads.mlp(in, hidden, out, 3);
            case "MoCoProjectionHead" ->
                Heads.simclr(
                        in,
                        hidden,
                        out,
                        layers < 0 ? 2 : layers,
                        args.path("batch_norm").asBoolean(false));
            case "NNCLRProjectionHead" -> Heads.simclr(in, hidden, out, 3, true);
            case "DenseCLProjectionHead" -> Heads.simclr(in, hidden, out, 2, false);
            case "VICRegProjectionHead", "LeJEPAProjectionHead" -> Heads.mlp(in, hidden, out, layers < 0 ? 3 : layers);
            case "NNCLRPredictionHead",
                    "SimSiamPredictionHead",
                    "SMoGPredictionHead",
                    "SwaVProjectionHead",
                    "TiCoProjectionHead" -> Heads.mlp(in, hidden, out, 2);
            case "SimSiamProjectionHead" -> plainNormAtTheEnd(in, hidden, out, 3);
            case "SMoGProjectionHead" -> plainNormAtTheEnd(in, hidden, out, 2);
            case "MSNProjectionHead" -> threeLayers(in, hidden, out, BlockNorm.BATCH, Activation.GELU);
            case "VicRegLLocalProjectionHead" -> threeLayers(in, hidden, out, BlockNorm.LAYER, Activation.RELU);
            case "MMCRProjectionHead" ->
                mmcr(
                        in,
                        hidden,
                        out,
                        layers < 0 ? 2 : layers,
                        args.path("use_bias").asBoolean(false));
            default -> throw new AssertionError("no head for the target " + goldenCase.get("target"));
        };
    }

    private static ProjectionHead plainNormAtTheEnd(int in, int hidden, int out, int layers) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < layers - 1; i++) {
            blocks.add(Block.hidden(i == 0 ? in : hidden, hidden));
        }
        blocks.add(Block.of(hidden, out, BlockNorm.BATCH_PLAIN, Activation.NONE));
        return new ProjectionHead(blocks);
    }

    private static ProjectionHead threeLayers(int in, int hidden, int out, BlockNorm norm, Activation activation) {
        return new ProjectionHead(List.of(
                Block.of(in, hidden, norm, activation),
                Block.of(hidden, hidden, norm, activation),
                Block.linear(hidden, out)));
    }

    private static ProjectionHead mmcr(int in, int hidden, int out, int layers, boolean bias) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            blocks.add(new Block(i == 0 ? in : hidden, hidden, BlockNorm.BATCH, Activation.RELU, bias));
        }
        blocks.add(new Block(hidden, out, BlockNorm.NONE, Activation.NONE, bias));
        return new ProjectionHead(blocks);
    }

    // ---- moving average ----

    private static void momentum(JsonNode goldenCase) {
        double m = goldenCase.get("args").get("m").asDouble();
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope();
                    Sequential online = small(dtype)) {
                MovingAverage<Sequential> average = MovingAverage.of(online, () -> small(dtype));
                try (Sequential target = average.module()) {
                    target.load(state(goldenCase.get("inputs").get("ema")));
                    int update = 0;
                    for (JsonNode after : goldenCase.get("expected").get("ema_after_each_update")) {
                        online.load(state(goldenCase.get("inputs").get("online").get(update++)));
                        average.follow(online, m);
                        assertEquals(after.size(), target.state().size());
                        target.state()
                                .forEach((name, value) ->
                                        assertClose(goldenCase, "ema_after_each_update", name, after.get(name), value));
                    }
                }
            }
        }
    }

    private static Sequential small(DType dtype) {
        Sequential made = new Sequential(new Linear(3, 4), new BatchNorm(4), ReLU.inPlace(), new Linear(4, 2, false));
        made.to(dtype);
        return made;
    }

    // ---- shared ----

    static Tensor gradient(Tensor tensor) {
        Tensor gradient = tensor.gradient();
        assertNotNull(gradient, "no gradient");
        return gradient;
    }

    /** A list of named tensors as a state dict. */
    private static Map<String, Tensor> state(JsonNode entries) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            state.put(entry.get("name").asText(), Golden.tensor(entry));
        }
        return state;
    }

    private static void assertClose(JsonNode goldenCase, String key, String name, JsonNode expected, Tensor actual) {
        assertNotNull(expected, key + " doesn't have " + name);
        assertArrayEquals(Golden.shape(expected), actual.shape(), name + ": shape");
        String what = key + " " + name;
        double error = Golden.float32Error(goldenCase, key);
        Golden.assertClose(what, Golden.numbers(expected), actual.toDoubles(), actual.dtype(), error);
    }
}
