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
    private static final String BIAS = "bias";

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
        return split(parameters, weightDecay, biasScale, false, false);
    }

    /**
     * As {@link #split(Map, double, double)}, where norms alone or biases alone may decay and adapt with the weights. Of
     * parameters with at most one dimension those are biases that are named {@code bias} and aren't a norm's, beside whose
     * {@code weight} of one dimension they stand; the others belong to norms, and a norm's bias goes with its weight.
     *
     * @param norms whether norms decay
     * @param biases whether the other biases do
     */
    public static List<ParameterGroup> split(
            Map<String, Tensor> parameters, double weightDecay, double biasScale, boolean norms, boolean biases) {
        Map<String, Tensor> decaying = new LinkedHashMap<>();
        Map<String, Tensor> others = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            boolean decays = parameter.rank() > 1 || (isBias(name, parameters) ? biases : norms);
            (decays ? decaying : others).put(name, parameter);
        });
        List<ParameterGroup> groups = new ArrayList<>();
        if (!decaying.isEmpty()) {
            groups.add(new ParameterGroup("weights", decaying, 1, weightDecay, true));
        }
        if (!others.isEmpty()) {
            String name = norms ? "biases" : biases ? "norms" : "biases-and-norms";
            groups.add(new ParameterGroup(name, others, biasScale, 0, false));
        }
        return List.copyOf(groups);
    }

    private static boolean isBias(String name, Map<String, Tensor> parameters) {
        if (!name.endsWith(BIAS)) {
            return false;
        }
        Tensor weight = parameters.get(name.substring(0, name.length() - BIAS.length()) + "weight");
        return weight == null || weight.rank() > 1;
    }

    @Override
    public String toString() {
        return name + "(" + parameters.size() + " parameters, learning-rate scale " + learningRateScale
                + ", weight decay " + weightDecay + (adapt ? ")" : ", not adapted)");
    }
}
