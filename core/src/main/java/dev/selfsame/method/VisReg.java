package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.VisRegLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.Supplier;

/**
 * VISReg (Wu et al. 2026, arXiv:2606.02572), here with a ResNet. {@link LeJepa}'s invariance, with centre, scale and shape
 * of the embeddings' distribution kept normal apart; the shape along random slices.
 *
 * <pre>
 * global views → encoder → projector → z ─┐ every z → mean of the global z; each view's z centred, of
 * local views  → encoder → projector → z ─┘ scale 1 and of normal shape
 * </pre>
 *
 * Views that are all alike count as global. Neighbouring views of one size go through the network together, as in
 * Lightly's benchmark.
 */
public final class VisReg extends NetworkMethod<VisReg.Config, BranchAndLoss<VisRegLoss>> {
    /**
     * The hyper-parameters (paper, section 3; Lightly, benchmarks/imagenet/vitb16/visreg.py).
     *
     * @param projectionHidden width inside the projector of three layers; 2,048
     * @param projectionOut dimensions of the normal distribution; 256
     * @param lambda weight of the regularisation, 0 to 1; 0.9, for small data sets 0.6
     * @param slices random slices a step; 2,048
     * @param scaleWeight weight of the scale in the regularisation; 1
     * @param shapeWeight weight of the shape; 1
     * @param centerWeight weight of the centre; 1
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            double lambda,
            int slices,
            double scaleWeight,
            double shapeWeight,
            double centerWeight)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.lambda", lambda, 0, 1);
            Check.within("method.slices", slices, 1, 1 << 20);
            Check.atLeast("method.scale-weight", scaleWeight, 0);
            Check.atLeast("method.shape-weight", shapeWeight, 0);
            Check.atLeast("method.center-weight", centerWeight, 0);
        }

        @Override
        public String name() {
            return "visreg";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public VisReg build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new VisReg(this, backbone, views, seed, replicas);
        }
    }

    private final int globals;

    VisReg(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, networks(config, backbone, seed, replicas), seed);
        globals = GlobalViews.count("VISReg", views);
    }

    private static BranchAndLoss<VisRegLoss> networks(
            Config config, Supplier<Backbone> backbone, long seed, Replicas replicas) {
        VisRegLoss.Config weights = new VisRegLoss.Config(
                config.lambda,
                config.slices,
                config.scaleWeight,
                config.shapeWeight,
                config.centerWeight,
                new VisRegLoss.Config().eps());
        return new BranchAndLoss<>(
                new Branch(
                        backbone.get(),
                        features -> Heads.msn(features, config.projectionHidden, config.projectionOut)), // GELU
                new VisRegLoss(weights, seed, replicas));
    }

    @Override
    public Loss loss(Batch batch) {
        Check.images(this, batch); // which the batch norms can't say of views that go together
        Embedded seen = Embedded.together(networks.branch, batch);
        List<Tensor> z = seen.embeddings(); // [N, out] each
        return seen.named(networks.loss.apply(z.subList(0, globals), z.subList(globals, z.size())));
    }

    /**
     * A published recipe, each value with its source in {@code VisRegRecipes}.
     *
     * @param name {@code cifar10} (LeJEPA's minimal example) or {@code imagenet} (Lightly's benchmark)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("visreg", name);
    }
}
