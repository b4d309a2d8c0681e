package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.DetConBLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.Supplier;

/**
 * Contrastive detection with BYOL's networks, DetCon-B (Hénaff et al. 2021, arXiv:2103.10957). As {@link DetConS}, but an
 * online network predicts what its slow average makes of the region in the other view, against all other regions and
 * images.
 *
 * <pre>
 * view 0 → encoder → map → 16 regions → projector → predictor → p0 ─┐ attract region by region, against all others,
 * view 1 → target encoder → map → 16 regions → target projector → z1 ┘ (no gradient), and with the views swapped
 * </pre>
 *
 * Both networks look at the same regions. As in {@link Byol}, the target starts as a copy of the online network, not from
 * weights of its own, and of a head's linear layers the last has a bias, not the first.
 */
public final class DetConB extends NetworkMethod<DetConB.Config, DetConB.Regional> {
    /**
     * The hyper-parameters (official code, detcon_b_config.py).
     *
     * @param projectionHidden width inside the projector; 4,096
     * @param projectionOut dimensions that are compared; 256
     * @param predictionHidden width inside the predictor; 4,096
     * @param regions drawn from each view; 16
     * @param temperature divides the similarities; 0.1
     * @param tau how much of the target stays at a step, 0 to 1; 0.996
     * @param tauRises whether tau goes to 1 on a cosine (the paper), or stays
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int predictionHidden,
            int regions,
            double temperature,
            double tau,
            boolean tauRises)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.width("method.prediction-hidden", predictionHidden);
            Check.within("method.regions", regions, 1, 4096);
            Check.above("method.temperature", temperature, 1e-8);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "detcon-b";
        }

        @Override
        public DetConB build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new DetConB(this, RegionDraws.count("detcon-b", views), backbone, views, seed, replicas);
        }
    }

    /** The networks, and the draws of regions. */
    static final class Regional extends OnlineAndTarget {
        final RegionDraws regions;

        Regional(Config config, Supplier<Backbone> backbone, RegionDraws regions) {
            super(
                    () -> new Branch(
                            backbone.get(),
                            features -> Heads.byol(features, config.projectionHidden, config.projectionOut)),
                    Heads.byol(config.projectionOut, config.predictionHidden, config.projectionOut));
            this.regions = child("regions", regions);
        }
    }

    private final DetConBLoss contrast;
    private final Schedule tau;

    DetConB(Config config, int regionCount, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Regional(config, backbone, new RegionDraws(regionCount, config.regions, seed, replicas)),
                seed);
        contrast = new DetConBLoss(config.temperature, replicas);
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
    }

    @Override
    public Loss loss(Batch batch) {
        View view0 = batch.views().get(0);
        View view1 = batch.views().get(1);
        List<Tensor> ids = networks.regions.next(batch); // [N, M] each
        Tensor map0 = networks.online.encoder.map(view0.pixels()); // [N, features, h, w]
        Tensor map1 = networks.online.encoder.map(view1.pixels());
        Tensor p0 = predicted(map0, view0, ids.get(0)); // [N, M, out]
        Tensor p1 = predicted(map1, view1, ids.get(1));
        Tensor z0 = target(view0, ids.get(0)); // [N, M, out]
        Tensor z1 = target(view1, ids.get(1));
        return contrast.apply(List.of(p0, p1), List.of(z0, z1), ids)
                .withEmbedding(p0.select(1, 0)) // a region of each image
                .withFeatures(map0.flatten(2).mean(2, false));
    }

    private Tensor predicted(Tensor map, View view, Tensor ids) {
        Tensor z = networks.regions.projected(networks.online.projector, map, view, ids); // [N, M, out]
        Layer predictor = networks.predictor();
        return predictor.forward(z.reshape(-1, config.projectionOut)).reshape(z.shape());
    }

    private Tensor target(View view, Tensor ids) {
        try (NoGrad guard = new NoGrad()) {
            return networks.regions.projected(
                    networks.target.projector, networks.target.encoder.map(view.pixels()), view, ids);
        }
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    /**
     * A published recipe, each value with its source in {@code DetConBRecipes}.
     *
     * @param name {@code cifar10} (as Lightly's benchmark has BYOL) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("detcon-b", name);
    }
}
