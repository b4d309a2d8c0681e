package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Co2;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.MoCoLoss;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.optim.Progress;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Improved Baselines with Momentum Contrastive Learning (Chen et al. 2020, arXiv:2003.04297), MoCo's version 2: {@link
 * MoCo} with a projector of two layers, stronger views and a higher temperature.
 *
 * <pre>
 * view 0 → encoder → projector → q0 ─┐ attract, against the queue
 * view 1 → average, batch shuffled → k1 ─┘ (no gradient) → queue
 * </pre>
 *
 * With a consistency above 0 it is CO2 (Wei et al. 2021, arXiv:2010.02217): query and key shall also find the queue's
 * images alike to the same degree.
 */
public final class MoCoV2 extends NetworkMethod<MoCoV2.Config, QueriesAndKeys> {
    /**
     * The hyper-parameters (paper, §2 and §3; official code, main_moco.py).
     *
     * @param projectionHidden width inside the projector; 2,048, that of the features
     * @param projectionOut dimensions that are compared; 128
     * @param temperature divides the similarities; 0.2
     * @param queue keys that are kept; 65,536
     * @param tau how much of the average stays at a step, 0 to 1; 0.999
     * @param normParts in how many parts batch norm sees a batch; 8 devices in the paper, 1 for the whole batch
     * @param symmetric whether each view is a query
     * @param consistency weight of CO2's term; 0 for none, 1 in Lightly, 10 in its paper with a queue of 65,536; with the
     *     4,096 keys of recipe {@code cifar10}, 10 makes all embeddings alike within 40 steps
     * @param consistencyTemperature divides the similarities there; 0.04 in its paper
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            double temperature,
            int queue,
            double tau,
            int normParts,
            boolean symmetric,
            double consistency,
            double consistencyTemperature)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.above("method.temperature", temperature, 1e-8);
            Check.queue("method.queue", queue);
            Check.within("method.tau", tau, 0, 1);
            Check.within("method.norm-parts", normParts, 1, 4096);
            Check.atLeast("method.consistency", consistency, 0);
            Check.above("method.consistency-temperature", consistencyTemperature, 1e-8);
        }

        @Override
        public String name() {
            return "moco-v2";
        }

        @Override
        public int batchMultiple() {
            return normParts;
        }

        @Override
        public MoCoV2 build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new MoCoV2(this, backbone, views, seed, replicas);
        }
    }

    private final PairLoss contrast;

    MoCoV2(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new QueriesAndKeys(
                        () -> new Branch(
                                backbone.get(),
                                features -> Heads.moco(features, config.projectionHidden, config.projectionOut)),
                        new MemoryBank(config.queue, config.projectionOut, replicas),
                        config.normParts,
                        seed,
                        replicas),
                seed);
        MoCoLoss moco = new MoCoLoss(config.temperature, networks.queue);
        Co2 co2 = new Co2(config.consistency, config.consistencyTemperature, false, networks.queue, replicas);
        contrast = config.consistency == 0 ? moco : (q, k) -> moco.apply(q, k).add(co2.apply(q, k));
    }

    @Override
    public Loss loss(Batch batch) {
        Check.images(this, batch);
        return networks.contrast(batch, contrast, config.symmetric);
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(config.tau);
    }

    /**
     * A published recipe, each value with its source in {@code MoCoV2Recipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("moco-v2", name);
    }
}
