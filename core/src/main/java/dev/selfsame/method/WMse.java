package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.WMseLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Whitening MSE (W-MSE; Ermolov et al. 2021, arXiv:2007.06346). The views of an image are pulled together after each
 * view's embeddings were whitened over sub-batches, which leaves no room to collapse. No negatives, no target network.
 *
 * <pre>
 * view 0 → encoder → projector → whitening → w0 ─┐ agree; the same for every pair of views
 * view 1 → encoder → projector → whitening → w1 ─┘
 * </pre>
 *
 * The batch is a multiple of the sub-batches' size, which is at least twice the embedding's width. The authors' code puts
 * all views through the projector together, so that its batch norm sees them as one batch; here each goes by itself.
 */
public final class WMse extends NetworkMethod<WMse.Config, BranchAndLoss<WMseLoss>> {
    /**
     * The hyper-parameters (paper, section 4; official code, htdt/self-supervised).
     *
     * @param projectionHidden width inside the projector of two layers; 1,024
     * @param projectionOut dimensions that are whitened; 64 for CIFAR, 128 for larger images
     * @param whiteningSize images of a sub-batch, at least twice {@code projectionOut}; 128 for CIFAR
     * @param whiteningIterations random orders of the batch, of which the loss is the mean; 1
     */
    public record Config(int projectionHidden, int projectionOut, int whiteningSize, int whiteningIterations)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.whitening-size", whiteningSize, 2.0 * projectionOut, 1 << 24);
            Check.within("method.whitening-iterations", whiteningIterations, 1, 1024);
        }

        @Override
        public String name() {
            return "wmse";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public int batchMultiple() {
            return whiteningSize;
        }

        @Override
        public WMse build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new WMse(this, backbone, views, seed, replicas);
        }
    }

    WMse(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, networks(config, backbone, seed, replicas), seed);
    }

    private static BranchAndLoss<WMseLoss> networks(
            Config config, Supplier<Backbone> backbone, long seed, Replicas replicas) {
        WMseLoss.Config usual = WMseLoss.Config.of(config.projectionOut);
        WMseLoss.Config whitening = new WMseLoss.Config(
                config.projectionOut,
                config.whiteningSize,
                config.whiteningIterations,
                usual.momentum(),
                usual.eps(),
                usual.tracking());
        return new BranchAndLoss<>(
                new Branch(
                        backbone.get(),
                        features -> Heads.mlp(features, config.projectionHidden, config.projectionOut, 2)),
                new WMseLoss(whitening, seed, replicas));
    }

    @Override
    public Loss loss(Batch batch) {
        Embedded seen = Embedded.each(networks.branch, batch); // [N, out] each
        return seen.named(networks.loss.apply(seen.embeddings()));
    }

    /**
     * A published recipe, each value with its source in {@code WMseRecipes}.
     *
     * @param name {@code cifar10} (the official code) or {@code imagenet} (solo-learn, for ImageNet-100)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("wmse", name);
    }
}
