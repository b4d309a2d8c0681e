package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.NormalizedMse;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.NearestNeighbourBank;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * {@link Byol} with nearest neighbours as targets (from NNCLR, Dwibedi et al. 2021, arXiv:2104.14548, section 3; as
 * solo-learn has it). What the online network predicts is not the target's embedding of the other view but the target's
 * embedding of an earlier image nearest to that.
 *
 * <pre>
 * view 0 → encoder → projector → predictor → p0                                        ─┐ agree
 * view 1 → target encoder → target projector → t1 → nearest in the queue (no gradient) ─┘, and swapped
 * </pre>
 *
 * After the loss, in training, the target's embeddings of view 0 enter the queue, of length 1.
 */
public final class NnByol extends NetworkMethod<NnByol.Config, NnByol.Parts> {
    /**
     * The hyper-parameters (solo-learn, solo/methods/nnbyol.py).
     *
     * @param projectionHidden width inside the projector; 4,096
     * @param projectionOut dimensions that are compared; 256
     * @param predictionHidden width inside the predictor; 4,096
     * @param queue how many embeddings of earlier images are kept; 65,536
     * @param tau how much of the target stays at a step, 0 to 1; 0.99
     * @param tauRises whether tau goes to 1 on a cosine, or stays
     */
    public record Config(
            int projectionHidden, int projectionOut, int predictionHidden, int queue, double tau, boolean tauRises)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.width("method.prediction-hidden", predictionHidden);
            Check.queue("method.queue", queue);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "nnbyol";
        }

        @Override
        public NnByol build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new NnByol(this, backbone, views, seed, replicas);
        }
    }

    /** BYOL's networks and the queue. */
    static final class Parts extends OnlineAndTarget {
        final NearestNeighbourBank queue;

        Parts(Config config, Supplier<Backbone> backbone, Replicas replicas) {
            super(
                    () -> new Branch(
                            backbone.get(),
                            features -> Heads.byol(features, config.projectionHidden, config.projectionOut)),
                    Heads.byol(config.projectionOut, config.predictionHidden, config.projectionOut));
            queue = child("neighbours", new NearestNeighbourBank(config.queue, config.projectionOut, replicas));
        }
    }

    private final Schedule tau;
    private final NormalizedMse agreement = new NormalizedMse();

    NnByol(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new Parts(config, backbone, replicas), seed);
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.online.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.online.encoder.forward(batch.view(1));
        Tensor p0 = networks.predicted(h0); // [N, out]
        Tensor p1 = networks.predicted(h1);
        Tensor t0 = networks.targets(batch.view(0)); // [N, out], no gradient
        Tensor t1 = networks.targets(batch.view(1));
        Tensor n0 = networks.queue.nearest(t0); // [N, out], no gradient
        Tensor n1 = networks.queue.nearest(t1);
        Loss loss = agreement.apply(p0, n1).add(agreement.apply(p1, n0)); // both directions summed, as BYOL's
        if (networks.isTraining()) {
            networks.queue.enqueue(Norm.l2(t0.to(DType.FLOAT32)));
        }
        return loss.withEmbedding(p0).withCounterpart(p1).withFeatures(h0);
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    /**
     * A published recipe, each value with its source in {@code NnByolRecipes}.
     *
     * @param name {@code cifar10} (solo-learn) or {@code imagenet} (BYOL's and NNCLR's)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("nnbyol", name);
    }
}
