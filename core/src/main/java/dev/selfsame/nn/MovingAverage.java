package dev.selfsame.nn;

import dev.selfsame.tensor.Foreach;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * A module that follows another: after each step of training {@code θ ← τ θ + (1 - τ) θ_online} (the mean teacher of
 * Tarvainen and Valpola 2017, arXiv:1703.01780; BYOL's target). It gets no gradients. Buffers, such as the running
 * statistics of batch norm, are its own. It drops no branches ({@link DropPath}), as in the authors' code of DINO.
 *
 * @param <M> what follows and is followed
 */
public final class MovingAverage<M extends Module> {
    private final M module;
    private double kept = Double.NaN;

    private MovingAverage(M module) {
        this.module = module;
    }

    /**
     * Starts as a copy of {@code online}. {@link Module#initialize} called on a tree that holds both makes it one again.
     *
     * @param maker makes a module equal to {@code online}
     */
    public static <M extends Module> MovingAverage<M> of(M online, Supplier<M> maker) {
        M module = Module.copy(online, maker);
        module.requireGradient(false);
        module.startAs(online);
        module.each(part -> {
            if (part instanceof DropPath path) {
                path.rest();
            }
        });
        return new MovingAverage<>(module);
    }

    /** The average itself; its owner closes it. */
    public M module() {
        return module;
    }

    /**
     * Moves towards {@code online}.
     *
     * <p><b>Erratum.</b> Lightly takes any {@code tau}; outside of 0 to 1 the average would lie beyond both, and is refused.
     *
     * @param tau how much stays, 0 to 1; 1 changes nothing, 0 copies
     */
    public void follow(M online, double tau) {
        kept = tau;
        follow(
                List.copyOf(module.parameters().values()),
                List.copyOf(online.parameters().values()),
                tau);
    }

    /** How much stayed when it followed last, 0 to 1; NaN before the first time. */
    public double kept() {
        return kept;
    }

    /**
     * Moves each tensor towards another of the same shape and type.
     *
     * @param tau how much stays, 0 to 1
     */
    public static void follow(List<Tensor> averages, List<Tensor> online, double tau) {
        Check.between(0, 1, "tau", tau);
        Foreach.lerp(averages, online, 1 - tau);
    }

    @Override
    public String toString() {
        return "MovingAverage(" + module + ")";
    }
}
