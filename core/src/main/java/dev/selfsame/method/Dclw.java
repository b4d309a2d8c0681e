package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.DclwLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Decoupled Contrastive Learning with weights (Yeh et al. 2022, arXiv:2110.06848, section 3): {@link Dcl} in which
 * positives count the more the less they agree.
 *
 * <pre>
 * view 0 → encoder → projector → z0 ─┐ attract, by weight; apart from it, all others of the batch repel
 * view 1 → encoder → projector → z1 ─┘
 * </pre>
 */
public final class Dclw extends NetworkMethod<Dclw.Config, Branch> {
    /**
     * The hyper-parameters (paper, §3 and §4).
     *
     * @param projectionHidden width inside the projector; the features' width
     * @param projectionOut dimensions that are compared; 128
     * @param temperature divides the similarities; 0.1
     * @param sigma divides them in the weights; 0.5
     */
    public record Config(int projectionHidden, int projectionOut, double temperature, double sigma)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.above("method.temperature", temperature, 1e-8);
            Check.above("method.sigma", sigma, 1e-8);
        }

        @Override
        public String name() {
            return "dclw";
        }

        @Override
        public Dclw build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new Dclw(this, backbone, views, seed, replicas);
        }
    }

    private final DclwLoss contrast;

    Dclw(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Branch(
                        backbone.get(),
                        features -> Heads.simclr(features, config.projectionHidden, config.projectionOut)),
                seed);
        contrast = new DclwLoss(config.temperature, config.sigma, replicas);
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.encoder.forward(batch.view(1));
        Tensor z0 = networks.projector.forward(h0); // [N, out]
        Tensor z1 = networks.projector.forward(h1);
        return contrast.apply(z0, z1).withEmbedding(z0).withCounterpart(z1).withFeatures(h0);
    }

    /**
     * A published recipe, each value with its source in {@code DclwRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (Lightly's benchmarks)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("dclw", name);
    }
}
