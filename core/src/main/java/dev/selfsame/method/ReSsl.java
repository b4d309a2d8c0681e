package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.ReSslLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Relational Self-Supervised Learning with Weak Augmentation (Zheng et al. 2021, arXiv:2107.09282). How alike an image is
 * to each of a queue of others shall be the same from a strong and from a weak view; the weak one is seen by a slow
 * average of the network and sharpened.
 *
 * <pre>
 * view 0, strong → encoder → projector → s0 → similarities to the queue ─┐ agree
 * view 1, weak → average → t1 → similarities to the queue, sharpened ─┘ (no gradient); t1 → queue
 * </pre>
 *
 * In the official code batch norm sees the part of a batch that is on its card, and the average sees the batch in another
 * order, as in {@link MoCo}; here it sees the whole batch.
 */
public final class ReSsl extends NetworkMethod<ReSsl.Config, QueriesAndKeys> {
    /**
     * The hyper-parameters (paper, §3.2 and §4; solo-learn, solo/methods/ressl.py).
     *
     * @param projectionHidden width inside the projector; 4,096
     * @param projectionOut dimensions that are compared; 512 on ImageNet
     * @param temperature divides the strong view's similarities; 0.1
     * @param targetTemperature divides the weak view's; 0.04, below the other
     * @param queue embeddings that are kept; 131,072 on ImageNet
     * @param tau how much of the average stays at a step, 0 to 1; 0.999 on ImageNet
     * @param tauRises whether tau goes to 1 on a cosine, or stays
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            double temperature,
            double targetTemperature,
            int queue,
            double tau,
            boolean tauRises)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.above("method.temperature", temperature, 1e-8);
            Check.above("method.target-temperature", targetTemperature, 1e-8);
            Check.queue("method.queue", queue);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "ressl";
        }

        @Override
        public ReSsl build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new ReSsl(this, backbone, views, seed, replicas);
        }
    }

    private final Schedule tau;
    private final ReSslLoss relation;

    ReSsl(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new QueriesAndKeys(
                        () -> new Branch(
                                backbone.get(),
                                features -> Heads.moco(features, config.projectionHidden, config.projectionOut)),
                        new MemoryBank(config.queue, config.projectionOut, replicas),
                        1,
                        seed,
                        replicas),
                seed);
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
        relation = new ReSslLoss(config.temperature, config.targetTemperature, networks.queue);
    }

    @Override
    public Loss loss(Batch batch) {
        Check.images(this, batch);
        Tensor h0 = networks.online.encoder.forward(batch.view(0)); // [N, features]
        Tensor s0 = networks.online.projector.forward(h0); // [N, out]
        Tensor t1 = networks.targets(batch.view(1)); // [N, out], no gradient
        Loss loss = relation.apply(s0, t1);
        networks.enqueue(t1);
        return loss.withEmbedding(s0).withCounterpart(t1).withFeatures(h0);
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    /**
     * A published recipe, each value with its source in {@code ReSslRecipes}.
     *
     * @param name {@code cifar10} (solo-learn) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("ressl", name);
    }
}
