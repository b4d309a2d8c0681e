package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.All4OneLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.Supplier;

/**
 * All4One: Symbiotic Neighbour Contrastive Learning via Self-Attention and Redundancy Reduction (Estepa et al. 2023,
 * arXiv:2303.09417). Three objectives at once: {@link Nnclr}'s nearest neighbours; a centroid that a small transformer
 * makes of several neighbours; and {@link BarlowTwins}' independence of features.
 *
 * <pre>
 * view 0 → average → m0 → 5 nearest in the queue ┬ the first → n0 ─┐ attract
 * view 1 → encoder → projector → z1 → predictor → p1 ─┘
 *                       └ all → transformer → c0 ─┐ attract
 * view 1: second predictor of z1, then the first 4 → transformer → s1 ─┘
 * m0 and z1 → cross-correlation → identity; all of it with the views swapped; m0 → queue
 * </pre>
 *
 * The official code adds place codes along the wrong axis of the neighbours (one for each feature); here each neighbour has
 * its own. Its transformer has a dropout of 0.1, this one none.
 */
public final class All4One extends NetworkMethod<All4One.Config, All4OneNetworks> {
    /**
     * The hyper-parameters (paper, §3 and §4; official code, solo/methods/all4one.py).
     *
     * @param projectionHidden width inside the projector; 2,048
     * @param projectionOut dimensions that are compared; 256; a multiple of 8, the transformer's heads
     * @param projectionLayers linear layers of the projector; 3
     * @param predictionHidden width inside both predictors; 4,096
     * @param temperature divides the similarities of neighbours; 0.2
     * @param queue embeddings that are kept; 98,304
     * @param neighbours of which a centroid is made; 5
     * @param tau how much of the average stays at a step, 0 to 1; 0.99
     * @param tauRises whether tau goes to 1 on a cosine, or stays
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int projectionLayers,
            int predictionHidden,
            double temperature,
            int queue,
            int neighbours,
            double tau,
            boolean tauRises)
            implements PairConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            if (projectionOut % All4OneNetworks.HEADS != 0) {
                throw new IllegalArgumentException("method.projection-out must be a multiple of "
                        + All4OneNetworks.HEADS + ", got " + projectionOut);
            }
            Check.within("method.projection-layers", projectionLayers, 1, 16);
            Check.width("method.prediction-hidden", predictionHidden);
            Check.above("method.temperature", temperature, 1e-8);
            Check.queue("method.queue", queue);
            Check.within("method.neighbours", neighbours, 1, queue);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "all4one";
        }

        @Override
        public All4One build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new All4One(this, backbone, views, seed, replicas);
        }
    }

    private final Schedule tau;
    private final All4OneLoss objectives;

    All4One(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new All4OneNetworks(config, backbone, replicas), seed);
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
        objectives = new All4OneLoss(config.temperature, 0.1, 0.5, 0.5, 2.5, replicas); // official code
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = networks.online.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = networks.online.encoder.forward(batch.view(1));
        All4OneLoss.View v0 = view(h0, batch.view(0));
        All4OneLoss.View v1 = view(h1, batch.view(1));
        Loss loss = objectives.apply(v0, v1);
        if (networks.isTraining()) {
            networks.neighbours.enqueue(v0.momentum());
        }
        return loss.withEmbedding(v0.online()).withCounterpart(v1.online()).withFeatures(h0);
    }

    /** What the objectives compare of one view. */
    private All4OneLoss.View view(Tensor features, Tensor pixels) {
        Tensor z = networks.online.projector.forward(features); // [N, out]
        Tensor p = networks.prediction.forward(z); // [N, out]
        Tensor m = networks.momentum(pixels); // [N, out], no gradient
        Tensor near = networks.neighbours.nearest(m, config.neighbours); // [N, k, out], no gradient
        Tensor shifted = Tensor.cat(
                List.of(
                        networks.centroidPredictor.forward(z).to(near.dtype()).unsqueeze(1),
                        near.narrow(1, 0, config.neighbours - 1)),
                1); // [N, k, out]
        return new All4OneLoss.View(near.select(1, 0), p, networks.centroid(near), networks.centroid(shifted), z, m);
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    /**
     * A published recipe, each value with its source in {@code All4OneRecipes}.
     *
     * @param name {@code cifar10} or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("all4one", name);
    }
}
