package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.VicRegLLoss;
import dev.selfsame.loss.VicRegLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.GlobalAveragePool;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * VICReg of local features (VICRegL; Bardes, Ponce and LeCun 2022, arXiv:2210.01571). {@link VicReg} of whole views, and
 * the same of the places of their feature maps, matched by where they lie in the image and by what they look like.
 *
 * <pre>
 * view → encoder → map [h, w] ─ mean → expander → z ─ VICReg with every other view
 *                           └ local projector → places ─ VICReg of the places that match in another view
 * </pre>
 *
 * The views bring grids: where each place of the map lies in the image. The network must have a feature map.
 */
public final class VicRegL extends NetworkMethod<VicRegL.Config, VicRegL.Parts> {
    /**
     * The hyper-parameters (paper, section 4; official code, main_vicregl.py).
     *
     * @param projectionHidden width inside the expander of three layers; 8,192
     * @param projectionOut features of a view that are compared; 8,192
     * @param localHidden width inside the local projector of three layers; 512
     * @param localOut features of a place that are compared; 512
     * @param lambda weight of the invariance; 25
     * @param mu weight of the variance; 25
     * @param nu weight of the covariance; 1
     * @param alpha weight of whole views against places, 0 to 1; 0.75, or 0.9
     * @param matches places that are matched from one view to another; 20
     * @param matchesBack places that are matched back; 4
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int localHidden,
            int localOut,
            double lambda,
            double mu,
            double nu,
            double alpha,
            int matches,
            int matchesBack)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.width("method.local-hidden", localHidden);
            Check.width("method.local-out", localOut);
            Check.atLeast("method.lambda", lambda, 0);
            Check.atLeast("method.mu", mu, 0);
            Check.atLeast("method.nu", nu, 0);
            Check.within("method.alpha", alpha, 0, 1);
            Check.within("method.matches", matches, 1, 1 << 20);
            Check.within("method.matches-back", matchesBack, 1, 1 << 20);
        }

        @Override
        public String name() {
            return "vicregl";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public VicRegL build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new VicRegL(this, backbone, views, seed, replicas);
        }
    }

    /** The branch of whole views and the projector of places. */
    static final class Parts extends Module implements Networks {
        final Branch branch;
        final Layer local;

        Parts(Config config, Backbone backbone) {
            branch = child(
                    "branch",
                    new Branch(
                            backbone,
                            features -> Heads.vicreg(features, config.projectionHidden, config.projectionOut, 3)));
            local = child("local", Heads.vicreglLocal(backbone.features(), config.localHidden, config.localOut));
        }

        @Override
        public Backbone encoder() {
            return branch.encoder;
        }

        @Override
        public List<Trained> trained() {
            return List.of(new Trained("branch", branch), new Trained("local", local));
        }
    }

    private static final GlobalAveragePool POOL = new GlobalAveragePool();

    private final int globals;
    private final VicRegLLoss regularized;

    VicRegL(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new Parts(config, backbone.get()), seed);
        globals = GlobalViews.count("VICRegL", views);
        regularized = new VicRegLLoss(
                new VicRegLoss(config.lambda, config.mu, config.nu, replicas),
                config.alpha,
                config.matches,
                config.matchesBack);
    }

    @Override
    public Loss loss(Batch batch) {
        List<Tensor> features = new ArrayList<>(); // [N, features] each
        List<Tensor> embeddings = new ArrayList<>(); // [N, out] each
        List<Tensor> places = new ArrayList<>(); // [N, h, w, local out] each
        List<Tensor> grids = new ArrayList<>(); // [N, h, w, 2] each
        for (View view : batch.views()) {
            Tensor map = networks.encoder().map(view.pixels()); // [N, features, h, w]
            Tensor h = POOL.forward(map);
            features.add(h);
            embeddings.add(networks.branch.projector.forward(h));
            places.add(networks.local.forward(map.permute(0, 2, 3, 1)));
            grids.add(grid(view, map));
        }
        VicRegLLoss.Views first = new VicRegLLoss.Views(
                embeddings.subList(0, globals), places.subList(0, globals), grids.subList(0, globals));
        int all = embeddings.size();
        VicRegLLoss.Views rest = new VicRegLLoss.Views(
                embeddings.subList(globals, all), places.subList(globals, all), grids.subList(globals, all));
        return new Embedded(features, embeddings).named(regularized.apply(first, rest));
    }

    private static Tensor grid(View view, Tensor map) {
        Tensor grid = view.grid();
        if (grid == null || grid.size(1) != map.size(2) || grid.size(2) != map.size(3)) {
            throw new IllegalArgumentException("VICRegL wants views with grids of as many cells as the feature map has"
                    + " places, " + map.size(2) + " x " + map.size(3) + " for a view of "
                    + view.pixels().size(2)
                    + " pixels, got "
                    + (grid == null
                            ? "none"
                            : grid.size(1) + " x " + grid.size(2) + ": set views.global.grid and views.local.grid"));
        }
        return grid;
    }

    /**
     * A published recipe, each value with its source in {@code VicRegLRecipes}.
     *
     * @param name {@code cifar10} (Lightly, as for Imagenette) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("vicregl", name);
    }
}
