package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.NegativeCosine;
import dev.selfsame.loss.NormalizedMse;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Bootstrap Your Own Latent (Grill et al. 2020, arXiv:2006.07733). An online network learns to predict what a target
 * network makes of another view of the same image; the target is a slow average of the online network. No negatives.
 *
 * <pre>
 * view 0 → encoder → projector → predictor → p0  ─┐ agree
 * view 1 → target encoder → target projector → z1 ─┘ (no gradient), and the same with the views swapped
 * </pre>
 *
 * The target runs in training mode: its batch norm uses the statistics of its own batch. Two details are Lightly's and not
 * the official code's: the target starts as a copy of the online network, not from weights of its own (the authors saw
 * no difference), and of a head's linear layers the last has a bias, not the first.
 */
public final class Byol extends NetworkMethod<Byol.Config, OnlineAndTarget> {
    /**
     * The hyper-parameters (paper, §3.3; official code, configs/byol.py).
     *
     * @param projectionHidden width inside the projector; 4,096
     * @param projectionOut dimensions that are compared; 256
     * @param predictionHidden width inside the predictor; 4,096
     * @param tau how much of the target stays at a step, 0 to 1; 0.996 for 1,000 epochs
     * @param tauRises whether tau goes to 1 on a cosine (the paper), or stays
     * @param objective what measures agreement
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int predictionHidden,
            double tau,
            boolean tauRises,
            Objective objective)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.width("method.prediction-hidden", predictionHidden);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "byol";
        }

        @Override
        public Byol build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new Byol(this, backbone, views, seed);
        }
    }

    /** What measures agreement; equal but for a factor of 4 (the learning rate feels it) and a constant. */
    public enum Objective {
        /** The paper's: ‖p̂₀ − ẑ₁‖² + ‖p̂₁ − ẑ₀‖² = 4 − 2 cos − 2 cos. */
        NORMALIZED_MSE,
        /** Lightly's: −½ (cos + cos). */
        NEGATIVE_COSINE
    }

    private final Schedule tau;
    private final PairLoss agreement;

    Byol(Config config, Supplier<Backbone> backbone, Views views, long seed) {
        super(config, views, networks(config, backbone), seed);
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
        agreement = config.objective == Objective.NORMALIZED_MSE
                ? new NormalizedMse()
                : (p, z) -> new NegativeCosine().apply(p, z).mul(0.5);
    }

    private static OnlineAndTarget networks(Config config, Supplier<Backbone> backbone) {
        return new OnlineAndTarget(
                () -> new Branch(
                        backbone.get(),
                        features -> Heads.byol(features, config.projectionHidden, config.projectionOut)),
                Heads.byol(config.projectionOut, config.predictionHidden, config.projectionOut));
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.online.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.online.encoder.forward(batch.view(1));
        Tensor p0 = prediction(h0); // [N, out]
        Tensor p1 = prediction(h1);
        Tensor z0 = target(batch.view(0)); // [N, out]
        Tensor z1 = target(batch.view(1));
        Loss both = agreement.apply(p0, z1).add(agreement.apply(p1, z0));
        return Loss.of("prediction", both.total())
                .withEmbedding(p0)
                .withCounterpart(p1)
                .withFeatures(h0);
    }

    /** What the online network predicts from features: [N, features] → [N, out]. */
    private Tensor prediction(Tensor features) {
        return networks.predictor().forward(networks.online.projector.forward(features));
    }

    /** What the target makes of a view, a constant for the loss: [N, C, H, W] → [N, out]. */
    private Tensor target(Tensor view) {
        try (NoGrad stopGradient = new NoGrad()) {
            return networks.target.projector.forward(networks.target.encoder.forward(view));
        }
    }

    /** The target's weights ξ follow the online network's θ: ξ ← τ ξ + (1 − τ) θ. */
    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    /**
     * A published recipe, each value with its source in {@code ByolRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the paper)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("byol", name);
    }
}
