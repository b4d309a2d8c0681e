package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Golden cases of losses on feature statistics: value, parts, gradients and state, call by call. */
final class FeatureCases {
    private static final String LOSS_ONLY = "in float32 compare the loss only";
    private static final Pattern ACCURACY = Pattern.compile("float64 to about (\\S+)");

    private FeatureCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        List<JsonNode> steps = new ArrayList<>();
        goldenCase.path("steps").forEach(steps::add);
        if (steps.isEmpty()) {
            steps.add(goldenCase);
        }
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope()) {
                FeatureInputs first = new FeatureInputs(steps.get(0), dtype);
                if ("constructor"
                        .equals(goldenCase.path("expected").path("raised_in").asText())) {
                    assertThrows(IllegalArgumentException.class, () -> FeatureLoss.of(goldenCase, first));
                    continue;
                }
                try (FeatureLoss loss = FeatureLoss.of(goldenCase, first)) {
                    loss.to(dtype);
                    for (JsonNode step : steps) {
                        check(goldenCase.path("note").asText(), step, dtype, loss);
                    }
                }
            }
        }
    }

    private static void check(String note, JsonNode step, DType dtype, FeatureLoss loss) {
        FeatureInputs inputs = new FeatureInputs(step, dtype);
        JsonNode expected = step.get("expected");
        if (expected.has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> loss.apply(inputs));
            return;
        }
        Map<String, Tensor> results = loss.apply(inputs);
        Tensor total = results.get("loss");
        assertEquals(dtype, total.dtype(), "the loss has the type of its inputs");
        if (total.requiresGradient()) {
            total.backward();
        }
        expected.properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (key.equals("state")) {
                value.properties().forEach(buffer -> checkBuffer(step, buffer.getKey(), buffer.getValue(), loss));
            } else if (!key.startsWith("grad_")) {
                assertNotNull(results.get(key), "no check for the expected " + key);
                compare(note, step, key, value, results.get(key));
            } else if (dtype == DType.FLOAT64 || !note.contains(LOSS_ONLY)) {
                List<Tensor> gradients = inputs.gradients(key.substring(5));
                for (int i = 0; i < gradients.size(); i++) {
                    compare(note, step, key, value.isArray() ? value.get(i) : value, gradients.get(i));
                }
            }
        });
    }

    /** By the bounds for golden values, or by the accuracy of float64 that a case's note admits. */
    private static void compare(String note, JsonNode step, String key, JsonNode expected, Tensor actual) {
        if (expected.isNull()) {
            assertNull(actual, key + ": none should flow");
            return;
        }
        assertNotNull(actual, key);
        double[] numbers = Golden.numbers(expected);
        Matcher accuracy = ACCURACY.matcher(note);
        if (actual.dtype() == DType.FLOAT64 && accuracy.find()) {
            double largest = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
            assertArrayEquals(numbers, actual.toDoubles(), Double.parseDouble(accuracy.group(1)) * largest, key);
        } else {
            Golden.assertClose(key, numbers, actual.toDoubles(), actual.dtype(), Golden.float32Error(step, key));
        }
    }

    /** Buffers of a part of the loss have its name and a dot before theirs. */
    private static void checkBuffer(JsonNode step, String name, JsonNode expected, FeatureLoss loss) {
        Map<String, Tensor> state = loss.state();
        Tensor buffer = state.entrySet().stream()
                .filter(entry -> entry.getKey().equals(name) || entry.getKey().endsWith("." + name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no buffer " + name + " among " + state.keySet()));
        assertArrayEquals(Golden.shape(expected), buffer.shape(), name + ": shape");
        double error = Golden.float32Error(step, "state");
        Golden.assertClose(name, Golden.numbers(expected), buffer.toDoubles(), buffer.dtype(), error);
    }
}
