package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.BarlowTwinsLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Barlow Twins (Zbontar et al. 2021, arXiv:2103.03230). The cross-correlation of the two views' features is driven to
 * the identity: equal features agree, different features say different things. The projector's last layer has a bias, as
 * Lightly's; the authors' code has none there.
 *
 * <pre>
 * view 0 → encoder → projector → z0 ─┐ C = corr(z0, z1) → identity
 * view 1 → encoder → projector → z1 ─┘
 * </pre>
 */
public final class BarlowTwins extends NetworkMethod<BarlowTwins.Config, Branch> {
    /**
     * The hyper-parameters (paper, §2.2 and §3; official code, main.py).
     *
     * @param projectionHidden width inside the projector; 8,192
     * @param projectionOut number of features that are decorrelated; 8,192
     * @param projectionLayers linear layers of the projector; 3
     * @param lambda weight of the redundancy term; 0.0051
     * @param lossScale factor of the whole loss; 1 today, 0.024 in early official code, which LARS feels only in biases and
     *     norms
     * @param centered whether features lose their mean over the batch before C, as the official code does; the tutorial's
     *     formula does not
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int projectionLayers,
            double lambda,
            double lossScale,
            boolean centered)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.projection-layers", projectionLayers, 1, 16);
            Check.atLeast("method.lambda", lambda, 0);
            Check.above("method.loss-scale", lossScale, 0);
        }

        @Override
        public String name() {
            return "barlow-twins";
        }

        @Override
        public BarlowTwins build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new BarlowTwins(this, backbone, views, seed, replicas);
        }
    }

    private final BarlowTwinsLoss correlation;

    BarlowTwins(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Branch(
                        backbone.get(),
                        features -> Heads.mlp(
                                features, config.projectionHidden, config.projectionOut, config.projectionLayers)),
                seed);
        correlation = new BarlowTwinsLoss(config.lambda, config.lossScale, config.centered, replicas);
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.encoder.forward(batch.view(1));
        Tensor z0 = networks.projector.forward(h0); // [N, out]
        Tensor z1 = networks.projector.forward(h1);
        return correlation.apply(z0, z1).withEmbedding(z0).withCounterpart(z1).withFeatures(h0);
    }

    /**
     * A published recipe, each value with its source in {@code BarlowTwinsRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the paper)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("barlow-twins", name);
    }
}
