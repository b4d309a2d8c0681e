package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.NegativeCosine;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * FastSiam (Pototzky, Sultan and Schmidt-Thieme 2022, "FastSiam: Resource-Efficient Self-supervised Learning on a Single
 * GPU", doi:10.1007/978-3-031-16788-1_4). {@link SimSiam} with several views: each predicts the mean of the others, a
 * steadier target than one view, so that fewer epochs and smaller batches do.
 *
 * <pre>
 * view v → encoder → projector → z_v → predictor → p_v   ─┐ agree, for every v
 * all other views → mean of their z (no gradient)        ─┘
 * </pre>
 *
 * With two views it is SimSiam.
 */
public final class FastSiam extends NetworkMethod<FastSiam.Config, PredictedBranch> {
    /**
     * The hyper-parameters, those of SimSiam; the number of views is the views' own.
     *
     * @param projectionHidden width inside the projector; 2,048
     * @param projectionOut dimensions that are compared; 2,048
     * @param projectionLayers linear layers of the projector; 3 on ImageNet
     * @param projectionAffine whether the projector's last norm has scale and offset; not in the official code, in
     *     Lightly's CIFAR-10 benchmark
     * @param predictionHidden width inside the predictor; 512
     * @param predictorRateStays whether the predictor's learning rate stays
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int projectionLayers,
            boolean projectionAffine,
            int predictionHidden,
            boolean predictorRateStays)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            new SimSiam.Config(
                    projectionHidden,
                    projectionOut,
                    projectionLayers,
                    projectionAffine,
                    predictionHidden,
                    predictorRateStays);
        }

        @Override
        public String name() {
            return "fastsiam";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public FastSiam build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new FastSiam(this, backbone, views, seed);
        }

        private SimSiam.Config simsiam() {
            return new SimSiam.Config(
                    projectionHidden,
                    projectionOut,
                    projectionLayers,
                    projectionAffine,
                    predictionHidden,
                    predictorRateStays);
        }
    }

    private final NegativeCosine agreement = new NegativeCosine();

    FastSiam(Config config, Supplier<Backbone> backbone, Views views, long seed) {
        super(config, views, config.simsiam().networks(backbone), seed);
    }

    @Override
    public Loss loss(Batch batch) {
        Embedded seen = Embedded.each(networks.branch, batch);
        List<Tensor> z = seen.embeddings(); // [N, out] each
        int views = z.size();
        Tensor sum = Tensor.stack(z, 0).detach().sum(0, false); // [N, out]
        List<Loss> losses = new ArrayList<>();
        for (Tensor own : z) {
            Tensor others = sum.sub(own.detach()).div(views - 1); // [N, out], no gradient
            losses.add(agreement.apply(networks.predictor.forward(own), others));
        }
        return seen.named(losses.stream().reduce(Loss::add).orElseThrow().mul(1.0 / views));
    }

    /**
     * A published recipe, each value with its source in {@code FastSiamRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the paper)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("fastsiam", name);
    }
}
