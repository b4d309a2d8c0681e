package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Golden cases of losses that assign to clusters: value, gradients and state after each call, in float64 and float32. */
final class ClusterCases {
    /** What Lightly lets gradients into where it is not detached, and the papers do not. */
    private static final Set<String> CONSTANT = Set.of(
            "teacher_out",
            "teacher_logits",
            "teacher_features",
            "targets",
            "target_view0",
            "target_view1",
            "queue_outputs");

    private ClusterCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        if (Golden.raisesInConstructor(goldenCase)) {
            assertThrows(IllegalArgumentException.class, () -> ClusterLosses.of(goldenCase));
            return;
        }
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope();
                    ClusterLosses.Subject subject =
                            Nonfinite.orRefused(goldenCase, () -> ClusterLosses.of(goldenCase))) {
                if (subject == null) {
                    continue;
                }
                subject.start(goldenCase, dtype);
                Golden.steps(goldenCase).forEach(step -> step(step, subject, dtype));
            }
        }
    }

    private static void step(JsonNode step, ClusterLosses.Subject subject, DType dtype) {
        CaseInputs inputs = new CaseInputs(step, dtype);
        JsonNode expected = step.get("expected");
        if (expected.has("raises")) {
            assertThrows(IllegalArgumentException.class, () -> computed(subject, inputs));
            return;
        }
        Loss loss = Nonfinite.orRefused(step, () -> subject.apply(inputs));
        if (loss != null) {
            assertEquals(dtype, loss.total().dtype(), "the loss has the type of its inputs");
            if (loss.total().requiresGradient()) {
                loss.total().backward();
            }
        }
        for (Iterator<String> keys = expected.fieldNames(); keys.hasNext(); ) {
            check(step, keys.next(), subject, inputs, loss);
        }
        for (String name : inputs.names()) {
            if (CONSTANT.contains(name)) {
                inputs.list(name).forEach(tensor -> assertNull(tensor.gradient(), name + ": no gradient should flow"));
            }
        }
    }

    /** Whatever the subject has: a loss, or what is no loss. */
    private static Object computed(ClusterLosses.Subject subject, CaseInputs inputs) {
        Loss loss = subject.apply(inputs);
        return loss == null ? subject.part("result", inputs) : loss;
    }

    private static void check(JsonNode step, String key, ClusterLosses.Subject subject, CaseInputs inputs, Loss loss) {
        JsonNode node = step.get("expected").get(key);
        if (key.equals("loss") || key.equals("stable_loss")) {
            if (loss != null) {
                Golden.assertResult(step, key, loss.total());
            }
        } else if (key.equals("state")) {
            for (Iterator<String> names = node.fieldNames(); loss != null && names.hasNext(); ) {
                String name = names.next();
                assertTensors(step, key, node.get(name), List.of(subject.state(name)));
            }
        } else if (key.startsWith("grad_")) {
            String name = key.substring(5);
            if (loss != null
                    && !CONSTANT.contains(name)
                    && Nonfinite.gradientsCount(step, loss.total().item())) {
                assertGradients(step, key, node, inputs.list(name));
            }
        } else {
            List<Tensor> parts = Nonfinite.orRefused(step, () -> {
                List<Tensor> computed = subject.part(key, inputs);
                assertNotNull(computed, "no check for the expected " + key);
                return computed;
            });
            if (parts != null) {
                assertTensors(step, key, node, parts);
            }
        }
    }

    private static void assertGradients(JsonNode step, String key, JsonNode node, List<Tensor> inputs) {
        boolean list = node.isArray();
        assertEquals(list ? node.size() : 1, inputs.size(), key);
        for (int i = 0; i < inputs.size(); i++) {
            JsonNode wanted = list ? node.get(i) : node;
            Tensor gradient = inputs.get(i).gradient();
            if (wanted.isNull()) {
                assertNull(gradient, key + ": none should flow");
            } else if (gradient != null || !isZero(wanted)) { // what has no part in the loss has none in ours
                assertNotNull(gradient, key);
                assertTensors(step, key, wanted, List.of(gradient));
            }
        }
    }

    private static boolean isZero(JsonNode tensor) {
        return Arrays.stream(Golden.numbers(tensor)).allMatch(value -> value == 0);
    }

    private static void assertTensors(JsonNode step, String key, JsonNode node, List<Tensor> actual) {
        if (!node.isArray()) {
            assertEquals(1, actual.size(), key);
            assertTensor(step, key, node, actual.get(0));
            return;
        }
        assertEquals(node.size(), actual.size(), key);
        for (int i = 0; i < actual.size(); i++) {
            assertTensor(step, key, node.get(i), actual.get(i));
        }
    }

    private static void assertTensor(JsonNode step, String key, JsonNode node, Tensor actual) {
        if (Golden.isTensor(node)) {
            assertArrayEquals(Golden.shape(node), actual.shape(), key + ": shape");
        }
        double error = Golden.float32Error(step, key);
        boolean nonfinite = Nonfinite.isExpected(step);
        Golden.assertClose(key, Golden.numbers(node), actual.toDoubles(), actual.dtype(), error, nonfinite);
    }
}
