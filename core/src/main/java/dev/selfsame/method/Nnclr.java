package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.InfoNce;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.NtXent;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.NearestNeighbourBank;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * With a Little Help from My Friends: Nearest-Neighbor Contrastive Learning (Dwibedi et al. 2021, arXiv:2104.14548). What
 * a view shall agree with is not the other view, but the nearest neighbour of that among earlier images: another image
 * that looks alike, which no augmentation makes.
 *
 * <pre>
 * view 0 → encoder → projector → z0 → nearest in the support set → n0 ─┐ attract, against all others of the batch
 * view 1 → encoder → projector → predictor → p1 ─┘ and the same with the views swapped; z0 → support set
 * </pre>
 */
public final class Nnclr extends NetworkMethod<Nnclr.Config, PredictedBranch> {
    /**
     * The hyper-parameters (paper, §3.2 and §4.1).
     *
     * @param projectionHidden width inside the projector; 2,048
     * @param projectionOut dimensions that are compared; 256
     * @param projectionLayers linear layers of the projector; 3
     * @param predictionHidden width inside the predictor; 4,096
     * @param temperature divides the similarities; 0.1
     * @param queue embeddings in the support set; 98,304
     * @param objective what the neighbours are told from
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int projectionLayers,
            int predictionHidden,
            double temperature,
            int queue,
            Objective objective)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.projection-layers", projectionLayers, 1, 16);
            Check.width("method.prediction-hidden", predictionHidden);
            Check.above("method.temperature", temperature, 1e-8);
            Check.queue("method.queue", queue);
        }

        @Override
        public String name() {
            return "nnclr";
        }

        @Override
        public Nnclr build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new Nnclr(this, backbone, views, seed, replicas);
        }
    }

    /** What the neighbours are told from. */
    public enum Objective {
        /** The paper's (eq. 3): a neighbour from the predictions of the other images. */
        INFO_NCE,
        /** Lightly's: neighbours and predictions each also from their own kind. */
        NT_XENT
    }

    private final NearestNeighbourBank supportSet;
    private final PairLoss contrast;

    Nnclr(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, networks(config, backbone, replicas), seed);
        supportSet = Objects.requireNonNull(networks.neighbours);
        contrast = config.objective == Objective.INFO_NCE
                ? new InfoNce(config.temperature, false, replicas)
                : new NtXent(config.temperature, replicas);
    }

    private static PredictedBranch networks(Config config, Supplier<Backbone> backbone, Replicas replicas) {
        int out = config.projectionOut;
        return new PredictedBranch(
                new Branch(
                        backbone.get(),
                        features ->
                                Heads.simclr(features, config.projectionHidden, out, config.projectionLayers, true)),
                Heads.nnclrPrediction(out, config.predictionHidden, out),
                new NearestNeighbourBank(config.queue, out, replicas),
                false);
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.branch.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.branch.encoder.forward(batch.view(1));
        Tensor z0 = networks.branch.projector.forward(h0); // [N, out]
        Tensor z1 = networks.branch.projector.forward(h1);
        Tensor p0 = networks.predictor.forward(z0); // [N, out]
        Tensor p1 = networks.predictor.forward(z1);
        Tensor n0 = supportSet.nearest(z0.detach()); // [N, out], no gradient
        Tensor n1 = supportSet.nearest(z1.detach());
        Loss loss = contrast.apply(n0, p1).add(contrast.apply(n1, p0)).mul(0.5);
        if (networks.isTraining()) {
            supportSet.enqueue(Norm.l2(z0.detach()));
        }
        return loss.withEmbedding(z0).withCounterpart(z1).withFeatures(h0);
    }

    /**
     * A published recipe, each value with its source in {@code NnclrRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the paper)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("nnclr", name);
    }
}
