package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a case or of one of its steps by name: tensors, lists of tensors, numbers, or nothing where it is null. */
final class CaseInputs {
    private final JsonNode nodes;
    private final Map<String, List<Tensor>> tensors = new LinkedHashMap<>();

    /** Reads them; floating tensors collect gradients, unless the step says that they don't. */
    CaseInputs(JsonNode caseOrStep, DType floating) {
        nodes = caseOrStep.path("inputs");
        boolean gradients = Golden.requiresGradient(caseOrStep);
        for (Iterator<String> names = nodes.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode node = nodes.get(name);
            List<Tensor> list = new ArrayList<>();
            if (Golden.isTensor(node)) {
                list.add(tensor(node, floating, gradients));
            } else if (node.isArray()) {
                node.forEach(each -> list.add(tensor(each, floating, gradients)));
            }
            tensors.put(name, list);
        }
    }

    private static Tensor tensor(JsonNode node, DType floating, boolean gradients) {
        Tensor tensor = Golden.tensor(node, floating);
        return tensor.dtype().isFloating() ? tensor.requireGradient(gradients) : tensor;
    }

    /** The names of all inputs. */
    Iterable<String> names() {
        return tensors.keySet();
    }

    /** The tensors of a list; none where it is null or missing. */
    List<Tensor> list(String name) {
        return tensors.getOrDefault(name, List.of());
    }

    /** A tensor, or null where it is null or missing. */
    Tensor get(String name) {
        return list(name).isEmpty() ? null : list(name).get(0);
    }

    /** Whether a number is given. */
    boolean hasNumber(String name) {
        return nodes.path(name).isNumber();
    }

    /** A number, or another where it is null or missing. */
    double number(String name, double otherwise) {
        return hasNumber(name) ? Golden.number(nodes.get(name)) : otherwise;
    }
}
