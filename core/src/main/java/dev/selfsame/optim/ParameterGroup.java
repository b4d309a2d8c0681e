package dev.selfsame.optim;

import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters that an optimiser treats alike.
 *
 * @param name for logs, such as {@code weights}
 * @param parameters by qualified name, in a fixed order; at least one
 * @param learningRateScale multiplies the learning rate of each step, 0 to 1000
 * @param weightDecay absolute, not multiplied by anything but what the optimiser's formula says; 0 to 100
 * @param adapt whether {@link Lars} rescales the gradients; other optimisers don't ask
 */
public record ParameterGroup(
        String name, Map<String, Tensor> parameters, double learningRateScale, double weightDecay, boolean adapt) {
    /**
     * Checks the ranges and copies the map.
     *
     * @throws IllegalArgumentException if a number is outside its range, or there is no parameter
     */
    public ParameterGroup {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("parameter group " + name + " has no parameter");
        }
        Hyper.requireRange("learningRateScale of group " + name, learningRateScale, 0, 1000);
        Hyper.requireRange("weightDecay of group " + name, weightDecay, 0, 100);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** One group {@code all} of everything: learning-rate scale 1, the weight decay on biases and norms too, adapted. */
    public static ParameterGroup all(Map<String, Tensor> parameters, double weightDecay) {
        return new ParameterGroup("all", parameters, 1, weightDecay, true);
    }

    /**
     * A group {@code weights} of matrices and filters, which decay and adapt, and a group {@code biases-and-norms} of
     * parameters with at most one dimension, which do neither. A group without parameters is left out.
     */
    public static List<ParameterGroup> split(Map<String, Tensor> parameters, double weightDecay) {
        return split(parameters, weightDecay, 1);
    }

    /**
     * As {@link #split(Map, double)}.
     *
     * @param biasScale learning-rate scale of biases and norms; 0.024 in Barlow Twins' official code (0.0048 beside 0.2)
     */
    public static List<ParameterGroup> split(Map<String, Tensor> parameters, double weightDecay, double biasScale) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        Map<String, Tensor> others = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> (parameter.rank() > 1 ? weights : others).put(name, parameter));
        List<ParameterGroup> groups = new ArrayList<>();
        if (!weights.isEmpty()) {
            groups.add(new ParameterGroup("weights", weights, 1, weightDecay, true));
        }
        if (!others.isEmpty()) {
            groups.add(new ParameterGroup("biases-and-norms", others, biasScale, 0, false));
        }
        return List.copyOf(groups);
    }

    @Override
    public String toString() {
        return name + "(" + parameters.size() + " parameters, learning-rate scale " + learningRateScale
                + ", weight decay " + weightDecay + (adapt ? ")" : ", not adapted)");
    }
}
