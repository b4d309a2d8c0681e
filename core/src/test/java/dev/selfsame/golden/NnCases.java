package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.nn.MovingAverage;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Golden cases of networks and of the moving average, and what these share with heads. */
final class NnCases {
    private NnCases() {}

    static void check(JsonNode goldenCase, JsonNode file) {
        String group = file.get("group").asText();
        switch (group) {
            case "resnet", "resnet_grouped" -> ResNetCases.check(goldenCase, file);
            case "momentum" -> momentum(goldenCase);
            default -> throw new AssertionError("no check for the group " + group);
        }
    }

    // ---- moving average ----

    private static void momentum(JsonNode goldenCase) {
        double m = Golden.number(goldenCase.get("args").get("m"));
        for (DType dtype : Golden.PRECISIONS) {
            JsonNode shapes = goldenCase.get("inputs").get("ema");
            try (Scope scope = new Scope();
                    NamedTensors online = new NamedTensors(shapes, dtype)) {
                MovingAverage<NamedTensors> average = MovingAverage.of(online, () -> new NamedTensors(shapes, dtype));
                try (NamedTensors target = average.module()) {
                    target.load(state(shapes));
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

    // ---- shared ----

    static Tensor gradient(Tensor tensor) {
        Tensor gradient = tensor.gradient();
        assertNotNull(gradient, "no gradient");
        return gradient;
    }

    /** A list of named tensors as a state dict. */
    static Map<String, Tensor> state(JsonNode entries) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            state.put(entry.get("name").asText(), Golden.tensor(entry));
        }
        return state;
    }

    static void assertClose(JsonNode goldenCase, String key, String name, JsonNode expected, Tensor actual) {
        assertNotNull(expected, key + " doesn't have " + name);
        assertArrayEquals(Golden.shape(expected), actual.shape(), name + ": shape");
        String what = key + " " + name;
        double error = Golden.float32Error(goldenCase, key);
        Golden.assertClose(what, Golden.numbers(expected), actual.toDoubles(), actual.dtype(), error);
    }
}
