package dev.selfsame.optim;

import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The parameters of a group that have a gradient, in three lists of one order. Make it inside a scope. */
record Live(List<String> names, List<Tensor> parameters, List<Tensor> gradients) {
    static Live of(ParameterGroup group) {
        Live live = new Live(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Map.Entry<String, Tensor> entry : group.parameters().entrySet()) {
            Tensor gradient = entry.getValue().gradient();
            if (gradient != null) {
                live.add(entry.getKey(), entry.getValue(), gradient);
            }
        }
        return live;
    }

    Live where(Predicate<String> name) {
        Live live = new Live(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < names.size(); i++) {
            if (name.test(names.get(i))) {
                live.add(names.get(i), parameters.get(i), gradients.get(i));
            }
        }
        return live;
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    private void add(String name, Tensor parameter, Tensor gradient) {
        names.add(name);
        parameters.add(parameter);
        gradients.add(gradient);
    }
}
