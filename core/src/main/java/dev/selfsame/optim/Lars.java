package dev.selfsame.optim;

import dev.selfsame.tensor.Foreach;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Layer-wise adaptive rate scaling (You, Gitman and Ginsburg 2017, arXiv:1708.03888): SGD with momentum whose gradients
 * are scaled, parameter by parameter, to the length of the parameter. It lets batches of thousands train.
 *
 * <p>Groups with {@link ParameterGroup#adapt} off are plain SGD with momentum, as {@link Sgd} takes them; biases and norms
 * belong there. Lightly has no such switch and leaves exactly the groups without weight decay unscaled.
 */
public final class Lars implements Optimizer {
    /**
     * The hyper-parameters.
     *
     * @param momentum 0 up to but without 1
     * @param dampening 0 to 1; the first gradient of a parameter is never damped
     * @param nesterov needs momentum and no dampening
     * @param rule whose formula scales
     * @param trust the trust coefficient, above 0 up to 1000
     * @param eps added to the divisor, 0 to 1; {@link TrustRule#BYOL} doesn't use it
     */
    public record Config(
            double momentum, double dampening, boolean nesterov, TrustRule rule, double trust, double eps) {
        /** Momentum 0.9 and a trust coefficient of 0.001 by the paper's rule, eps 1e-8. */
        public static final Config DEFAULT = new Config(0.9, 0, false, TrustRule.PAPER, 0.001, 1e-8);

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a number is outside its range
         */
        public Config {
            Hyper.requireMomentum(momentum, dampening, nesterov);
            if (!(trust > 0 && trust <= 1000)) {
                throw new IllegalArgumentException("trust must be above 0 and at most 1000, got " + trust);
            }
            Hyper.requireRange("eps", eps, 0, 1);
        }

        /** These with another rule. */
        public Config withRule(TrustRule newRule) {
            return new Config(momentum, dampening, nesterov, newRule, trust, eps);
        }
    }

    private final List<ParameterGroup> groups;
    private final Config config;
    private final Momentum momentum;

    /** With {@link Config#DEFAULT}. */
    public Lars(List<ParameterGroup> groups) {
        this(groups, Config.DEFAULT);
    }

    /**
     * With everything.
     *
     * @throws IllegalArgumentException if a parameter is in two groups
     */
    public Lars(List<ParameterGroup> groups, Config config) {
        this.groups = List.copyOf(groups);
        this.config = config;
        this.momentum = new Momentum("lars", this.groups, config.momentum(), config.dampening(), config.nesterov());
    }

    @Override
    public void step(GroupRates rates) {
        for (ParameterGroup group : groups) {
            try (Scope scope = new Scope()) {
                StepRates at = StepRates.of(rates, group);
                Live live = Live.of(group);
                if (live.isEmpty()) {
                    continue;
                }
                if (group.adapt()) {
                    adapted(live, at.learningRate(), at.weightDecay());
                } else {
                    momentum.step(live, at.learningRate(), at.weightDecay());
                }
            }
        }
    }

    private void adapted(Live live, double rate, double weightDecay) {
        int n = live.names().size();
        double[] decays = new double[n];
        boolean decayFirst = config.rule() == TrustRule.BYOL;
        if (decayFirst && weightDecay != 0) {
            Foreach.add(live.gradients(), live.parameters(), weightDecay);
        }
        double[] lengths = Foreach.norms(live.parameters()).toDoubles();
        double[] gradients = Foreach.norms(live.gradients()).toDoubles();
        double[] scales = new double[n];
        Arrays.fill(scales, 1);
        for (int i = 0; i < n; i++) {
            if (lengths[i] == 0 || gradients[i] == 0) {
                continue;
            }
            scales[i] = switch (config.rule()) {
                case PAPER -> ratio(lengths[i], gradients[i], weightDecay);
                case BYOL -> config.trust() * lengths[i] / gradients[i];
                case LARC -> Math.min(ratio(lengths[i], gradients[i], weightDecay) / rate, 1);
            };
            decays[i] = decayFirst ? 0 : weightDecay * scales[i];
        }
        momentum.step(live, scales, decays, rate);
    }

    private double ratio(double length, double gradient, double weightDecay) {
        return config.trust() * length / (gradient + weightDecay * length + config.eps());
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
        return "Lars(" + momentum + ", rule=" + config.rule() + ", trust=" + config.trust() + ", eps=" + config.eps()
                + ")";
    }
}
