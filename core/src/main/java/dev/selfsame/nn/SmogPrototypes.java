package dev.selfsame.nn;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * The groups of SMoG (Pang et al. 2022, arXiv:2207.06167, section 3.2, "synchronous momentum grouping"): embeddings belong
 * to the group with the nearest feature by cosine, and group features move towards the mean of the embeddings that a
 * batch assigns to them, {@code g ← β g + (1 − β) mean(z)}. Buffer {@code group_features} [K, D], Lightly's name; at first
 * standard normal, until {@link #reset} gives the centres of a clustering.
 *
 * <p>A step: {@link #assign} the embeddings of one view, {@link #updated} from them, {@link #logits} of the other view's
 * predictions against the updated groups, cross-entropy with the assignments, and {@link #reset} to the updated groups.
 * Gradients flow through the update into the embeddings.
 */
public final class SmogPrototypes extends Module {
    private final int count;
    private final int dimensions;
    private final double beta;
    private final Replicas replicas;
    private final Tensor groups;

    /**
     * Groups.
     *
     * @param count K, at least 1; 3000 in the paper for ImageNet, 300 in Lightly for CIFAR-10
     * @param dimensions D, at least 1
     * @param beta how much of a group's feature stays, 0 to 1; 0.99
     * @param replicas who shares the batch: means are over all of it
     */
    public SmogPrototypes(int count, int dimensions, double beta, Replicas replicas) {
        this.count = Check.atLeast(1, "count", count);
        this.dimensions = Check.atLeast(1, "dimensions", dimensions);
        this.beta = Check.between(0, 1, "beta", beta);
        this.replicas = replicas;
        this.groups = buffer("group_features", DType.FLOAT32, Init.normal(1), count, dimensions);
    }

    /** The group features [K, D]: the buffer itself. */
    public Tensor groups() {
        return groups;
    }

    /**
     * The cosines of embeddings and group features, divided by a temperature: [N, K].
     *
     * @param z embeddings [N, D]
     * @param features [K, D], such as {@link #groups} or {@link #updated}
     * @param temperature above 0; 0.1
     */
    public Tensor logits(Tensor z, Tensor features, double temperature) {
        requireRows("embeddings", z);
        requireRows("group features", features);
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature must be above 0, got " + temperature);
        }
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(z.device())) {
            Tensor cosines = Norm.l2(full(z)).matmul(Norm.l2(full(features)).t()); // [N, K]
            return scope.keep(cosines.div(temperature));
        }
    }

    /** The nearest group of each embedding [N, D]: int64 [N]. */
    public Tensor assign(Tensor z) {
        requireReady();
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            return scope.keep(Indexing.argMax(logits(z, groups, 1), 1));
        }
    }

    /**
     * The group features after a batch: [K, D]. Groups without an embedding stay. Gradients flow into {@code z}; the buffer
     * stays as it is.
     *
     * @param z embeddings [N, D]
     * @param assignments the group of each, int64 [N]
     */
    public Tensor updated(Tensor z, Tensor assignments) {
        requireReady();
        requireRows("embeddings", z);
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(z.device())) {
            Tensor columns = Tensor.range(count).to(z.device());
            Tensor belongs = Compare.eq(assignments.unsqueeze(1), columns).to(groups.dtype()); // [N, K]
            Tensor sums = replicas.sum(belongs.t().matmul(full(z))); // [K, D]
            Tensor sizes = replicas.sum(belongs.sum(0, false)).unsqueeze(1); // [K, 1]
            Tensor means = sums.div(sizes.clampMin(1));
            Tensor moved = groups.mul(beta).add(means.mul(1 - beta));
            return scope.keep(Indexing.where(Compare.gt(sizes, 0), moved, groups));
        }
    }

    /** Takes over group features, [K, D]: those of an update, or the centres of a clustering. */
    public void reset(Tensor features) {
        requireRows("group features", features);
        if (features.size(0) != count) {
            throw new IllegalArgumentException(where() + " has " + count + " groups, got " + features);
        }
        try (NoGrad guard = new NoGrad()) {
            groups.copyInPlace(features);
        }
    }

    /** In the precision of the groups, also where a network ran in half of it. */
    private Tensor full(Tensor rows) {
        return rows.dtype() == groups.dtype() ? rows : rows.to(groups.dtype());
    }

    private void requireRows(String what, Tensor rows) {
        if (rows.rank() != 2 || rows.size(1) != dimensions) {
            throw new IllegalArgumentException(
                    where() + " wants " + what + " [..., " + dimensions + "] of rank 2, got " + rows);
        }
    }

    @Override
    public String toString() {
        return "SmogPrototypes(" + count + " groups, " + dimensions + " dimensions, beta " + beta + ")";
    }
}
