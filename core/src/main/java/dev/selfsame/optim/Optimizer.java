package dev.selfsame.optim;

import dev.selfsame.tensor.Tensor;
import java.util.Map;

/**
 * Moves parameters along their gradients. Make it after the modules are on their device; what it remembers lives outside
 * every scope until {@link #close}. Parameters without a gradient stay as they are, and so does what is remembered of
 * them.
 */
public interface Optimizer extends AutoCloseable {
    /**
     * One step with one learning rate. Gradients may be used as scratch space: afterwards they are only good for {@link
     * #clearGradients}.
     *
     * @param learningRate 0 to 1000; each group multiplies it by its scale
     * @throws IllegalArgumentException if the learning rate is outside its range
     */
    default void step(double learningRate) {
        step(GroupRates.of(learningRate));
    }

    /**
     * One step with a learning rate and a weight decay for each group, as {@link GroupSchedules} gives them.
     *
     * @throws IllegalArgumentException if one of them is outside its range
     */
    void step(GroupRates rates);

    /** Forgets the gradients of all parameters. */
    void clearGradients();

    /**
     * Everything remembered, under {@code OPTIMIZER.SLOT.PARAMETER}, in a fixed order. The tensors are the optimiser's
     * own: save or copy them before the next step, and don't close them.
     */
    Map<String, Tensor> state();

    /**
     * Copies the values of a state in: the next step is the one that followed it.
     *
     * @throws IllegalArgumentException if it is another optimiser's, or names or shapes differ; then nothing is changed
     */
    void load(Map<String, Tensor> state);

    /** Frees what is remembered; the parameters stay. */
    @Override
    void close();
}
