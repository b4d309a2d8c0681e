package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.SwavLoss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.SwavPrototypes;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Swapping Assignments between Views (Caron et al. 2020, arXiv:2006.09882). Embeddings are assigned to prototypes such that
 * a batch uses all prototypes alike; each view has to predict the assignment of each large view. No negatives.
 *
 * <pre>
 * large view 0 → encoder → projector → z0 → scores → codes q0 ─┐ (Sinkhorn, no gradient)
 * any view j   → encoder → projector → zj → scores → pj ───────┘ agree, and the same with each large view
 * </pre>
 *
 * Prototypes are brought to length 1 before each step. From an epoch on, the embeddings of earlier steps are balanced along
 * with the batch's, as soon as the queue is full. Two details are not the official code's: batch norm sees each view by
 * itself, not all views of a size together, as in Lightly; and a queue takes batches that don't divide its length.
 */
public final class Swav extends NetworkMethod<Swav.Config, Swav.WithQueue> {
    /**
     * The hyper-parameters (paper, appendix A; official code, main_swav.py).
     *
     * @param projectionHidden width inside the projector; 2,048
     * @param projectionOut length of an embedding; 128
     * @param prototypes their number; 3,000
     * @param temperature divides the scores that predict; 0.1
     * @param epsilon how soft the codes are; 0.05
     * @param iterations of Sinkhorn's algorithm; 3
     * @param queue embeddings of each large view that are remembered, 0 for none; 3,840 for batches of 256
     * @param queueFromEpoch the epoch, from 0, in which the queue begins to fill; 15
     * @param frozenEpochs epochs at the start in which prototypes learn nothing; 1
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int prototypes,
            double temperature,
            double epsilon,
            int iterations,
            int queue,
            int queueFromEpoch,
            int frozenEpochs)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.width("method.prototypes", prototypes);
            Check.above("method.temperature", temperature, 1e-8);
            Check.above("method.epsilon", epsilon, 1e-8);
            Check.within("method.iterations", iterations, 0, 1000);
            Check.within("method.queue", queue, 0, 1 << 24);
            Check.atLeast("method.queue-from-epoch", queueFromEpoch, 0);
            Check.atLeast("method.frozen-epochs", frozenEpochs, 0);
        }

        @Override
        public String name() {
            return "swav";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public Swav build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new Swav(this, backbone, views, seed, replicas);
        }
    }

    /** The networks, the prototypes and the queue. */
    static final class WithQueue extends PrototypeBranch {
        final SwavQueue queue;

        WithQueue(Config config, Supplier<Backbone> backbone, int large, Replicas replicas) {
            super(
                    new Branch(
                            backbone.get(),
                            features -> Heads.swav(features, config.projectionHidden, config.projectionOut)),
                    new SwavPrototypes(SwavPrototypes.Config.of(config.projectionOut, config.prototypes)),
                    true);
            queue = child("queue", new SwavQueue(large, config.queue, config.projectionOut, replicas));
        }
    }

    private final SwavLoss swapped;
    private final int large;
    private int epoch;

    Swav(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new WithQueue(config, backbone, GlobalViews.count("swav", views), replicas), seed);
        swapped = new SwavLoss(config.temperature, config.epsilon, config.iterations, replicas);
        large = GlobalViews.count("swav", views);
    }

    @Override
    public void beforeStep(Progress at) {
        epoch = at.epoch();
        networks.prototypes.normalize();
    }

    @Override
    public Loss loss(Batch batch) {
        List<Tensor> features = new ArrayList<>();
        List<Tensor> embeddings = new ArrayList<>();
        List<Tensor> scores = new ArrayList<>();
        for (int view = 0; view < batch.views().size(); view++) {
            Tensor h = networks.network.encoder.forward(batch.view(view)); // [N, features]
            Tensor z = networks.embedded(h); // [N, out]
            features.add(h);
            embeddings.add(z);
            scores.add(scores(z)); // [N, K]
        }
        boolean queueing = epoch >= config.queueFromEpoch;
        Loss loss = swapped.apply(
                scores.subList(0, large), scores.subList(large, scores.size()), queueing ? queued() : List.of());
        if (queueing && networks.isTraining()) {
            networks.queue.enqueue(embeddings);
        }
        return loss.withEmbedding(embeddings.get(0))
                .withCounterpart(embeddings.get(1))
                .withFeatures(features.get(0));
    }

    private Tensor scores(Tensor z) {
        return networks.scores(z).get(0);
    }

    /** The scores of what is remembered, [queue, K] for each large view, or nothing. */
    private List<Tensor> queued() {
        try (NoGrad guard = new NoGrad()) {
            return networks.queue.rows().stream().map(this::scores).toList();
        }
    }

    @Override
    public void afterBackward(Progress at) {
        if (at.epoch() < config.frozenEpochs) {
            networks.prototypes.clearGradients();
        }
    }

    /**
     * A published recipe, each value with its source in {@code SwavRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("swav", name);
    }
}
