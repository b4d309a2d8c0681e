package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Weights, images and cotangents that golden files give by a rule. */
final class RuleWeights {
    private RuleWeights() {}

    /**
     * All tensors of a state dict, by name.
     *
     * @param norm which of its entries belong to norm layers
     */
    static Map<String, Tensor> of(JsonNode goldenCase, JsonNode dict, Predicate<JsonNode> norm) {
        JsonNode rule = goldenCase.get("args").get("rule");
        boolean hash = rule.get("rule").asText().equals("hash");
        Map<String, Tensor> weights = new LinkedHashMap<>();
        List<float[]> byIndex = new ArrayList<>();
        int k = 0;
        for (JsonNode entry : dict.get("tensors")) {
            String name = entry.get("name").asText();
            long[] shape = Golden.shape(entry);
            boolean isNorm = norm.test(entry);
            float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float)
                        (hash
                                ? byHash(
                                        name,
                                        shape,
                                        isNorm,
                                        u(i, k, rule.get("salt").asLong()))
                                : bySine(name, isNorm, rule, i, k));
            }
            byIndex.add(values);
            weights.put(name, Tensor.of(values, shape));
            k++;
        }
        probe(goldenCase, byIndex);
        return weights;
    }

    private static void probe(JsonNode goldenCase, List<float[]> byIndex) {
        for (JsonNode probe : goldenCase.get("weight_probe")) {
            float[] values = byIndex.get(probe.get("k").asInt());
            double[] first = Golden.numbers(probe.get("first"));
            for (int i = 0; i < first.length; i++) {
                assertEquals(first[i], values[i], 1e-9, probe.get("name") + ": made by the rule");
            }
            assertEquals(probe.get("last").asDouble(), values[values.length - 1], 1e-9);
        }
    }

    private static double bySine(String name, boolean isNorm, JsonNode rule, int i, int k) {
        if (isNorm) {
            return name.endsWith(".weight") || name.endsWith("running_var") ? 1 : 0;
        }
        return rule.get("amplitude").asDouble() * Math.sin(rule.get("step").asDouble() * i + k);
    }

    private static double byHash(String name, long[] shape, boolean isNorm, double u) {
        if (name.endsWith("num_batches_tracked")) {
            return 0;
        }
        if (isNorm) {
            return name.endsWith(".weight")
                    ? 1 + 0.4 * (u - 0.5)
                    : name.endsWith("running_var") ? 0.5 + u : 0.2 * (u - 0.5);
        }
        if (shape.length == 1) {
            return (2 * u - 1) * 0.1;
        }
        long fanIn = Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
        return (2 * u - 1) * Math.sqrt(3.0 / fanIn);
    }

    private static double u(long i, long k, long salt) {
        long x = (i * 2654435761L + k * 40503L + salt) & 0xFFFFFFFFL;
        x ^= x >>> 15;
        x = (x * 2246822519L) & 0xFFFFFFFFL;
        x ^= x >>> 13;
        return x / 4294967296.0;
    }

    /** The images that a case's rule makes. */
    static Tensor images(JsonNode goldenCase, DType dtype) {
        long[] shape = Golden.shape(goldenCase.get("inputs"));
        String rule = goldenCase.get("inputs").get("rule").asText();
        double step = Double.parseDouble(rule.replaceFirst("x\\[i\\] = sin\\(([0-9.]+) \\* i\\)", "$1"));
        return sines(step, shape).to(dtype);
    }

    /** What gradients are taken of: the sum of the features times this. */
    static Tensor cotangent(Tensor features) {
        return sines(0.7, features.shape()).to(features.dtype());
    }

    private static Tensor sines(double step, long... shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(step * i);
        }
        return Tensor.of(values, shape);
    }
}
