package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.InfoNce;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * An Empirical Study of Training Self-Supervised Vision Transformers (Chen, Xie and He 2021, arXiv:2104.02057), MoCo's
 * version 3. No queue: the keys of the other images of a large batch are the negatives, and a predictor makes the queries,
 * as in {@link Byol}.
 *
 * <pre>
 * view 0 → encoder → projector → predictor → q0 ─┐ attract, against the other images' keys
 * view 1 → average of encoder and projector → k1 ─┘ (no gradient), and the same with the views swapped
 * </pre>
 *
 * The average follows after a step; in the official code it does before the next one, which is the same. The heads are
 * the official code's (moco/builder.py): with a ResNet a projector of two layers and a predictor without a batch norm at
 * its end, with a vision transformer three layers and that norm. Last norms have no scale and offset, Lightly's have.
 */
public final class MoCoV3 extends NetworkMethod<MoCoV3.Config, OnlineAndTarget> {
    /**
     * The hyper-parameters (paper, §3 and §4; official code, main_moco.py and moco/builder.py).
     *
     * @param projectionHidden width inside the projector; 4,096
     * @param projectionOut dimensions that are compared; 256
     * @param projectionLayers linear layers of the projector; 2 with a ResNet; 3 with a vision transformer, and from 3 on
     *     a batch norm ends the predictor
     * @param predictionHidden width inside the predictor; 4,096
     * @param temperature divides the similarities, and twice it is a factor of the loss; 1 with a ResNet
     * @param tau how much of the average stays at a step, 0 to 1; 0.99 for 100 epochs
     * @param tauRises whether tau goes to 1 on a cosine, or stays
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int projectionLayers,
            int predictionHidden,
            double temperature,
            double tau,
            boolean tauRises)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.projection-layers", projectionLayers, 1, 16);
            Check.width("method.prediction-hidden", predictionHidden);
            Check.above("method.temperature", temperature, 1e-8);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "moco-v3";
        }

        @Override
        public MoCoV3 build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new MoCoV3(this, backbone, views, seed, replicas);
        }
    }

    private final Schedule tau;
    private final InfoNce contrast;

    MoCoV3(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, networks(config, backbone), seed);
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
        contrast = new InfoNce(config.temperature, false, replicas);
    }

    private static OnlineAndTarget networks(Config config, Supplier<Backbone> backbone) {
        int out = config.projectionOut;
        return new OnlineAndTarget(
                () -> new Branch(
                        backbone.get(),
                        features -> Heads.simsiam(features, config.projectionHidden, out, config.projectionLayers)),
                config.projectionLayers < 3
                        ? Heads.mocoV3Prediction(out, config.predictionHidden, out)
                        : Heads.simsiam(out, config.predictionHidden, out, 2));
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.online.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.online.encoder.forward(batch.view(1));
        Tensor q0 = networks.predicted(h0); // [N, out]
        Tensor q1 = networks.predicted(h1);
        Tensor k0 = networks.targets(batch.view(0)); // [N, out], no gradient
        Tensor k1 = networks.targets(batch.view(1));
        Loss both = contrast.apply(q0, k1).add(contrast.apply(q1, k0));
        return both.mul(2 * config.temperature)
                .withEmbedding(q0)
                .withCounterpart(q1)
                .withFeatures(h0);
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    /**
     * A published recipe, each value with its source in {@code MoCoV3Recipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("moco-v3", name);
    }
}
