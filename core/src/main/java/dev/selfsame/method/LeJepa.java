package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.LeJepaLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.SigReg;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lean joint-embedding predictive architecture (LeJEPA; Balestriero and LeCun 2025, arXiv:2511.08544), here with a
 * ResNet. Every view's embedding is pulled to the mean of the global views, and embeddings are kept normally distributed
 * along random directions (SIGReg). No teacher, no predictor, no stop-gradient.
 *
 * <pre>
 * global views → encoder → projector → z ─┐ every z → mean of the global z; each view's z ~ N(0, I)
 * local views  → encoder → projector → z ─┘
 * </pre>
 *
 * Views that are all alike count as global. Neighbouring views of one size go through the network together, as in
 * Lightly's benchmark.
 */
public final class LeJepa extends NetworkMethod<LeJepa.Config, BranchAndLoss<LeJepaLoss>> {
    /**
     * The hyper-parameters (paper, section 5; official code, README.md and MINIMAL.md).
     *
     * @param projectionHidden width inside the projector; 2,048
     * @param projectionOut dimensions of the normal distribution; 64
     * @param projectionLayers linear layers of the projector; 3
     * @param lambda weight of SIGReg, 0 to 1; 0.05
     * @param directions random directions a step; 1,024
     * @param knots places at which SIGReg integrates; 17
     * @param limit up to where SIGReg integrates; 3
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int projectionLayers,
            double lambda,
            int directions,
            int knots,
            double limit)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.projection-layers", projectionLayers, 2, 16);
            Check.within("method.lambda", lambda, 0, 1);
            Check.within("method.directions", directions, 1, 1 << 20);
            Check.within("method.knots", knots, 2, 1 << 12);
            Check.above("method.limit", limit, 0);
        }

        @Override
        public String name() {
            return "lejepa";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public LeJepa build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new LeJepa(this, backbone, views, seed, replicas);
        }
    }

    private final int globals;

    LeJepa(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, networks(config, backbone, seed, replicas), seed);
        globals = GlobalViews.count("LeJEPA", views);
    }

    private static BranchAndLoss<LeJepaLoss> networks(
            Config config, Supplier<Backbone> backbone, long seed, Replicas replicas) {
        SigReg sigreg = new SigReg(new SigReg.Config(config.knots, config.limit, config.directions), seed, replicas);
        return new BranchAndLoss<>(
                new Branch(
                        backbone.get(),
                        features -> Heads.lejepa(
                                features, config.projectionHidden, config.projectionOut, config.projectionLayers)),
                new LeJepaLoss(config.lambda, sigreg));
    }

    @Override
    public Loss loss(Batch batch) {
        Check.images(this, batch); // which the batch norms can't say of views that go together
        Embedded seen = Embedded.together(networks.branch, batch);
        List<Tensor> z = seen.embeddings(); // [N, out] each
        return seen.named(
                globals == z.size()
                        ? networks.loss.apply(z)
                        : networks.loss.apply(z.subList(0, globals), z.subList(globals, z.size())));
    }

    /**
     * A published recipe, each value with its source in {@code LeJepaRecipes}.
     *
     * @param name {@code cifar10} (the authors' minimal example) or {@code imagenet} (the authors' README)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("lejepa", name);
    }
}
