package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a golden case or of one of its steps, by name: tensors, lists of tensors and switches. */
final class FeatureInputs {
    private final JsonNode inputs;
    private final Map<String, List<Tensor>> tensors = new LinkedHashMap<>();

    /** Those for which a gradient is expected, or expected not to flow, collect one. */
    FeatureInputs(JsonNode caseOrStep, DType dtype) {
        inputs = caseOrStep.path("inputs");
        inputs.properties().forEach(input -> {
            List<Tensor> each = new ArrayList<>();
            boolean gradient = Golden.requiresGradient(caseOrStep)
                    && caseOrStep.get("expected").has("grad_" + input.getKey());
            for (JsonNode node : input.getValue().isArray() ? input.getValue() : List.of(input.getValue())) {
                if (Golden.isTensor(node)) {
                    Tensor tensor = Golden.tensor(node, dtype);
                    each.add(tensor.dtype().isFloating() ? tensor.requireGradient(gradient) : tensor);
                }
            }
            tensors.put(input.getKey(), each);
        });
    }

    /** A list of tensors; empty where it is null or missing. */
    List<Tensor> list(String name) {
        return tensors.getOrDefault(name, List.of());
    }

    /** A tensor. */
    Tensor one(String name) {
        return list(name).get(0);
    }

    /** The parts of a tensor along a dimension. */
    List<Tensor> along(String name, int dim) {
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < one(name).size(dim); i++) {
            parts.add(one(name).select(dim, i));
        }
        return parts;
    }

    /** The rows of a tensor in so many views; the last may be longer. */
    List<Tensor> cut(String name, int views) {
        List<Tensor> parts = new ArrayList<>();
        long rows = one(name).size(0) / views;
        for (int i = 0; i < views; i++) {
            parts.add(one(name)
                    .narrow(0, i * rows, i < views - 1 ? rows : one(name).size(0) - i * rows));
        }
        return parts;
    }

    /** A switch, on where it is missing. */
    boolean on(String name) {
        return inputs.path(name).asBoolean(true);
    }

    /** What reached each tensor of an input: null where no gradient flowed. */
    List<Tensor> gradients(String name) {
        List<Tensor> gradients = new ArrayList<>();
        list(name).forEach(tensor -> gradients.add(tensor.gradient()));
        return gradients;
    }
}
