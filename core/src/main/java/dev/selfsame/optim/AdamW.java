package dev.selfsame.optim;

import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101) as PyTorch has it: {@link Adam} with the weight decay taken out of
 * the gradient, {@code p *= 1 - learningRate · weightDecay} before the step. One native call a group.
 */
public final class AdamW implements Optimizer {
    private final Moments moments;

    /** With β₁ = 0.9, β₂ = 0.999 and eps = 1e-8. */
    public AdamW(List<ParameterGroup> groups) {
        this(groups, 0.9, 0.999, 1e-8);
    }

    /**
     * With everything.
     *
     * @param beta1 0 up to but without 1
     * @param beta2 0 up to but without 1
     * @param eps above 0 up to 1
     * @throws IllegalArgumentException if a number is outside its range, or a parameter is in two groups
     */
    public AdamW(List<ParameterGroup> groups, double beta1, double beta2, double eps) {
        this.moments = new Moments("adamw", groups, beta1, beta2, eps, true);
    }

    @Override
    public void step(GroupRates rates) {
        moments.step(rates);
    }

    @Override
    public void clearGradients() {
        moments.clearGradients();
    }

    @Override
    public Map<String, Tensor> state() {
        return moments.state();
    }

    @Override
    public void load(Map<String, Tensor> state) {
        moments.load(state);
    }

    @Override
    public void close() {
        moments.close();
    }

    @Override
    public String toString() {
        return "AdamW(" + moments + ")";
    }
}
