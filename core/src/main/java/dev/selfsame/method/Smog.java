package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.SmogPrototypes;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Synchronous Momentum Grouping (Pang et al. 2022, arXiv:2207.06167). A view's prediction has to find the group that the
 * slow average of the network puts the other view into; groups move with every batch, and gradients flow through their
 * move, so that grouping and learning keep step.
 *
 * <pre>
 * view 0 → encoder → projector → z0 → groups g move towards z0 → predictor → p0 ─┐ cosines with g, cross-entropy
 * view 1 → target encoder → target projector → z1 → nearest group ───────────────┘ (no gradient)
 * </pre>
 *
 * The target's view changes from step to step among the large ones; all other views are predicted. Every so many steps the
 * groups become the centres of the last embeddings, and the target a copy of the network (paper, table 7b). As
 * in Lightly, but: the target follows after the step, not before it; k-means goes by cosine; and it sees no row of the
 * bank that nothing was put into. The authors have not published their code.
 */
public final class Smog extends NetworkMethod<Smog.Config, Smog.Groups> {
    /**
     * The hyper-parameters (paper, sections 3.2 and 4; Lightly, cifar10_benchmark.py, SMoGModel).
     *
     * @param projectionHidden width inside the projector; 2,048
     * @param projectionOut length of an embedding; 128
     * @param predictionHidden width inside the predictor; 2,048
     * @param groups their number; 3,000 for ImageNet
     * @param beta how much of a group stays at a step; 0.99
     * @param temperature divides the cosines; 0.1
     * @param bank embeddings that groups are found anew in; 10,000
     * @param resetEvery steps between two times that they are; 300
     * @param rounds of k-means; 10
     * @param tau how much of the target stays at a step, 0 to 1; 0.99
     * @param tauRises whether tau goes to 1 on a cosine, or stays
     */
    public record Config(
            int projectionHidden,
            int projectionOut,
            int predictionHidden,
            int groups,
            double beta,
            double temperature,
            int bank,
            int resetEvery,
            int rounds,
            double tau,
            boolean tauRises)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.width("method.prediction-hidden", predictionHidden);
            Check.width("method.groups", groups);
            Check.within("method.beta", beta, 0, 1);
            Check.above("method.temperature", temperature, 1e-8);
            Check.within("method.bank", bank, groups, 1 << 24);
            Check.atLeast("method.reset-every", resetEvery, 1);
            Check.within("method.rounds", rounds, 0, 1000);
            Check.within("method.tau", tau, 0, 1);
        }

        @Override
        public String name() {
            return "smog";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public Smog build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new Smog(this, GlobalViews.count("smog", views), backbone, views, seed, replicas);
        }
    }

    /** The networks, the groups and the last embeddings. */
    static final class Groups extends OnlineAndTarget {
        final SmogPrototypes groups;
        final FillingBank bank;

        Groups(Config config, Supplier<Backbone> backbone, Replicas replicas) {
            super(
                    () -> new Branch(
                            backbone.get(),
                            features -> Heads.smog(features, config.projectionHidden, config.projectionOut)),
                    Heads.smogPrediction(config.projectionOut, config.predictionHidden, config.projectionOut));
            groups = child("groups", new SmogPrototypes(config.groups, config.projectionOut, config.beta, replicas));
            bank = child("bank", new FillingBank(config.bank, config.projectionOut, replicas));
        }
    }

    private final Schedule tau;
    private final int large;
    private final long seed;
    private int grouped = 1;

    Smog(Config config, int large, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(config, views, new Groups(config, backbone, replicas), seed);
        this.seed = seed;
        tau = OnlineAndTarget.tau(config.tau, config.tauRises);
        this.large = large;
    }

    /** Chooses the target's view; every so many steps finds the groups anew and lets the target start again. */
    @Override
    public void beforeStep(Progress at) {
        grouped = (int) ((at.step() + 1) % large);
        if (at.step() == 0 || at.step() % config.resetEvery != 0) {
            return;
        }
        if (networks.bank.filled() >= config.groups) {
            try (Scope scope = new Scope()) {
                Draws draws = Draws.of(seed, Stream.SLICES, 0, at.step());
                networks.groups.reset(new SphericalKMeans(config.rounds)
                        .of(networks.bank.rows(), config.groups, draws)
                        .centroids());
            }
        }
        networks.restartAverages();
    }

    @Override
    public Loss loss(Batch batch) {
        int target = Math.min(grouped, large - 1);
        List<Tensor> features = new ArrayList<>();
        List<Tensor> projections = new ArrayList<>();
        List<Tensor> predictions = new ArrayList<>();
        for (int view = 0; view < batch.views().size(); view++) {
            if (view != target) {
                Tensor h = networks.online.encoder.forward(batch.view(view)); // [N, features]
                Tensor z = networks.online.projector.forward(h); // [N, out]
                features.add(h);
                projections.add(z);
                predictions.add(networks.predictor().forward(z)); // [N, out]
            }
        }
        Tensor z = Tensor.cat(projections, 0); // [views · N, out]
        Tensor assigned = networks.groups.assign(networks.targets(batch.view(target))); // [N]
        Tensor groups = networks.groups.updated(z, networks.groups.assign(z)); // [K, out]
        List<Tensor> entropies = new ArrayList<>();
        for (Tensor p : predictions) {
            Tensor logits = networks.groups.logits(p, groups, config.temperature); // [N, K]
            try (Autocast off = Autocast.off(z.device())) {
                entropies.add(Softmax.crossEntropy(logits, assigned));
            }
        }
        if (networks.isTraining()) {
            networks.groups.reset(groups.detach());
            projections.forEach(networks.bank::enqueue);
        }
        return Loss.of("groups", Tensor.stack(entropies, 0).mean())
                .withEmbedding(predictions.get(0))
                .withFeatures(features.get(0));
    }

    @Override
    public void afterStep(Progress at) {
        networks.follow(tau.at(at));
    }

    /**
     * A published recipe, each value with its source in {@code SmogRecipes}.
     *
     * @param name {@code cifar10} (Lightly's benchmark) or {@code imagenet} (the paper)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("smog", name);
    }
}
