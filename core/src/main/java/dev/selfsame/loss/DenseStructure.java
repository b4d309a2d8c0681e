package dev.selfsame.loss;

import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What {@link Dse} measures of patches and their clusters: scalars with gradients. */
final class DenseStructure {
    private static final double EPS = 1e-12;

    private DenseStructure() {}

    /** The mean distance from the mean: above 0. */
    static Tensor spread(Tensor patches) {
        return patches.sub(patches.mean(0, true)).norm(1, false).mean().add(EPS);
    }

    /** The effective rank over its largest value, 0 to 1. */
    static Tensor effectiveRank(Tensor patches) {
        Tensor values = Linalg.singularValues(patches);
        Tensor shares = values.div(values.sum().add(EPS));
        Tensor entropy = shares.mul(shares.add(EPS).log()).sum().neg();
        return entropy.exp().div((double) Math.min(patches.size(0), patches.size(1)));
    }

    /** The mean distance of a patch [P, D] to the nearest centroid that is not its own; there are several. */
    static Tensor separation(Tensor patches, KMeans.Clusters clusters) {
        Tensor others = Candidates.without(
                clusters.labels().unsqueeze(1), clusters.distances().neg()); // [P, K]
        Tensor nearest = Indexing.select(clusters.centroids(), 0, Indexing.argMax(others, 1)); // [P, D]
        return patches.sub(nearest.to(patches.dtype())).norm(1, false).mean();
    }

    /** The size of each cluster of more than one patch. */
    static List<Tensor> sizes(Tensor patches, KMeans.Clusters clusters) {
        List<Tensor> sizes = new ArrayList<>();
        long[] labels = clusters.labels().toLongs();
        for (int k = 0; k < clusters.centroids().size(0); k++) {
            int cluster = k;
            long[] members = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == cluster)
                    .asLongStream()
                    .toArray();
            if (members.length > 1) {
                Tensor indices = Tensor.of(members, members.length).to(patches.device());
                sizes.add(size(Indexing.select(patches, 0, indices)));
            }
        }
        return sizes;
    }

    private static Tensor size(Tensor cluster) {
        Tensor values = Linalg.singularValues(cluster.sub(cluster.mean(0, true)));
        return values.sum().div(Math.sqrt((double) Math.max(cluster.size(0) - 1, cluster.size(1))));
    }

    /** The mean of scalars, or 0 where there are none. */
    static Tensor mean(List<Tensor> values, Tensor like) {
        return values.isEmpty()
                ? Tensor.zeros(like.dtype()).to(like.device())
                : Tensor.stack(values, 0).mean();
    }

    /** The patches [B, T, D] of so many images at a time, fewer at the end: [P, D] each. */
    static List<Tensor> groups(Tensor all, long images) {
        List<Tensor> groups = new ArrayList<>();
        for (long i = 0; i < all.size(0); i += images) {
            groups.add(all.narrow(0, i, Math.min(images, all.size(0) - i)).reshape(-1, all.size(2)));
        }
        return groups;
    }
}
