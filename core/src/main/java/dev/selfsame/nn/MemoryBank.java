package dev.selfsame.nn;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * The last embeddings that were put in, oldest out first: the queue of MoCo (He et al. 2020, arXiv:1911.05722, section 3.2),
 * the support set of NNCLR. Buffers, named as Lightly's: {@code bank} [size, D] and {@code bank_ptr} [1], where the next
 * row goes. At first the rows point anywhere, each of length 1.
 *
 * <p>Losses read it and never change it: it holds still until {@link #enqueue}. Its rows carry no gradient.
 *
 * <p><b>Erratum.</b> Lightly cuts off a batch that passes the end, so that its last rows are lost and the next batch
 * begins at row 0; a batch larger than the bank leaves its first rows there, not its last. Here the rest goes on at row 0,
 * as in a ring: after any calls the bank holds exactly the last {@code size} rows that were put in, and a batch that
 * doesn't divide the size loses nothing. Lightly also leaves the bank out of its state dicts; here a resumed run has it.
 */
public final class MemoryBank extends Module {
    private final int size;
    private final int dimensions;
    private final boolean unit;
    private final Replicas replicas;
    private final Tensor bank;
    private final Tensor pointer;

    /** A bank of one replica that brings rows to length 1. */
    public MemoryBank(int size, int dimensions) {
        this(size, dimensions, Replicas.ONE);
    }

    /** A bank that brings rows to length 1, of all who share the batch. */
    public MemoryBank(int size, int dimensions, Replicas replicas) {
        this(size, dimensions, true, replicas);
    }

    /**
     * A bank.
     *
     * @param size the number of rows, at least 1; MoCo has 65536 for ImageNet
     * @param dimensions D, at least 1
     * @param unit whether rows are brought to length 1 when they go in, which losses with cosines want
     * @param replicas who shares the batch: the rows of all go in, in the order of their ranks
     */
    public MemoryBank(int size, int dimensions, boolean unit, Replicas replicas) {
        this.size = Check.atLeast(1, "size", size);
        this.dimensions = Check.atLeast(1, "dimensions", dimensions);
        this.unit = unit;
        this.replicas = replicas;
        this.bank = buffer("bank", DType.FLOAT32, Init.unitRows(dimensions), size, dimensions);
        this.pointer = buffer("bank_ptr", DType.INT64, Init.constant(0), 1);
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    /** D. */
    public int dimensions() {
        return dimensions;
    }

    /** The rows as they are now, in the bank's own order: a copy [size, D], which {@link #enqueue} doesn't change. */
    public Tensor rows() {
        requireReady();
        return bank.copy();
    }

    /**
     * Puts a batch in, after the loss was computed; the oldest rows go.
     *
     * @param rows this replica's embeddings [N, D], of any floating type; N may exceed the size
     */
    public void enqueue(Tensor rows) {
        requireReady();
        requireRows(rows);
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad();
                Autocast off = Autocast.off(rows.device())) {
            Tensor all = replicas.gather(rows.detach().to(bank.dtype())); // [all, D]
            write(unit ? Norm.l2(all) : all);
        }
    }

    private void write(Tensor rows) {
        long count = rows.size(0);
        long kept = Math.min(count, size);
        long start = (pointer.toLongs()[0] + count - kept) % size;
        long untilEnd = Math.min(kept, size - start);
        Tensor last = rows.narrow(0, count - kept, kept);
        bank.narrow(0, start, untilEnd).copyInPlace(last.narrow(0, 0, untilEnd));
        bank.narrow(0, 0, kept - untilEnd).copyInPlace(last.narrow(0, untilEnd, kept - untilEnd));
        pointer.fillInPlace((double) ((start + kept) % size));
    }

    void requireRows(Tensor rows) {
        if (rows.rank() != 2 || rows.size(1) != dimensions || !rows.dtype().isFloating()) {
            throw new IllegalArgumentException(where() + " wants floating rows [N, " + dimensions + "], got " + rows);
        }
    }

    @Override
    public String toString() {
        return "MemoryBank(" + size + " rows, " + dimensions + " dimensions" + (unit ? ", unit length)" : ")");
    }
}
