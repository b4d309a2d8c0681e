package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.SymmetricNegativeCosine;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.NearestNeighbourBank;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * {@link SimSiam} with nearest neighbours as targets (from NNCLR, Dwibedi et al. 2021, arXiv:2104.14548, section 3; as
 * solo-learn has it). What a view predicts is not the other view's embedding but the embedding nearest to that among
 * those of earlier images: another image of the same kind, if all goes well.
 *
 * <pre>
 * view 0 → encoder → projector → z0 → predictor → p0                      ─┐ agree
 * view 1 → encoder → projector → z1 → nearest in the queue (no gradient)  ─┘, and the same with the views swapped
 * </pre>
 *
 * After the loss, in training, view 0's embeddings enter the queue, of length 1.
 */
public final class NnSiam extends NetworkMethod<NnSiam.Config, PredictedBranch> {
    /**
     * The hyper-parameters (solo-learn, solo/methods/nnsiam.py).
     *
     * @param projectionHidden width inside the projector of three layers; 2,048
     * @param projectionOut dimensions that are compared; 2,048
     * @param predictionHidden width inside the predictor; 4,096
     * @param queue how many embeddings of earlier images are kept; 65,536
     * @param predictorRateStays whether the predictor's learning rate stays, as in SimSiam
     */
    public record Config(
            int projectionHidden, int projectionOut, int predictionHidden, int queue, boolean predictorRateStays)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.width("method.prediction-hidden", predictionHidden);
            Check.queue("method.queue", queue);
        }

        @Override
        public String name() {
            return "nnsiam";
        }

        @Override
        public NnSiam build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new NnSiam(this, backbone, views, seed, replicas);
        }
    }

    private final SymmetricNegativeCosine agreement = new SymmetricNegativeCosine();
    private final NearestNeighbourBank queue;

    NnSiam(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, networks(config, backbone, replicas), seed);
        queue = Objects.requireNonNull(networks.neighbours);
    }

    private static PredictedBranch networks(Config config, Supplier<Backbone> backbone, Replicas replicas) {
        int out = config.projectionOut;
        return new PredictedBranch(
                new Branch(backbone.get(), features -> Heads.simsiam(features, config.projectionHidden, out, 3)),
                Heads.simsiamPrediction(out, config.predictionHidden, out),
                new NearestNeighbourBank(config.queue, out, replicas),
                config.predictorRateStays);
    }

    @Override
    public Loss loss(Batch batch) {
        Embedded seen = Embedded.each(networks.branch, batch);
        Tensor z0 = seen.embeddings().get(0); // [N, out]
        Tensor z1 = seen.embeddings().get(1);
        Tensor p0 = networks.predictor.forward(z0); // [N, out]
        Tensor p1 = networks.predictor.forward(z1);
        Tensor n0 = queue.nearest(z0); // [N, out], no gradient
        Tensor n1 = queue.nearest(z1);
        Loss loss = agreement.apply(p0, p1, n0, n1);
        if (networks.isTraining()) {
            queue.enqueue(Norm.l2(z0.detach().to(DType.FLOAT32)));
        }
        return seen.named(loss);
    }

    /**
     * A published recipe, each value with its source in {@code NnSiamRecipes}.
     *
     * @param name {@code cifar10} (solo-learn) or {@code imagenet} (SimSiam's and NNCLR's)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("nnsiam", name);
    }
}
