package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
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
        List<JsonNode> steps = Golden.steps(goldenCase);
        for (DType dtype : Golden.precisions(goldenCase)) {
            try (Scope scope = new Scope()) {
                FeatureInputs first = new FeatureInputs(steps.get(0), dtype);
                if (Golden.raisesInConstructor(goldenCase)) {
                    assertThrows(IllegalArgumentException.class, () -> FeatureLoss.of(goldenCase, first));
                    continue;
                }
                try (FeatureLoss loss = Nonfinite.orRefused(goldenCase, () -> FeatureLoss.of(goldenCase, first))) {
                    if (loss == null) {
                        continue;
                    }
                    loss.start(goldenCase, dtype);
                    for (JsonNode step : steps) {
                        check(goldenCase, step, dtype, loss);
                    }
                }
            }
        }
    }

    private static void check(JsonNode goldenCase, JsonNode step, DType dtype, FeatureLoss loss) {
        String note = goldenCase.path("note").asText();
        FeatureInputs inputs = new FeatureInputs(step, dtype);
        JsonNode expected = step.get("expected");
        if (expected.has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> loss.apply(inputs));
            return;
        }
        Map<String, Tensor> results = Nonfinite.orRefused(step, () -> loss.apply(inputs));
        if (results == null) {
            return;
        }
        Tensor total = results.get("loss");
        assertEquals(dtype, total.dtype(), "the loss has the type of its inputs");
        if (total.requiresGradient()) {
            total.backward();
        }
        boolean gradientsCount = (dtype == DType.FLOAT64 || !note.contains(LOSS_ONLY))
                && !Golden.isGradientOpen(goldenCase, step)
                && Nonfinite.gradientsCount(step, total.item());
        expected.properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (key.equals("state")) {
                value.properties().forEach(buffer -> checkBuffer(step, buffer.getKey(), buffer.getValue(), loss));
            } else if (!key.startsWith("grad_")) {
                assertNotNull(results.get(key), "no check for the expected " + key);
                compare(note, step, key, value, results.get(key));
            } else if (gradientsCount) {
                List<Tensor> gradients = inputs.gradients(key.substring(5));
                assertFalse(gradients.isEmpty(), "no input for the expected " + key);
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
            double error = Golden.float32Error(step, key);
            boolean nonfinite = Nonfinite.isExpected(step);
            Golden.assertClose(key, numbers, actual.toDoubles(), actual.dtype(), error, nonfinite);
        }
    }

    /** Buffers of a part of the loss have its name and a dot before theirs. */
    private static void checkBuffer(JsonNode step, String name, JsonNode expected, FeatureLoss loss) {
        Tensor buffer = Golden.named(loss.state(), name);
        assertArrayEquals(Golden.shape(expected), buffer.shape(), name + ": shape");
        double error = Golden.float32Error(step, "state");
        boolean nonfinite = Nonfinite.isExpected(step);
        Golden.assertClose(name, Golden.numbers(expected), buffer.toDoubles(), buffer.dtype(), error, nonfinite);
    }
}
