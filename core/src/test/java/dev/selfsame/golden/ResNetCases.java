package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.ResNet;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Golden cases of ResNets: names, shapes, and outputs and gradients for weights given by a rule. In float32 the bound is
 * {@code 1e-4 E}; in float64 it is that of all other groups. A case may say that it is for float64 only.
 */
final class ResNetCases {
    private static final List<String> STAGES = List.of("stem", "layer1", "layer2", "layer3", "layer4");

    private static final Pattern NAME =
            Pattern.compile("((?:resnet|resnext|wide_resnet)[0-9]+(?:_[0-9]+(?:x[0-9]+d)?)?)(_cifar)?(?:_w([0-9]+))?");

    private ResNetCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        JsonNode dict = file.get("state_dicts").get(goldenCase.get("target").asText());
        Map<String, Tensor> weights = weights(goldenCase, dict);
        boolean exact = goldenCase.path("only").asText().equals("float64");
        for (DType dtype : exact ? List.of(DType.FLOAT64) : Golden.PRECISIONS) {
            try (Scope scope = new Scope();
                    ResNet net = net(goldenCase.get("target").asText())) {
                names(dict, net);
                net.to(dtype);
                net.load(weights);
                Tensor x = RuleWeights.images(goldenCase, dtype);
                if (goldenCase.get("mode").asText().equals("train")) {
                    training(goldenCase, net, x);
                } else {
                    net.training(false);
                    try (NoGrad guard = new NoGrad()) {
                        features(goldenCase, net.forward(x));
                        stages(goldenCase, net.stages(x));
                    }
                }
            }
        }
    }

    /**
     * The network of a name: torchvision's, at the end of which {@code _cifar} may stand for the stem for small images and
     * {@code _wN} for a base width of N.
     */
    static ResNet net(String target) {
        Matcher matcher = NAME.matcher(target);
        if (!matcher.matches()) {
            throw new AssertionError("no network for the target " + target);
        }
        String name = matcher.group(1).replace('_', '-');
        int width = matcher.group(3) == null ? 64 : Integer.parseInt(matcher.group(3));
        return new ResNet(new ResNet.Config(name, matcher.group(2) != null, width, 3, false));
    }

    /** The state dict has torchvision's names, shapes and types in torchvision's order, but for the classifier. */
    static void names(JsonNode dict, ResNet net) {
        List<String> wanted = new ArrayList<>();
        for (JsonNode entry : dict.get("tensors")) {
            if (!isClassifier(entry)) {
                boolean whole = entry.get("dtype").asText().equals("int64");
                wanted.add(entry.get("name").asText() + " " + (whole ? "int64" : "float32") + " "
                        + Arrays.toString(Golden.shape(entry)));
            }
        }
        List<String> got = new ArrayList<>();
        net.state()
                .forEach(
                        (name, tensor) -> got.add(name + " " + tensor.dtype() + " " + Arrays.toString(tensor.shape())));
        assertEquals(wanted, got);
        assertEquals(
                dict.get("parameters_without_fc").asLong(),
                net.parameters().values().stream().mapToLong(Tensor::count).sum());
    }

    private static Map<String, Tensor> weights(JsonNode goldenCase, JsonNode dict) {
        Map<String, Tensor> weights =
                RuleWeights.of(goldenCase, dict, entry -> Golden.shape(entry).length < 2 && !isClassifier(entry));
        weights.keySet().removeIf(name -> name.startsWith("fc."));
        return weights;
    }

    // ---- results ----

    private static void training(JsonNode goldenCase, ResNet net, Tensor x) {
        x.requireGradient(true);
        Tensor features = net.forward(x);
        features(goldenCase, features);
        features.backward(RuleWeights.cotangent(features));
        JsonNode expected = goldenCase.get("expected");
        Tensor gradient = NnCases.gradient(x);
        double[] first = RuleWeights.firstThousand(gradient);
        assertClose("grad_x_first_1000", expected.get("grad_x_first_1000"), first, x.dtype());
        assertClose(
                "grad_x_norm",
                expected.get("grad_x_norm"),
                new double[] {gradient.norm().item()},
                x.dtype());
        gradientNorms(expected.get("grad_norms"), net, x.dtype());
        for (String key : List.of("running_mean_after", "running_var_after")) {
            expected.get(key)
                    .properties()
                    .forEach(buffer -> assertClose(
                            buffer.getKey(),
                            buffer.getValue(),
                            net.buffers().get(buffer.getKey()).toDoubles(),
                            x.dtype()));
        }
        // Batch statistics again, so that the values are those of the first pass.
        try (NoGrad guard = new NoGrad()) {
            stages(goldenCase, net.stages(x));
        }
    }

    /** Each norm in float64; in float32 they are one result, for which the file gives PyTorch's own error as 0.05. */
    private static void gradientNorms(JsonNode norms, ResNet net, DType dtype) {
        assertEquals(norms.size(), net.parameters().size());
        double[] wanted = new double[norms.size()];
        double[] got = new double[norms.size()];
        int i = 0;
        for (Map.Entry<String, Tensor> parameter : net.parameters().entrySet()) {
            JsonNode norm = norms.get(parameter.getKey());
            wanted[i] = norm.asDouble();
            got[i] = NnCases.gradient(parameter.getValue()).norm().item();
            if (dtype == DType.FLOAT64) {
                assertClose(parameter.getKey(), norm, new double[] {got[i]}, dtype);
            }
            i++;
        }
        assertClose("grad_norms", wanted, got, dtype);
    }

    private static void features(JsonNode goldenCase, Tensor features) {
        JsonNode expected = goldenCase.get("expected");
        int checked = 0;
        for (Iterator<String> keys = expected.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (key.equals("features")) {
                assertArrayEquals(Golden.shape(expected.get(key)), features.shape());
                assertClose(key, expected.get(key), features.toDoubles(), features.dtype());
                checked += (int) features.size(1);
            } else if (key.startsWith("features_")) {
                long from = Long.parseLong(key.split("_", 3)[1]);
                long to = Long.parseLong(key.split("_", 3)[2]);
                double[] part = features.narrow(1, from, to - from).toDoubles();
                assertClose(key, expected.get(key), part, features.dtype());
                checked += (int) (to - from);
            }
        }
        assertEquals(features.size(1), checked, "features that were compared");
    }

    private static void stages(JsonNode goldenCase, List<Tensor> outputs) {
        JsonNode expected = goldenCase.get("expected");
        for (int i = 0; i < STAGES.size(); i++) {
            String stage = STAGES.get(i);
            Tensor output = outputs.get(i).to(DType.FLOAT64);
            double[] shape = Golden.numbers(expected.get("stage_shape").get(stage));
            assertArrayEquals(
                    shape, Arrays.stream(output.shape()).asDoubleStream().toArray(), stage);
            DType dtype = outputs.get(i).dtype();
            double mean = output.mean().item();
            double std = output.reshape(-1).std(0, false, false).item();
            assertClose(stage + " mean", expected.get("stage_mean").get(stage), new double[] {mean}, dtype);
            assertClose(stage + " std", expected.get("stage_std").get(stage), new double[] {std}, dtype);
        }
    }

    static void assertClose(String what, JsonNode expected, double[] actual, DType dtype) {
        assertClose(what, Golden.numbers(expected), actual, dtype);
    }

    static void assertClose(String what, double[] wanted, double[] actual, DType dtype) {
        if (dtype == DType.FLOAT64) {
            Golden.assertClose(what, wanted, actual, dtype, 0);
            return;
        }
        assertEquals(wanted.length, actual.length, what);
        double bound = 1e-4 * Arrays.stream(wanted).map(Math::abs).max().orElse(0);
        for (int i = 0; i < wanted.length; i++) {
            if (!(Math.abs(wanted[i] - actual[i]) <= bound)) {
                fail(what + "[" + i + "] in " + dtype + ": expected " + wanted[i] + ", got " + actual[i] + "; allowed "
                        + bound);
            }
        }
    }

    private static boolean isClassifier(JsonNode entry) {
        return entry.get("name").asText().startsWith("fc.");
    }
}
