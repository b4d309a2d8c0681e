package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.NtXent;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * A Simple Framework for Contrastive Learning (Chen et al. 2020, arXiv:2002.05709). Two views of an image attract each
 * other; the 2N − 2 views of the other images in the batch repel.
 *
 * <pre>
 * view 0 → encoder → projector → z0 ─┐ attract, against all others of the batch
 * view 1 → encoder → projector → z1 ─┘
 * </pre>
 */
public final class SimClr extends NetworkMethod<SimClr.Config, Branch> {
    /**
     * The hyper-parameters (paper, §2.1 and §5).
     *
     * @param projectionHidden width inside the projector; the features' width
     * @param projectionOut dimensions that are compared; 128
     * @param projectionLayers linear layers of the projector; 2 in the paper, 3 in the official code
     * @param temperature divides the similarities; 0.1 on ImageNet, 0.5 on CIFAR-10
     */
    public record Config(int projectionHidden, int projectionOut, int projectionLayers, double temperature)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.projection-layers", projectionLayers, 1, 16);
            Check.above("method.temperature", temperature, 1e-8);
        }

        @Override
        public String name() {
            return "simclr";
        }

        @Override
        public SimClr build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new SimClr(this, backbone, views, seed, replicas);
        }
    }

    private final NtXent contrast;

    SimClr(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Branch(
                        backbone.get(),
                        features -> Heads.simclr(
                                features,
                                config.projectionHidden,
                                config.projectionOut,
                                config.projectionLayers,
                                true)),
                seed);
        contrast = new NtXent(config.temperature, replicas);
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
     * A published recipe, each value with its source in {@code SimClrRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the paper)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("simclr", name);
    }
}
