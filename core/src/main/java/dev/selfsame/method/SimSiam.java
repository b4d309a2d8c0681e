package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.SymmetricNegativeCosine;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.ProjectionHead;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.function.Supplier;

/**
 * Simple Siamese learning (Chen and He 2021, arXiv:2011.10566). One network predicts what it itself makes of another view
 * of the same image; that no gradient flows into what is predicted keeps it from collapsing. No negatives, no target
 * network.
 *
 * <pre>
 * view 0 → encoder → projector → z0 → predictor → p0 ─┐ agree
 * view 1 → encoder → projector → z1 (no gradient)    ─┘, and the same with the views swapped
 * </pre>
 *
 * The predictor's learning rate stays while the others fall (section 4.2, "lr with no decay"; the official code's {@code
 * --fix-pred-lr}).
 */
public final class SimSiam extends NetworkMethod<SimSiam.Config, PredictedBranch> {
    /**
     * The hyper-parameters (paper, section 3; official code, main_simsiam.py).
     *
     * @param projectionHidden width inside the projector; 2,048
     * @param projectionOut dimensions that are compared; 2,048
     * @param projectionLayers linear layers of the projector; 3 on ImageNet, 2 on CIFAR-10
     * @param projectionAffine whether the projector's last norm has scale and offset; not in the official code, in
     *     Lightly's CIFAR-10 benchmark
     * @param predictionHidden width inside the predictor, a bottleneck; 512
     * @param predictorRateStays whether the predictor's learning rate stays
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int projectionLayers,
            boolean projectionAffine,
            int predictionHidden,
            boolean predictorRateStays)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.within("method.projection-layers", projectionLayers, 1, 16);
            Check.width("method.prediction-hidden", predictionHidden);
        }

        @Override
        public String name() {
            return "simsiam";
        }

        @Override
        public SimSiam build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new SimSiam(this, backbone, views, seed);
        }

        private ProjectionHead projector(int features) {
            return projectionAffine
                    ? Heads.simclr(features, projectionHidden, projectionOut, projectionLayers, true)
                    : Heads.simsiam(features, projectionHidden, projectionOut, projectionLayers);
        }

        /** The networks, which FastSiam has too. */
        PredictedBranch networks(Supplier<Backbone> backbone) {
            return new PredictedBranch(
                    new Branch(backbone.get(), this::projector),
                    Heads.simsiamPrediction(projectionOut, predictionHidden, projectionOut),
                    null,
                    predictorRateStays);
        }
    }

    private final SymmetricNegativeCosine agreement = new SymmetricNegativeCosine();

    SimSiam(Config config, Supplier<Backbone> backbone, Views views, long seed) {
        super(config, views, config.networks(backbone), seed);
    }

    @Override
    public Loss loss(Batch batch) {
        Embedded seen = Embedded.each(networks.branch, batch);
        Tensor z0 = seen.embeddings().get(0); // [N, out]
        Tensor z1 = seen.embeddings().get(1);
        Tensor p0 = networks.predictor.forward(z0); // [N, out]
        Tensor p1 = networks.predictor.forward(z1);
        return seen.named(agreement.apply(p0, p1, z0, z1)); // which stops the gradients of z0 and z1
    }

    /**
     * A published recipe, each value with its source in {@code SimSiamRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("simsiam", name);
    }
}
