package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.DclLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Decoupled Contrastive Learning (Yeh et al. 2022, arXiv:2110.06848). {@link SimClr} without the positive among the
 * candidates that it is told from: easy positives keep their gradient, which matters where batches are small.
 *
 * <pre>
 * view 0 → encoder → projector → z0 ─┐ attract; apart from it, all others of the batch repel
 * view 1 → encoder → projector → z1 ─┘
 * </pre>
 */
public final class Dcl extends NetworkMethod<Dcl.Config, Branch> {
    /**
     * The hyper-parameters (paper, §3 and §4).
     *
     * @param projectionHidden width inside the projector; the features' width
     * @param projectionOut dimensions that are compared; 128
     * @param temperature divides the similarities; 0.1
     */
    public record Config(int projectionHidden, int projectionOut, double temperature) implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.above("method.temperature", temperature, 1e-8);
        }

        @Override
        public String name() {
            return "dcl";
        }

        @Override
        public Dcl build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new Dcl(this, backbone, views, seed, replicas);
        }
    }

    private final DclLoss contrast;

    Dcl(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Branch(
                        backbone.get(),
                        features -> Heads.simclr(features, config.projectionHidden, config.projectionOut)),
                seed);
        contrast = new DclLoss(config.temperature, DclLoss.Weights.ONE, replicas);
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
     * A published recipe, each value with its source in {@code DclRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (Lightly's benchmarks)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("dcl", name);
    }
}
