package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import dev.selfsame.nn.MovingAverage;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A branch that is trained, with or without a predictor behind it, and its moving average, which sees images in training
 * mode and gets no gradients.
 */
class OnlineAndTarget extends Module implements Networks {
    final Branch online;
    final @Nullable Layer predictor;
    final Branch target;
    private final MovingAverage<Branch> average;

    /**
     * Makes both, without weights still.
     *
     * @param branch makes one branch; called twice
     * @param predictor what stands behind the online branch, or null
     */
    OnlineAndTarget(Supplier<Branch> branch, @Nullable Layer predictor) {
        online = child("online", branch.get());
        this.predictor = predictor == null ? null : child("predictor", predictor);
        average = MovingAverage.of(online, branch);
        target = child("target", average.module());
    }

    /**
     * How much of the target stays at a step, over a run.
     *
     * @param tau at the beginning
     * @param rises whether it goes to 1 on a cosine, or stays
     */
    static Schedule tau(double tau, boolean rises) {
        return rises ? Schedule.cosine(tau, 1) : Schedule.constant(tau);
    }

    /** What the online branch makes of features, its predictor included: [N, features] → [N, out]. */
    final Tensor predicted(Tensor features) {
        Tensor projected = online.projector.forward(features);
        return predictor == null ? projected : predictor.forward(projected);
    }

    /** What stands behind the online branch, of which there has to be one. */
    final Layer predictor() {
        return Objects.requireNonNull(predictor, "a predictor");
    }

    /** What the target makes of a view, without gradient: [N, C, H, W] → [N, out]. */
    final Tensor targets(Tensor pixels) {
        try (NoGrad guard = new NoGrad()) {
            return target.projector.forward(target.encoder.forward(pixels));
        }
    }

    /** Moves the target towards the online branch, of which {@code 1 − tau} enters. */
    final void follow(double tau) {
        average.follow(online, tau);
    }

    @Override
    public final Map<String, Double> measures() {
        return Map.of(Method.TAU, average.kept());
    }

    @Override
    public final Backbone encoder() {
        return online.encoder;
    }

    @Override
    public final List<Method.Trained> trained() {
        List<Method.Trained> parts = new ArrayList<>();
        parts.add(new Method.Trained("online", online));
        if (predictor != null) {
            parts.add(new Method.Trained("predictor", predictor));
        }
        parts.addAll(more());
        return parts;
    }

    /** What else the optimiser trains. */
    List<Method.Trained> more() {
        return List.of();
    }
}
