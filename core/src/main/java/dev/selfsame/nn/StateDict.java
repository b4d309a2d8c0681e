package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Compares named tensors. */
final class StateDict {
    private static final int SHOWN = 5;

    private StateDict() {}

    /** Fails with one message that names what is missing, what is unexpected and what has another shape. */
    static void requireMatch(String module, Map<String, Tensor> wanted, Map<String, Tensor> got) {
        List<String> missing = new ArrayList<>();
        List<String> mismatched = new ArrayList<>();
        wanted.forEach((name, tensor) -> {
            Tensor other = got.get(name);
            if (other == null) {
                missing.add(name);
            } else if (!Arrays.equals(tensor.shape(), other.shape())) {
                mismatched.add(
                        name + " is " + Arrays.toString(other.shape()) + ", not " + Arrays.toString(tensor.shape()));
            }
        });
        List<String> unexpected = new ArrayList<>(got.keySet());
        unexpected.removeAll(wanted.keySet());
        if (missing.isEmpty() && mismatched.isEmpty() && unexpected.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder("the weights don't fit ").append(module);
        append(text, "missing", missing);
        append(text, "unexpected", unexpected);
        append(text, "of another shape", mismatched);
        throw new IllegalArgumentException(text.toString());
    }

    private static void append(StringBuilder text, String what, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        text.append("; ").append(what).append(": ");
        text.append(String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))));
        if (names.size() > SHOWN) {
            text.append(" and ").append(names.size() - SHOWN).append(" more");
        }
    }
}
