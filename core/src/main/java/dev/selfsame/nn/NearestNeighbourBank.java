package dev.selfsame.nn;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * The support set of NNCLR (Dwibedi et al. 2021, arXiv:2104.14548, section 3.2): a {@link MemoryBank}, child {@code bank},
 * that is asked for the rows nearest to an embedding, by cosine. What goes in and what comes out has its own length.
 *
 * <p>A step asks first and puts the batch in afterwards; otherwise each embedding is its own nearest neighbour.
 */
public final class NearestNeighbourBank extends Module {
    private final MemoryBank bank;

    /** A bank of one replica. */
    public NearestNeighbourBank(int size, int dimensions) {
        this(size, dimensions, Replicas.ONE);
    }

    /**
     * A bank.
     *
     * @param size the number of rows, at least 1; NNCLR has 98304 for ImageNet
     * @param dimensions D, at least 1
     * @param replicas who shares the batch: the rows of all go in, in the order of their ranks
     */
    public NearestNeighbourBank(int size, int dimensions, Replicas replicas) {
        this.bank = child("bank", new MemoryBank(size, dimensions, false, replicas));
    }

    /**
     * The nearest row of each embedding: [N, D], without gradient, in the bank's type.
     *
     * @param z embeddings [N, D]
     */
    public Tensor nearest(Tensor z) {
        try (Tensor one = nearest(z, 1)) {
            return one.squeeze(1);
        }
    }

    /**
     * The nearest rows of each embedding, the nearest first: [N, k, D], without gradient, in the bank's type.
     *
     * @param z embeddings [N, D]
     * @param k how many, 1 to the size of the bank
     */
    public Tensor nearest(Tensor z, int k) {
        bank.requireRows(z);
        if (k < 1 || k > bank.size()) {
            throw new IllegalArgumentException("k must be 1 to " + bank.size() + ", the size of the bank, got " + k);
        }
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad();
                Autocast off = Autocast.off(z.device())) {
            Tensor rows = bank.rows(); // [size, D]
            Tensor cosines = Norm.l2(z.to(rows.dtype())).matmul(Norm.l2(rows).t()); // [N, size]
            Tensor indices = Indexing.topK(cosines, k).indices().reshape(-1); // [N · k]
            return scope.keep(Indexing.select(rows, 0, indices).reshape(z.size(0), k, z.size(1)));
        }
    }

    /** The rows themselves. */
    public MemoryBank bank() {
        return bank;
    }

    /** Puts a batch in, [N, D]; the oldest rows go. */
    public void enqueue(Tensor z) {
        bank.enqueue(z);
    }

    @Override
    public String toString() {
        return "NearestNeighbourBank(" + bank.size() + " rows, " + bank.dimensions() + " dimensions)";
    }
}
