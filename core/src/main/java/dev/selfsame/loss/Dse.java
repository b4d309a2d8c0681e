package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The regulariser of the dense representation structure estimator (Dai et al. 2025, arXiv:2510.17299), to be added to the
 * loss of a method that is to serve dense tasks. It wants the patches of a batch to fall into clusters that are tight and
 * far from each other, and to use all dimensions:
 *
 * <pre>{@code
 * loss = −weight · ( M/s + R − ½ (S_batch/s + S_image/s) )
 * }</pre>
 *
 * <p>s is the mean distance of a patch from the mean of all; M the mean distance of a patch to the nearest centroid that
 * is not its own; R the effective rank of all patches, {@code exp(entropy of σ/Σσ)} of their singular values, over its
 * largest value; S the size of a cluster of n patches, {@code Σσ/√max(n − 1, D)} of the centred cluster. M and S_batch are
 * means over clusters of the patches of several images, {@code max(globalClusters / localClusters, 1)} at a time, S_image
 * over clusters within one. Clusters are those of k-means; clusters of one patch have no size.
 *
 * <p>The terms are {@code separation}, {@code rank}, {@code batch-size} and {@code image-size}, weighted as they count.
 * Gradients flow through distances and singular values; centroids carry none. With several replicas each computes it for
 * the whole batch. K-means draws anew in each call in training, and the same in evaluation. Seeds are drawn by squared
 * distance, as k-means++ has it and Lightly; the authors' code takes the distance.
 */
public final class Dse extends Module {
    private final Config config;
    private final Replicas replicas;
    private final LossDraws draws;

    /**
     * How clusters are formed and how much they count.
     *
     * @param weight at least 0, by default 1
     * @param normalize whether patches are brought to length 1, by default true
     * @param localClusters clusters of an image, at least 1, by default 3
     * @param globalClusters clusters of several images, at least 1, by default 24
     * @param iterations of k-means, at least 1, by default 20
     * @param tolerance k-means stops when its centroids move less, above 0, by default 1e-4
     */
    public record Config(
            double weight, boolean normalize, int localClusters, int globalClusters, int iterations, double tolerance) {
        /** Checks the ranges. */
        public Config {
            Checks.requireAtLeast(0, "weight", weight);
            Checks.requireAtLeast(1, "localClusters", localClusters);
            Checks.requireAtLeast(1, "globalClusters", globalClusters);
            Checks.requireAtLeast(1, "iterations", iterations);
            Checks.requirePositive("tolerance", tolerance);
        }

        /** The defaults. */
        public Config() {
            this(1, true, 3, 24, 20, 1e-4);
        }
    }

    /**
     * The regulariser.
     *
     * @param seed of what k-means draws
     * @param replicas who shares the batch
     */
    public Dse(Config config, long seed, Replicas replicas) {
        this.config = config;
        this.replicas = replicas;
        this.draws = child("draws", new LossDraws(seed, "dse"));
    }

    /** One replica. */
    public Dse(Config config, long seed) {
        this(config, seed, Replicas.ONE);
    }

    /**
     * The loss of a batch; in training mode the next call draws anew.
     *
     * @param patches the T patches of each image: [N, T, D]
     */
    public Loss apply(Tensor patches) {
        requireReady();
        Loss loss = apply(patches, KMeans.Choices.of(draws.now()));
        draws.advance();
        return loss;
    }

    Loss apply(Tensor patches, KMeans.Choices choices) {
        if (patches.rank() != 3 || patches.count() == 0) {
            throw Checks.shape("Dse", "patches [N, T, D], not empty", patches);
        }
        Checks.requireFloating("Dse", patches);
        KMeans clustering = new KMeans(config.iterations(), config.tolerance(), choices);
        return Inputs.compute(List.of(patches), in -> formula(in.get(0), clustering));
    }

    private Loss formula(Tensor patches, KMeans clustering) {
        if (config.weight() == 0) {
            return Loss.of("rank", Tensor.zeros(patches.dtype()).to(patches.device()));
        }
        Tensor all = replicas.gather(config.normalize() ? Norm.l2(patches) : patches); // [B, T, D]
        List<Tensor> ofImages = new ArrayList<>();
        for (Tensor image : DenseStructure.groups(all, 1)) {
            List<Tensor> sizes = DenseStructure.sizes(image, clustering.of(image, config.localClusters()));
            if (!sizes.isEmpty()) {
                ofImages.add(DenseStructure.mean(sizes, all));
            }
        }
        List<Tensor> ofBatch = new ArrayList<>();
        List<Tensor> separations = new ArrayList<>();
        for (Tensor group : DenseStructure.groups(all, Math.max(config.globalClusters() / config.localClusters(), 1))) {
            KMeans.Clusters clusters = clustering.of(group, config.globalClusters());
            ofBatch.addAll(DenseStructure.sizes(group, clusters));
            if (clusters.centroids().size(0) > 1) {
                separations.add(DenseStructure.separation(group, clusters));
            }
        }
        Tensor flat = all.reshape(-1, all.size(2)); // [B·T, D]
        Tensor spread = DenseStructure.spread(flat); // s
        double weight = config.weight();
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put(
                "separation", DenseStructure.mean(separations, all).div(spread).mul(-weight));
        terms.put("rank", DenseStructure.effectiveRank(flat).mul(-weight));
        terms.put("batch-size", DenseStructure.mean(ofBatch, all).div(spread).mul(weight / 2));
        terms.put("image-size", DenseStructure.mean(ofImages, all).div(spread).mul(weight / 2));
        return Loss.of(terms);
    }

    @Override
    public String toString() {
        return "Dse" + config.toString().substring("Config".length());
    }
}
