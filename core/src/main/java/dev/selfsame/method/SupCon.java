package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.SupConLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.Supplier;

/**
 * Supervised Contrastive Learning (Khosla et al. 2020, arXiv:2004.11362). {@link SimClr} with labels: all views of all
 * images of a class attract each other. The one method here that needs labels; it says what they are worth.
 *
 * <pre>
 * view 0 → encoder → projector → z0 ─┐ attract within a class, against all others of the batch
 * view 1 → encoder → projector → z1 ─┘
 * </pre>
 */
public final class SupCon extends NetworkMethod<SupCon.Config, Branch> {
    /**
     * The hyper-parameters (paper, §3.1 and §4; official code, networks/resnet_big.py and losses.py).
     *
     * @param projectionHidden width inside the projector; the features' width
     * @param projectionOut dimensions that are compared; 128
     * @param temperature divides the similarities; 0.1
     * @param lossScale factor of the whole loss; the paper has 1, the official code temperature over 0.07
     */
    public record Config(int projectionHidden, int projectionOut, double temperature, double lossScale)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.above("method.temperature", temperature, 1e-8);
            Check.above("method.loss-scale", lossScale, 0);
        }

        @Override
        public String name() {
            return "supcon";
        }

        @Override
        public boolean needsLabels() {
            return true;
        }

        @Override
        public SupCon build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new SupCon(this, backbone, views, seed, replicas);
        }
    }

    private final SupConLoss contrast;

    SupCon(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Branch(
                        backbone.get(),
                        features -> Heads.moco(features, config.projectionHidden, config.projectionOut)),
                seed);
        contrast = new SupConLoss(config.temperature, config.lossScale, replicas);
    }

    /**
     * The loss.
     *
     * @throws IllegalArgumentException for a batch without labels
     */
    @Override
    public Loss loss(Batch batch) {
        Check.images(this, batch);
        Tensor labels = batch.labels(); // [N]
        if (labels == null) {
            throw new IllegalArgumentException("SupCon learns from labels, and the batch has none");
        }
        Tensor h0 = networks.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.encoder.forward(batch.view(1));
        Tensor z0 = networks.projector.forward(h0); // [N, out]
        Tensor z1 = networks.projector.forward(h1);
        return contrast.apply(List.of(z0, z1), labels)
                .withEmbedding(z0)
                .withCounterpart(z1)
                .withFeatures(h0);
    }

    /**
     * A published recipe, each value with its source in {@code SupConRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (the official codes)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("supcon", name);
    }
}
