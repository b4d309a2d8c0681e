package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.SwavPrototypes;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * DeepCluster v2 (Caron et al. 2020, arXiv:2006.09882, section 4 and appendix; DeepCluster is Caron et al. 2018,
 * arXiv:1807.05520). Before each epoch the embeddings of the last one are clustered by k-means; every view of an image
 * then has to find the image's cluster by its centroid. Several clusterings at once steady it.
 *
 * <pre>
 * last epoch's z of all images → k-means by cosine → centroids, and a cluster c of each image
 * view j → encoder → projector → zj → cosines with the centroids → cross-entropy with c
 * </pre>
 *
 * Centroids are not trained. Before the first epoch all images are seen once without learning. Not as in the official code:
 * batch norm sees each view by itself, not all views of a size together; the memory has a place for each image, so that
 * one that an epoch left out keeps its older embedding; an image that was never seen belongs to the centroid nearest to
 * its first view, and has no part there; with fewer images than clusters each image is one.
 */
public final class DeepClusterV2 extends NetworkMethod<DeepClusterV2.Config, DeepClusterV2.WithBank>
        implements SurveyingMethod {
    /**
     * The hyper-parameters (official code, main_deepclusterv2.py).
     *
     * @param projectionHidden width inside the projector; 2,048
     * @param projectionOut length of an embedding; 128
     * @param prototypes clusters of each clustering; 3,000
     * @param heads clusterings; 3
     * @param temperature divides the cosines; 0.1
     * @param rounds of k-means; 10
     */
    public record Config(
            int projectionHidden, int projectionOut, int prototypes, int heads, double temperature, int rounds)
            implements MethodConfig {
        /** Checks the ranges. */
        public Config {
            Check.width("method.projection-hidden", projectionHidden);
            Check.width("method.projection-out", projectionOut);
            Check.width("method.prototypes", prototypes);
            Check.within("method.heads", heads, 1, 64);
            Check.above("method.temperature", temperature, 1e-8);
            Check.within("method.rounds", rounds, 0, 1000);
        }

        @Override
        public String name() {
            return "deepcluster-v2";
        }

        @Override
        public int leastViews() {
            return 2;
        }

        @Override
        public DeepClusterV2 build(Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
            return new DeepClusterV2(this, backbone, views, seed, replicas);
        }
    }

    /** The networks, the centroids and the last embeddings of all images. */
    static final class WithBank extends PrototypeBranch {
        final ClusterBank bank;

        WithBank(Config config, Supplier<Backbone> backbone, int large, Replicas replicas) {
            super(
                    new Branch(
                            backbone.get(),
                            features -> Heads.swav(features, config.projectionHidden, config.projectionOut)),
                    new SwavPrototypes(new SwavPrototypes.Config(
                            config.projectionOut, Collections.nCopies(config.heads, config.prototypes), false, 0)),
                    false);
            bank = child("bank", new ClusterBank(Math.min(2, large), config.projectionOut, config.heads, replicas));
        }
    }

    private final long seed;

    DeepClusterV2(Config config, Supplier<Backbone> backbone, Views views, long seed, Replicas replicas) {
        super(
                config,
                views,
                new WithBank(config, backbone, GlobalViews.count("deepcluster-v2", views), replicas),
                seed);
        this.seed = seed;
    }

    @Override
    public void begin(int images) {
        networks.bank.begin(images);
    }

    @Override
    public void survey(Batch batch) {
        networks.bank.keep(batch.indices(), embeddings(features(batch)));
    }

    /** Clusters what the last epoch, or the survey, left. */
    @Override
    public void beforeEpoch(Progress at) {
        networks.prototypes.normalize();
        for (int head = 0; head < config.heads; head++) {
            try (Scope scope = new Scope();
                    NoGrad guard = new NoGrad()) {
                Tensor centroids =
                        networks.bank.cluster(head, config.prototypes, config.rounds, seed, at.epoch()); // [K, out]
                if (centroids != null) {
                    networks.prototypes
                            .weight(head)
                            .narrow(0, 0, centroids.size(0))
                            .copyInPlace(centroids);
                }
            }
        }
    }

    @Override
    public Loss loss(Batch batch) {
        List<Tensor> features = features(batch); // [N, features] each
        List<Tensor> embeddings = embeddings(features); // [N, out] each
        List<List<Tensor>> scores = embeddings.stream().map(networks::scores).toList(); // [N, K] each
        List<Tensor> entropies = new ArrayList<>();
        try (Autocast off = Autocast.off(embeddings.get(0).device())) {
            for (int head = 0; head < config.heads; head++) {
                Tensor clusters = clusters(head, batch.indices(), scores.get(0).get(head)); // [N]
                for (List<Tensor> view : scores) {
                    entropies.add(Softmax.crossEntropy(view.get(head).div(config.temperature), clusters));
                }
            }
        }
        if (networks.isTraining()) {
            networks.bank.keep(batch.indices(), embeddings);
        }
        return Loss.of("clusters", Tensor.stack(entropies, 0).mean())
                .withEmbedding(embeddings.get(0))
                .withCounterpart(embeddings.get(1))
                .withFeatures(features.get(0));
    }

    /** The clusters of images: those that the clustering found, else the nearest to the first view. */
    private Tensor clusters(int head, Tensor indices, Tensor scores) {
        Tensor found = networks.bank.labels(head, indices);
        return Indexing.where(Compare.gt(found, -0.5), found, Indexing.argMax(scores, 1));
    }

    private List<Tensor> features(Batch batch) {
        return batch.views().stream()
                .map(view -> networks.network.encoder.forward(view.pixels()))
                .toList();
    }

    private List<Tensor> embeddings(List<Tensor> features) {
        return features.stream().map(networks::embedded).toList();
    }

    /**
     * A published recipe, each value with its source in {@code DeepClusterV2Recipes}.
     *
     * @param name {@code cifar10} (as Lightly's benchmark has SwAV) or {@code imagenet} (the official code)
     */
    public static Recipe recipe(String name) {
        return Methods.recipe("deepcluster-v2", name);
    }
}
