package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.DetConSLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.Supplier;

/**
 * Contrastive detection with SimCLR's networks, DetCon-S (Hénaff et al. 2021, arXiv:2103.10957). An image is taken apart
 * into regions; the mean features of one region in both views attract each other, those of all other regions and images
 * repel.
 *
 * <pre>
 * view 0 → encoder → map → mean over each of 16 regions → projector → z0 [N, 16, out] ─┐ attract region by region,
 * view 1 → encoder → map → mean over each of 16 regions → projector → z1 [N, 16, out] ─┘ against all others
 * </pre>
 *
 * Regions are those of a grid over the image (the paper's simplest, section 3.2) unless {@link
 * dev.selfsame.view.RegionViews} has others. As in the official code, and not in Lightly's example, they are drawn from
 * those that the view shows. A place of the map counts for each region by the share that it covers; the official code
 * gives it to the largest.
 */
public final class DetConS extends NetworkMethod<DetConS.Config, DetConS.Regional> {
    /**
     * The hyper-parameters (paper, section 3 and appendix).
     *
     * @param projectionHidden width inside the projector; the features' width
     * @param projectionOut dimensions that are compared; 128
     * @param projectionLayers linear layers of the projector; 2
     * @param regions drawn from each view; 16
     * @param temperature divides the similarities; 0.1
     */
    public record Config(int projectionHidden, int projectionOut, int projectionLayers, int regions, double temperature)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.projection-layers", projectionLayers, 1, 16);
            Check.within("method.regions", regions, 1, 4096);
            Check.above("method.temperature", temperature, 1e-8);
        }

        @Override
        public String name() {
            return "detcon-s";
        }

        @Override
        public DetConS build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new DetConS(this, RegionDraws.count("detcon-s", views), backbone, views, seed, replicas);
        }
    }

    /** The networks, and the draws of regions. */
    static final class Regional extends Module implements Networks {
        final Branch network;
        final RegionDraws regions;

        Regional(Branch network, RegionDraws regions) {
            this.network = child("network", network);
            this.regions = child("regions", regions);
        }

        @Override
        public Backbone encoder() {
            return network.encoder;
        }

        @Override
        public List<Trained> trained() {
            return network.trained();
        }

        Layer projector() {
            return network.projector;
        }
    }

    private final DetConSLoss contrast;

    DetConS(Config config, int regionCount, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new Regional(
                        new Branch(
                                backbone.get(),
                                features -> Heads.simclr(
                                        features,
                                        config.projectionHidden,
                                        config.projectionOut,
                                        config.projectionLayers,
                                        true)),
                        new RegionDraws(regionCount, config.regions, seed, replicas)),
                seed);
        contrast = new DetConSLoss(config.temperature, replicas);
    }

    @Override
    public Loss loss(Batch batch) {
        List<Tensor> ids = networks.regions.next(batch); // [N, M] each
        Tensor map0 = networks.encoder().map(batch.view(0)); // [N, features, h, w]
        Tensor map1 = networks.encoder().map(batch.view(1));
        Tensor z0 = projected(map0, batch.views().get(0), ids.get(0)); // [N, M, out]
        Tensor z1 = projected(map1, batch.views().get(1), ids.get(1));
        return contrast.apply(z0, z1, ids.get(0), ids.get(1))
                .withEmbedding(z0.select(1, 0)) // a region of each image
                .withFeatures(map0.flatten(2).mean(2, false));
    }

    private Tensor projected(Tensor map, View view, Tensor ids) {
        Layer projector = networks.projector();
        return networks.regions.projected(projector, map, view, ids);
    }

    /**
     * A published recipe, each value with its source in {@code DetConSRecipes}.
     *
     * @param name {@code cifar10} (as Lightly's benchmark has SimCLR) or {@code imagenet} (the paper)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("detcon-s", name);
    }
}
