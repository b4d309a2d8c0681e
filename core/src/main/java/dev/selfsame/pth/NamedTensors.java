package dev.selfsame.pth;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tensors in what was saved, and names them by the keys of the dictionaries and the places in lists on the way,
 * joined by dots. What is held in two places has the name of the first.
 */
final class NamedTensors {
    private static final int DEEPEST = 32;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, StoredTensor> found = new LinkedHashMap<>();

    private NamedTensors() {}

    /**
     * All of them, in their order.
     *
     * @throws Refusal if there are none, or containers are nested too deep
     */
    static Map<String, StoredTensor> in(@Nullable Object root) throws Refusal {
        NamedTensors tensors = new NamedTensors();
        tensors.walk(root, new ArrayDeque<>());
        if (tensors.found.isEmpty()) {
            throw new Refusal("it holds no tensors with names");
        }
        return tensors.found;
    }

    private void walk(@Nullable Object value, Deque<String> way) throws Refusal {
        if (value instanceof StoredTensor tensor) {
            if (!way.isEmpty()) {
                found.putIfAbsent(String.join(".", way), tensor);
            }
        } else if (value instanceof Map<?, ?> map && isNew(map, way)) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getKey() instanceof String || entry.getKey() instanceof Number) {
                    step(entry.getKey().toString(), entry.getValue(), way);
                }
            }
        } else if (value instanceof List<?> list && isNew(list, way)) {
            for (int i = 0; i < list.size(); i++) {
                step(Integer.toString(i), list.get(i), way);
            }
        } else if (value instanceof Object[] array && isNew(array, way)) {
            for (int i = 0; i < array.length; i++) {
                step(Integer.toString(i), array[i], way);
            }
        }
    }

    private void step(String name, @Nullable Object value, Deque<String> way) throws Refusal {
        way.addLast(name);
        walk(value, way);
        way.removeLast();
    }

    private boolean isNew(Object container, Deque<String> way) throws Refusal {
        if (way.size() > DEEPEST) {
            throw new Refusal("its dictionaries are nested more than " + DEEPEST + " deep");
        }
        return seen.add(container);
    }
}
