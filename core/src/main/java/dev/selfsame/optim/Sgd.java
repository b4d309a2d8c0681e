package dev.selfsame.optim;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum, as PyTorch has it: {@code g = gradient + weightDecay · p; m = momentum · m +
 * (1 - dampening) · g; p -= learningRate · m}, or with Nesterov's momentum {@code p -= learningRate · (g + momentum · m)}
 * (Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning"). One native call a group.
 */
public final class Sgd implements Optimizer {
    private final List<ParameterGroup> groups;
    private final Momentum momentum;

    /**
     * Without dampening and Nesterov's momentum.
     *
     * @param momentum 0 up to but without 1; 0.9 is usual
     */
    public Sgd(List<ParameterGroup> groups, double momentum) {
        this(groups, momentum, 0, false);
    }

    /**
     * With everything.
     *
     * @param momentum 0 up to but without 1
     * @param dampening 0 to 1; the first gradient of a parameter is never damped
     * @param nesterov needs momentum and no dampening
     * @throws IllegalArgumentException if a number is outside its range, or a parameter is in two groups
     */
    public Sgd(List<ParameterGroup> groups, double momentum, double dampening, boolean nesterov) {
        this.groups = List.copyOf(groups);
        this.momentum = new Momentum("sgd", this.groups, momentum, dampening, nesterov);
    }

    @Override
    public void step(GroupRates rates) {
        for (ParameterGroup group : groups) {
            try (Scope scope = new Scope()) {
                StepRates at = StepRates.of(rates, group);
                momentum.step(Live.of(group), at.learningRate(), at.weightDecay());
            }
        }
    }

    @Override
    public void clearGradients() {
        momentum.clearGradients();
    }

    @Override
    public Map<String, Tensor> state() {
        return momentum.state();
    }

    @Override
    public void load(Map<String, Tensor> state) {
        momentum.load(state);
    }

    @Override
    public void close() {
        momentum.close();
    }

    @Override
    public String toString() {
        return "Sgd(" + momentum + ")";
    }
}
