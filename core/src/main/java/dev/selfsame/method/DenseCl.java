package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.MoCoLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.TokenMatches;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Dense Contrastive Learning (Wang et al. 2021, arXiv:2011.09157). {@link MoCoV2} for the image as a whole, and again
 * place by place: each place of a view attracts the place of the other view whose features are most like its own. For
 * detection and segmentation.
 *
 * <pre>
 * view 0 → encoder ┬ pooled → projector → q0 ─┐ attract, against the queue
 * view 1 → average ┼ pooled → projector → k1 ─┘ (no gradient) → queue
 *   view 0         ├ place by place → dense projector → q0ₛ ─┐ attract, against the dense queue
 *   view 1         └ place by place → dense projector → k1 of the place most like s ─┘ its mean → dense queue
 * </pre>
 *
 * As in the official code the dense queue has the mean of each image's dense keys; Lightly's example puts in every one.
 */
public final class DenseCl extends NetworkMethod<DenseCl.Config, DenseClNetworks> {
    /**
     * The hyper-parameters (paper, §3 and §4.1; official code, configs/selfsup/densecl).
     *
     * @param projectionHidden width inside both projectors; 2,048
     * @param projectionOut dimensions that are compared; 128
     * @param temperature divides the similarities; 0.2
     * @param queue keys that are kept in each queue; 65,536
     * @param tau how much of the average stays at a step, 0 to 1; 0.999
     * @param normParts in how many parts batch norm sees a batch; 8 devices in the paper, 1 for the whole batch
     * @param lambda weight of the dense loss, 0 to 1; 0.5
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            double temperature,
            int queue,
            double tau,
            int normParts,
            double lambda)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.above("method.temperature", temperature, 1e-8);
            Check.queue("method.queue", queue);
            Check.within("method.tau", tau, 0, 1);
            Check.within("method.norm-parts", normParts, 1, 4096);
            Check.within("method.lambda", lambda, 0, 1);
        }

        @Override
        public String name() {
            return "densecl";
        }

        @Override
        public int batchMultiple() {
            return normParts;
        }

        @Override
        public DenseCl build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new DenseCl(this, backbone, views, seed, replicas);
        }
    }

    private final MoCoLoss global;
    private final MoCoLoss dense;

    DenseCl(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new DenseClNetworks(config, backbone, seed, replicas), seed);
        global = new MoCoLoss(config.temperature, networks.queue);
        dense = new MoCoLoss(config.temperature, networks.denseQueue);
    }

    @Override
    public Loss loss(Batch batch) {
        Check.images(this, batch);
        DenseClNetworks.Seen queries = networks.queries(batch.view(0));
        DenseClNetworks.Seen keys = networks.keys(batch.view(1)); // no gradient
        Tensor matched = matched(queries.places(), keys); // [N, S, out]

        Loss whole = global.apply(queries.global(), keys.global());
        Loss places = dense.apply(rows(queries.dense()), rows(matched)); // [N · S, out] each
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("global", whole.total().mul(1 - config.lambda));
        terms.put("dense", places.total().mul(config.lambda));
        networks.enqueue(keys);
        return Loss.of(terms)
                .withEmbedding(queries.global())
                .withCounterpart(keys.global())
                .withFeatures(queries.pooled());
    }

    /** For each place of a query, the dense key of the place whose features are most like its own (eq. 3). */
    static Tensor matched(Tensor places, DenseClNetworks.Seen keys) {
        try (NoGrad guard = new NoGrad();
                Autocast off = Autocast.off(places.device())) {
            return TokenMatches.selectMostSimilar(
                    places.to(DType.FLOAT32), keys.places().to(DType.FLOAT32), keys.dense());
        }
    }

    private static Tensor rows(Tensor places) {
        return places.reshape(-1, places.size(2));
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(config.tau);
    }

    /**
     * A published recipe, each value with its source in {@code DenseClRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("densecl", name);
    }
}
