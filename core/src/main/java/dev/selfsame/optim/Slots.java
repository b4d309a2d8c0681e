package dev.selfsame.optim;

import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What an optimiser remembers of each parameter, by slot and parameter name, outside every scope. */
final class Slots implements AutoCloseable {
    private final String optimizer;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    Slots(String optimizer, List<ParameterGroup> groups) {
        this.optimizer = optimizer;
        if (groups.isEmpty()) {
            throw new IllegalArgumentException(optimizer + " needs at least one parameter group");
        }
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ParameterGroup group : groups) {
            group.parameters().forEach((name, parameter) -> {
                if (parameters.put(name, parameter) != null || !seen.add(parameter)) {
                    throw new IllegalArgumentException("parameter " + name + " is in the groups twice");
                }
            });
        }
    }

    /** A slot of zeros, laid out in memory as the parameter is: the fused kernels walk both side by side. */
    void addZeros(String slot) {
        add(slot, parameter -> {
            try (NoGrad guard = new NoGrad()) {
                return parameter.copy().fillInPlace(0);
            }
        });
    }

    void add(String slot, UnaryOperator<Tensor> initial) {
        try (Scope scope = new Scope()) {
            parameters.forEach((name, parameter) ->
                    tensors.put(key(slot, name), initial.apply(parameter).unscoped()));
        }
    }

    Tensor get(String slot, String parameter) {
        return get(key(slot, parameter));
    }

    private Tensor get(String key) {
        Tensor tensor = tensors.get(key);
        if (tensor == null) {
            throw new IllegalStateException(optimizer + " is closed");
        }
        return tensor;
    }

    List<Tensor> get(String slot, List<String> parameters) {
        List<Tensor> list = new ArrayList<>(parameters.size());
        for (String parameter : parameters) {
            list.add(get(slot, parameter));
        }
        return list;
    }

    Set<String> names() {
        return parameters.keySet();
    }

    Map<String, Tensor> state() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    void load(Map<String, Tensor> state) {
        for (String key : state.keySet()) {
            if (!key.startsWith(optimizer + ".")) {
                throw new IllegalArgumentException("the state is not one of " + optimizer + ": it has an entry " + key);
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor value = state.get(entry.getKey());
            if (value == null) {
                wrong.add(entry.getKey() + " is missing");
            } else if (!Arrays.equals(value.shape(), entry.getValue().shape())
                    || value.dtype() != entry.getValue().dtype()) {
                wrong.add(entry.getKey() + " should be " + describe(entry.getValue()) + " and is " + describe(value));
            }
        }
        for (String key : state.keySet()) {
            if (!tensors.containsKey(key)) {
                wrong.add(key + " is not expected");
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("the state does not fit " + optimizer + ": "
                    + String.join("; ", wrong.subList(0, Math.min(3, wrong.size())))
                    + (wrong.size() > 3 ? "; and " + (wrong.size() - 3) + " more" : ""));
        }
        try (NoGrad guard = new NoGrad()) {
            state.forEach((key, value) -> get(key).copyInPlace(value));
        }
    }

    void clearGradients() {
        parameters.values().forEach(Tensor::clearGradient);
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        tensors.clear();
    }

    private String key(String slot, String parameter) {
        return optimizer + "." + slot + "." + parameter;
    }

    private static String describe(Tensor tensor) {
        return tensor.dtype() + Arrays.toString(tensor.shape());
    }
}
