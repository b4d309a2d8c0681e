package dev.selfsame.nn;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Tensor;

/**
 * MoCo's shuffling of a batch before the key encoder and back after it (He et al. 2020, arXiv:1911.05722, section 3.3):
 * over all replicas, or between the parts of {@link SplitBatchNorm}. Then a key is normalised with other images than its
 * query, and the batch statistics tell nothing. The order is a function of seed and step, the same on each replica.
 *
 * @param seed of the orders
 * @param replicas who shares the batch
 */
public record BatchShuffle(long seed, Replicas replicas) {
    /** One replica. */
    public BatchShuffle(long seed) {
        this(seed, Replicas.ONE);
    }

    /** A batch in another order. */
    public static final class Shuffled {
        private final Tensor rows;
        private final int[] order; // which of all replicas' images is at each place
        private final Replicas replicas;

        private Shuffled(Tensor rows, int[] order, Replicas replicas) {
            this.rows = rows;
            this.order = order;
            this.replicas = replicas;
        }

        /** This replica's part of what was shuffled, [N, ...]: images of all replicas. */
        public Tensor rows() {
            return rows;
        }

        /**
         * Puts what was made of {@link #rows()} back: row i belongs to this replica's image i again.
         *
         * @param made [N, ...], in the shuffled order
         */
        public Tensor restore(Tensor made) {
            int n = order.length / replicas.size();
            if (made.rank() < 1 || made.size(0) != n) {
                throw new IllegalArgumentException("a shuffled batch of " + n + " rows can't put back " + made);
            }
            int[] place = new int[order.length]; // of each image
            for (int i = 0; i < order.length; i++) {
                place[order[i]] = i;
            }
            return part(replicas.gather(made), place, replicas);
        }

        @Override
        public String toString() {
            return "Shuffled(" + rows + ")";
        }
    }

    /**
     * The batch in the order of a step.
     *
     * @param x this replica's images, [N, ...]
     * @param step of the run, at least 0
     */
    public Shuffled shuffle(Tensor x, long step) {
        int all = Math.toIntExact(x.size(0) * replicas.size());
        int[] order = Draws.of(seed, Stream.BATCH, 0, step).permutation(all);
        return new Shuffled(part(replicas.gather(x), order, replicas), order, replicas);
    }

    /** This replica's part of all rows in an order. */
    private static Tensor part(Tensor all, int[] order, Replicas replicas) {
        int n = order.length / replicas.size();
        long[] mine = new long[n];
        for (int i = 0; i < n; i++) {
            mine[i] = order[replicas.rank() * n + i];
        }
        try (Tensor indices = Tensor.of(mine, n);
                Tensor there = indices.to(all.device())) {
            return Indexing.select(all, 0, there);
        }
    }
}
