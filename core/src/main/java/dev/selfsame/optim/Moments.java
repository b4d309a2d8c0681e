package dev.selfsame.optim;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Foreach;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** The running means of gradients and squared gradients that Adam and AdamW share. */
final class Moments implements AutoCloseable {
    private static final String MEAN = "mean";
    private static final String SQUARE = "square";
    private static final String STEPS = "steps";

    private final List<ParameterGroup> groups;
    private final double beta1;
    private final double beta2;
    private final double eps;
    private final boolean decoupled;
    private final Slots slots;

    Moments(String optimizer, List<ParameterGroup> groups, double beta1, double beta2, double eps, boolean decoupled) {
        requireBeta("beta1", beta1);
        requireBeta("beta2", beta2);
        if (!(eps > 0 && eps <= 1)) {
            throw new IllegalArgumentException("eps must be above 0 and at most 1, got " + eps);
        }
        this.groups = List.copyOf(groups);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.eps = eps;
        this.decoupled = decoupled;
        this.slots = new Slots(optimizer, this.groups);
        slots.addZeros(MEAN);
        slots.addZeros(SQUARE);
        slots.add(STEPS, parameter -> Tensor.zeros(DType.FLOAT32).to(parameter.device()));
    }

    void step(GroupRates rates) {
        for (ParameterGroup group : groups) {
            try (Scope scope = new Scope()) {
                StepRates at = StepRates.of(rates, group);
                Live live = Live.of(group);
                Foreach.adam(
                        live.parameters(),
                        live.gradients(),
                        slots.get(MEAN, live.names()),
                        slots.get(SQUARE, live.names()),
                        slots.get(STEPS, live.names()),
                        at.learningRate(),
                        beta1,
                        beta2,
                        at.weightDecay(),
                        eps,
                        decoupled);
            }
        }
    }

    void clearGradients() {
        slots.clearGradients();
    }

    Map<String, Tensor> state() {
        return slots.state();
    }

    void load(Map<String, Tensor> state) {
        slots.load(state);
    }

    @Override
    public void close() {
        slots.close();
    }

    @Override
    public String toString() {
        return "beta1=" + beta1 + ", beta2=" + beta2 + ", eps=" + eps;
    }

    private static void requireBeta(String name, double beta) {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and less than 1, got " + beta);
        }
    }
}
