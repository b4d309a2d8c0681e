package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.MmcrLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.Supplier;

/**
 * Maximum manifold capacity representations (MMCR; Yerxa et al. 2023, arXiv:2303.03307). The views of an image, on the unit
 * sphere, are a small manifold with a centroid; centroids of different images span as much as they can, measured by a
 * nuclear norm.
 *
 * <pre>
 * views → encoder → projector → ẑ               ─┐ centroid of each image → nuclear norm of all centroids large
 * views → target encoder → target projector → ẑ ─┘ (no gradient)
 * </pre>
 *
 * As in the authors' code for ImageNet, both networks see all views together, and embeddings have length 1. <b>Beside
 * Lightly:</b> its example doesn't normalise, so that embeddings lower the loss by growing.
 */
public final class Mmcr extends NetworkMethod<Mmcr.Config, OnlineAndTarget> {
    /**
     * The hyper-parameters (paper, section 3; official code, pretrain_imagenet.py).
     *
     * @param projectionHidden width inside the projector; 8,192
     * @param projectionOut dimensions that are compared; 512
     * @param hiddenLayers hidden layers of the projector; 2
     * @param lambda weight of the size of each image's manifold; 0
     * @param tau how much of the target stays at a step, 0 to 1; 0.99
     * @param tauRises whether tau goes to 1 on a cosine, or stays as in the official code
     */
    public record Config(
            int projectionHidden, int projectionOut, int hiddenLayers, double lambda, double tau, boolean tauRises)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.hidden-layers", hiddenLayers, 1, 16);
            Check.atLeast("method.lambda", lambda, 0);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "mmcr";
        }

        @Override
        public Mmcr build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new Mmcr(this, backbone, views, seed, replicas);
        }
    }

    private final Schedule tau;
    private final MmcrLoss capacity;

    Mmcr(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new OnlineAndTarget(
                        () -> new Branch(
                                backbone.get(),
                                features -> Heads.mmcr(
                                        features,
                                        config.projectionHidden,
                                        config.projectionOut,
                                        config.hiddenLayers,
                                        true,
                                        false)),
                        null),
                seed);
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
        capacity = new MmcrLoss(config.lambda, replicas);
    }

    @Override
    public Loss loss(Batch batch) {
        Check.images(this, batch); // which the batch norms can't say of views that go together
        Embedded seen = Embedded.together(networks.online, batch);
        return seen.named(capacity.apply(unit(seen.embeddings()), targets(batch)));
    }

    /** The target's embeddings of each view, of length 1, without gradient: [N, out]. */
    private List<Tensor> targets(Batch batch) {
        try (NoGrad guard = new NoGrad()) {
            return unit(Embedded.together(networks.target, batch).embeddings());
        }
    }

    private static List<Tensor> unit(List<Tensor> views) {
        return views.stream().map(z -> Norm.l2(z.to(DType.FLOAT32))).toList();
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    /**
     * A published recipe, each value with its source in {@code MmcrRecipes}.
     *
     * @param name {@code cifar10} (Lightly's example and the official code) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("mmcr", name);
    }
}
