package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.TiCoLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Transformation invariance and covariance contrast (TiCo; Zhu et al. 2022, arXiv:2206.10698). A view agrees with what a
 * slow average of the network makes of the other, and avoids the directions that embeddings have had lately: their
 * running covariance stands for a queue of negatives.
 *
 * <pre>
 * view 0 → encoder → projector → z0                      ─┐ agree; z0ᵀ C z0 small
 * view 1 → target encoder → target projector → z1        ─┘ (no gradient)
 * C ← β C + (1 − β) cov(z0)
 * </pre>
 *
 * One direction only, as the paper's algorithm 1 and Lightly have it. The target follows after the step, in Lightly before.
 */
public final class TiCo extends NetworkMethod<TiCo.Config, TiCo.Parts> {
    /**
     * The hyper-parameters (paper, sections 3 and 4; Lightly, benchmarks/imagenet/resnet50/tico.py).
     *
     * @param projectionHidden width inside the projector; 4,096
     * @param projectionOut dimensions that are compared; 256
     * @param beta what is kept of the covariance at a step, 0 to 1; 0.9
     * @param rho weight of the covariance contrast; 8
     * @param tau how much of the target stays at a step, 0 to 1; 0.99
     * @param tauRises whether tau goes to 1 on a cosine, or stays
     */
    public record Config(int projectionHidden, int projectionOut, double beta, double rho, double tau, boolean tauRises)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.beta", beta, 0, 1);
            Check.atLeast("method.rho", rho, 0);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "tico";
        }

        @Override
        public TiCo build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new TiCo(this, backbone, views, seed, replicas);
        }
    }

    /** Both networks and the covariance. */
    static final class Parts extends OnlineAndTarget {
        final TiCoLoss contrast;

        Parts(Config config, Supplier<Backbone> backbone, Replicas replicas) {
            super(
                    () -> new Branch(
                            backbone.get(),
                            features -> Heads.tico(features, config.projectionHidden, config.projectionOut)),
                    null);
            contrast = child("contrast", new TiCoLoss(config.projectionOut, config.beta, config.rho, replicas));
        }
    }

    private final Schedule tau;

    TiCo(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new Parts(config, backbone, replicas), seed);
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.online.encoder.forward(batch.view(0)); // [N, features]
        Tensor z0 = networks.predicted(h0); // [N, out]
        Tensor z1 = networks.targets(batch.view(1)); // [N, out], no gradient
        return networks.contrast
                .apply(z0, z1)
                .withEmbedding(z0)
                .withCounterpart(z1)
                .withFeatures(h0);
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    /**
     * A published recipe, each value with its source in {@code TiCoRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (Lightly, the former as for Imagenette)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("tico", name);
    }
}
