package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
        Map<Integer, JsonNode> probes = new HashMap<>();
        goldenCase
                .path("weight_probe")
                .forEach(probe -> probes.put(probe.get("k").asInt(), probe));
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
            if (probes.containsKey(k)) {
                probe(probes.remove(k), values);
            }
            weights.put(name, Tensor.of(values, shape));
            k++;
        }
        assertEquals(Map.of(), probes, "probes of tensors that aren't there");
        return weights;
    }

    private static void probe(JsonNode probe, float[] values) {
        double[] first = Golden.numbers(probe.get("first"));
        for (int i = 0; i < first.length; i++) {
            assertEquals(first[i], values[i], 1e-9, probe.get("name") + ": made by the rule");
        }
        assertEquals(probe.get("last").asDouble(), values[values.length - 1], 1e-9);
    }

    /** What files keep of a large gradient. */
    static double[] firstThousand(Tensor gradient) {
        double[] all = gradient.toDoubles();
        return Arrays.copyOf(all, Math.min(1000, all.length));
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
