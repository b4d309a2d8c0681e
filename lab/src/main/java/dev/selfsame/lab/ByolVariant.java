package dev.selfsame.lab;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.NegativeCosine;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.method.Method;
import dev.selfsame.method.MethodConfig;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Identity;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import dev.selfsame.nn.MovingAverage;
import dev.selfsame.nn.NormKind;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.Supplier;

/**
 * BYOL (Grill et al. 2020, arXiv:2006.07733) with parts taken away or exchanged: {@link dev.selfsame.method.Byol} is the
 * whole.
 */
final class ByolVariant implements Method {
    /**
     * What of BYOL is there.
     *
     * @param hidden width inside the heads
     * @param out dimensions that are compared
     * @param tau how much of the target stays at a step: 0 for a copy of the online network, 1 for one that never moves
     * @param norm between the layers of the heads
     * @param predictor whether there is one
     * @param stopGradient whether the target is a network of its own that gets no gradient; else the online network is
     *     the target, too, and learns from both sides
     */
    public record Config(int hidden, int out, double tau, NormKind norm, boolean predictor, boolean stopGradient)
            implements MethodConfig {
        @Override
        public String name() {
            return "lab-byol";
        }

        @Override
        public ByolVariant build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new ByolVariant(this, backbone, views, seed);
        }
    }

    private static final class Networks extends Module {
        final Branch online;
        final Layer predictor;
        final MovingAverage<Branch> average;
        final Branch target;

        Networks(Supplier<Branch> branch, Layer predictor) {
            online = child("online", branch.get());
            this.predictor = child("predictor", predictor);
            average = MovingAverage.of(online, branch);
            target = child("target", average.module());
        }
    }

    private static final PairLoss AGREEMENT = new NegativeCosine();

    private final Config config;
    private final Views views;
    private final Networks networks;

    private ByolVariant(Config config, Supplier<Backbone> backbone, Views views, long seed) {
        this.config = config;
        this.views = views;
        networks = new Networks(
                () -> {
                    Backbone encoder = backbone.get();
                    return new Branch(
                            encoder, Heads.mlp(encoder.features(), config.hidden, config.out, 2, config.norm));
                },
                config.predictor ? Heads.mlp(config.out, config.hidden, config.out, 2, config.norm) : new Identity());
        networks.initialize(seed);
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.online.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.online.encoder.forward(batch.view(1));
        Tensor y0 = networks.online.projector.forward(h0); // [N, out]
        Tensor y1 = networks.online.projector.forward(h1);
        Tensor p0 = networks.predictor.forward(y0); // [N, out]
        Tensor p1 = networks.predictor.forward(y1);
        Tensor z0 = config.stopGradient ? target(batch.view(0)) : y0; // [N, out]
        Tensor z1 = config.stopGradient ? target(batch.view(1)) : y1;
        Loss both = AGREEMENT.apply(p0, z1).add(AGREEMENT.apply(p1, z0));
        return Loss.of("prediction", both.total().mul(0.5)).withEmbedding(p0).withFeatures(h0);
    }

    private Tensor target(Tensor pixels) {
        try (NoGrad guard = new NoGrad()) {
            return networks.target.forward(pixels);
        }
    }

    @Override
    public void afterStep(Progress at) {
        networks.average.follow(networks.online, config.tau);
    }

    @Override
    public Module modules() {
        return networks;
    }

    @Override
    public Backbone encoder() {
        return networks.online.encoder;
    }

    @Override
    public List<Trained> trained() {
        Trained online = new Trained("online", networks.online);
        return config.predictor ? List.of(online, new Trained("predictor", networks.predictor)) : List.of(online);
    }

    @Override
    public Views views() {
        return views;
    }

    @Override
    public String toString() {
        return "ByolVariant" + config.toString().substring("Config".length());
    }
}
