package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.FroSslLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Frobenius norm minimisation (FroSSL; Skean et al. 2024, arXiv:2310.02903). Any number of views of an image are pulled to
 * their mean, while the logarithm of the Frobenius norm of each view's covariance, at a fixed trace, is made small, which
 * spreads the eigenvalues evenly.
 *
 * <pre>
 * view v → encoder → projector → z_v   → mean of the views; ‖cov(z_v)‖ → small
 * </pre>
 */
public final class FroSsl extends NetworkMethod<FroSsl.Config, Branch> {
    /**
     * The hyper-parameters (paper, section 4; the authors' solo/methods/frossl.py).
     *
     * @param projectionHidden width inside the projector; 2,048
     * @param projectionOut features that are compared; 1,024
     * @param projectionLayers linear layers of the projector; 3
     * @param invarianceWeight weight of the invariance; 1
     * @param centered whether features are taken less their mean over the batch ({@link FroSslLoss}); true
     */
    public record Config(
            int projectionHidden, int projectionOut, int projectionLayers, double invarianceWeight, boolean centered)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.projection-layers", projectionLayers, 1, 16);
            Check.atLeast("method.invariance-weight", invarianceWeight, 0);
        }

        @Override
        public String name() {
            return "frossl";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public FroSsl build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new FroSsl(this, backbone, views, seed, replicas);
        }
    }

    private final FroSslLoss regularized;

    FroSsl(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Branch(
                        backbone.get(),
                        features -> Heads.mlp(
                                features, config.projectionHidden, config.projectionOut, config.projectionLayers)),
                seed);
        regularized = new FroSslLoss(config.invarianceWeight, config.centered, replicas);
    }

    @Override
    public Loss loss(Batch batch) {
        Embedded seen = Embedded.each(networks, batch); // [N, out] each
        return seen.named(regularized.apply(seen.embeddings()));
    }

    /**
     * A published recipe, each value with its source in {@code FroSslRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (the authors' code, the latter for ImageNet-100)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("frossl", name);
    }
}
