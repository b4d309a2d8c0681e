package dev.selfsame.optim;

import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980) as PyTorch has it: {@code g = gradient + weightDecay · p}, running means
 * {@code m = β₁·m + (1 - β₁)·g} and {@code v = β₂·v + (1 - β₂)·g²}, and {@code p -= learningRate · m̂ / (√v̂ + eps)} with
 * {@code m̂ = m / (1 - β₁ᵗ)} and {@code v̂ = v / (1 - β₂ᵗ)}. Weight decay is part of the gradient here; {@link AdamW} takes
 * it apart. One native call a group.
 */
public final class Adam implements Optimizer {
    private final Moments moments;

    /** With β₁ = 0.9, β₂ = 0.999 and eps = 1e-8. */
    public Adam(List<ParameterGroup> groups) {
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
    public Adam(List<ParameterGroup> groups, double beta1, double beta2, double eps) {
        this.moments = new Moments("adam", groups, beta1, beta2, eps, false);
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
        return "Adam(" + moments + ")";
    }
}
