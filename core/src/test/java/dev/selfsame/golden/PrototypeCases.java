package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.SmogPrototypes;
import dev.selfsame.nn.SwavPrototypes;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Golden cases of prototypes: SwAV's and SMoG's. */
final class PrototypeCases {
    private static final Set<String> EXPECTED = Set.of(
            "logits",
            "weights_after_normalize",
            "logits_after_normalize",
            "assignments",
            "updated_group_features",
            "raises",
            "raised_in");

    private PrototypeCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        goldenCase
                .get("expected")
                .fieldNames()
                .forEachRemaining(key -> assertTrue(EXPECTED.contains(key), "no check for the expected " + key));
        for (DType dtype : Golden.PRECISIONS) {
            try (Scope scope = new Scope()) {
                switch (goldenCase.get("target").asText()) {
                    case "SwaVPrototypes" -> swav(goldenCase, dtype);
                    case "SMoGPrototypes" -> smog(goldenCase, dtype);
                    default -> throw new AssertionError("no check for the target " + goldenCase.get("target"));
                }
            }
        }
    }

    private static void swav(JsonNode goldenCase, DType dtype) {
        JsonNode args = goldenCase.get("args");
        List<Integer> counts = new ArrayList<>();
        JsonNode given = args.path("n_prototypes");
        if (given.isArray()) {
            given.forEach(count -> counts.add(count.asInt()));
        } else {
            counts.add(given.asInt(3000));
        }
        long frozen = args.path("n_steps_frozen_prototypes").asLong(0);
        JsonNode inputs = goldenCase.get("inputs");
        Tensor x = Golden.tensor(inputs.get("x"), dtype);
        try (SwavPrototypes prototypes = new SwavPrototypes(
                new SwavPrototypes.Config(args.path("input_dim").asInt(128), counts, true, frozen))) {
            prototypes.to(dtype);
            if (goldenCase.get("expected").has("raises")) {
                prototypes.initialize(0);
                assertThrows(IllegalArgumentException.class, () -> scores(prototypes, x, inputs));
                return;
            }
            Map<String, Tensor> state = state(goldenCase.get("init"));
            assertEquals(
                    List.copyOf(state.keySet()), List.copyOf(prototypes.state().keySet()));
            prototypes.load(state);
            assertAll(goldenCase, "logits", scores(prototypes, x, inputs));
            prototypes.normalize();
            List<Tensor> weights = new ArrayList<>();
            for (int head = 0; head < counts.size(); head++) {
                weights.add(prototypes.weight(head));
            }
            assertAll(goldenCase, "weights_after_normalize", weights);
            assertAll(goldenCase, "logits_after_normalize", scores(prototypes, x, inputs));
        }
    }

    /** At the step that the case gives, if it does. */
    private static List<Tensor> scores(SwavPrototypes prototypes, Tensor x, JsonNode inputs) {
        return inputs.hasNonNull("step")
                ? prototypes.forward(x, inputs.get("step").asLong())
                : prototypes.forward(x);
    }

    private static void smog(JsonNode goldenCase, DType dtype) {
        JsonNode init = goldenCase.get("init").get("group_features");
        JsonNode inputs = goldenCase.get("inputs");
        long[] shape = Golden.shape(init);
        Tensor x = Golden.tensor(inputs.get("x"), dtype);
        try (SmogPrototypes prototypes = new SmogPrototypes(
                (int) shape[0],
                (int) shape[1],
                goldenCase.get("args").get("beta").asDouble(),
                Replicas.ONE)) {
            prototypes.to(dtype);
            prototypes.load(state(goldenCase.get("init")));
            double temperature = inputs.path("temperature").asDouble(0.1);
            Golden.assertResult(goldenCase, "logits", prototypes.logits(x, prototypes.groups(), temperature));
            Tensor assignments = prototypes.assign(x);
            assertEquals(DType.INT64, assignments.dtype());
            assertArrayEquals(Golden.numbers(goldenCase.get("expected").get("assignments")), assignments.toDoubles());
            Tensor updated = prototypes.updated(x, assignments);
            Golden.assertResult(goldenCase, "updated_group_features", updated);
            prototypes.reset(updated);
            Golden.assertResult(goldenCase, "updated_group_features", prototypes.groups());
        }
    }

    private static void assertAll(JsonNode goldenCase, String key, List<Tensor> actual) {
        JsonNode expected = goldenCase.get("expected").get(key);
        if (expected == null) {
            return; // not recorded
        }
        double error = Golden.float32Error(goldenCase, key);
        List<JsonNode> nodes = new ArrayList<>();
        if (expected.isArray()) {
            expected.forEach(nodes::add);
        } else {
            nodes.add(expected);
        }
        assertEquals(nodes.size(), actual.size(), key);
        for (int i = 0; i < nodes.size(); i++) {
            Tensor one = actual.get(i);
            assertArrayEquals(Golden.shape(nodes.get(i)), one.shape(), key);
            Golden.assertClose(key, Golden.numbers(nodes.get(i)), one.toDoubles(), one.dtype(), error);
        }
    }

    private static Map<String, Tensor> state(JsonNode named) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        named.properties().forEach(entry -> state.put(entry.getKey(), Golden.tensor(entry.getValue())));
        return state;
    }
}
