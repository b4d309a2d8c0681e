package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.MoCoLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Linear;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.optim.Progress;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Momentum Contrast (He et al. 2020, arXiv:1911.05722), version 1. Each image is told from a queue of 65,536 others,
 * whose embeddings, the keys, come from a slow average of the network, so that old ones still fit new ones.
 *
 * <pre>
 * view 0 → encoder → linear → q0 ─┐ attract, against the queue
 * view 1 → average, batch shuffled → k1 ─┘ (no gradient) → queue
 * </pre>
 *
 * Batch norm sees a batch in parts, as if each were on a device of its own, and keys are made in another order than
 * queries: else batch statistics tell which key belongs to a query (section 3.3). Symmetric, as in the authors' CIFAR-10
 * notebook and Lightly's benchmark, it has each view as query once; the keys go into the queue after both directions,
 * where Lightly has those of the first among the negatives of the second.
 */
public final class MoCo extends NetworkMethod<MoCo.Config, QueriesAndKeys> {
    /**
     * The hyper-parameters (paper, §3.2, §3.3 and §4; official code, main_moco.py).
     *
     * @param projectionOut dimensions that are compared; 128
     * @param temperature divides the similarities; 0.07
     * @param queue keys that are kept; 65,536
     * @param tau how much of the average stays at a step, 0 to 1; 0.999
     * @param normParts in how many parts batch norm sees a batch; 8 devices in the paper, 1 for the whole batch
     * @param symmetric whether each view is a query
     */
    public record Config(int projectionOut, double temperature, int queue, double tau, int normParts, boolean symmetric)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-out", projectionOut);
            Check.above("method.temperature", temperature, 1e-8);
            Check.queue("method.queue", queue);
            Check.within("method.tau", tau, 0, 1);
            Check.within("method.norm-parts", normParts, 1, 4096);
        }

        @Override
        public String name() {
            return "moco-v1";
        }

        @Override
        public int batchMultiple() {
            return normParts;
        }

        @Override
        public MoCo build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new MoCo(this, backbone, views, seed, replicas);
        }
    }

    private final MoCoLoss contrast;

    MoCo(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new QueriesAndKeys(
                        () -> new Branch(backbone.get(), features -> new Linear(features, config.projectionOut)),
                        new MemoryBank(config.queue, config.projectionOut, replicas),
                        config.normParts,
                        seed,
                        replicas),
                seed);
        contrast = new MoCoLoss(config.temperature, networks.queue);
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
     * A published recipe, each value with its source in {@code MoCoRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark with this version's head) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("moco-v1", name);
    }
}
