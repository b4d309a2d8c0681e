package dev.selfsame.examples;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Hypersphere;
import dev.selfsame.loss.Loss;
import dev.selfsame.method.AutoSettings;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Method;
import dev.selfsame.method.MethodConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.method.OptimizerConfig;
import dev.selfsame.method.OptimizerConfig.Rule;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.ScheduleConfig;
import dev.selfsame.method.Traits;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A method of one's own: alignment and uniformity on the sphere (Wang and Isola 2020, arXiv:2005.10242). */
public final class OwnMethod implements Method {
    /**
     * Its hyper-parameters, the keys of a recipe's section {@code method}.
     *
     * @param projectionOut dimensions that are compared
     * @param uniformity weight of the second term
     */
    public record Config(int projectionOut, double uniformity) implements MethodConfig {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public OwnMethod build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new OwnMethod(this, backbone.get(), views, seed, replicas);
        }
    }

    /** Everything with state. */
    private static final class Networks extends Module {
        final Backbone encoder;
        final Layer projector;

        Networks(Backbone backbone, int out) {
            encoder = child("encoder", backbone);
            projector = child("projector", Heads.moco(backbone.features(), backbone.features(), out));
        }
    }

    private final Views views;
    private final Networks networks;
    private final Hypersphere sphere;

    private OwnMethod(Config config, Backbone backbone, Views views, long seed, Replicas replicas) {
        this.views = views;
        networks = new Networks(backbone, config.projectionOut());
        networks.initialize(seed);
        sphere = new Hypersphere(2, config.uniformity(), 2, replicas);
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.encoder.forward(batch.view(1));
        Tensor z0 = networks.projector.forward(h0); // [N, out]
        Tensor z1 = networks.projector.forward(h1);
        return sphere.apply(z0, z1).withEmbedding(z0).withFeatures(h0);
    }

    @Override
    public Module modules() {
        return networks;
    }

    @Override
    public Backbone encoder() {
        return networks.encoder;
    }

    @Override
    public List<Trained> trained() {
        return List.of(new Trained("networks", networks));
    }

    @Override
    public Views views() {
        return views;
    }

    /** What a run needs beside the method. */
    public static Recipe recipe() {
        return new Recipe(
                "small",
                new Config(64, 1),
                new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 64, 3, false),
                SimClrViews.of(32).withBlur(0),
                OptimizerConfig.of(Rule.SGD, 0.06).withWeightDecay(5e-4),
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0),
                200,
                128,
                1);
    }

    /** Makes the method known by its name, which resuming a run and reading a recipe need. */
    public static void register() {
        Methods.Entry entry = new Methods.Entry(
                "own",
                "Alignment and Uniformity on the Hypersphere, Wang and Isola 2020, arXiv:2005.10242",
                Traits.of("both views close by, all images far apart").withNegatives(),
                Config.class,
                List.of("small"));
        Methods.register(
                entry,
                side -> new AutoSettings(new Config(64, 1), SimClrViews.of(side), recipe().optimizer()),
                Map.of("small", OwnMethod::recipe));
    }
}
