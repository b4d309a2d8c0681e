package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Init;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;

/** A memory bank that knows which of its rows were put in; a fresh one has random ones. */
final class FillingBank extends Module {
    private final MemoryBank bank;
    private final Replicas replicas;
    private final Tensor seen = buffer("seen", DType.INT64, Init.constant(0), 1);

    /**
     * An empty one.
     *
     * @param size the number of rows, at least 1
     * @param dimensions of a row, which is brought to length 1
     * @param replicas who shares the batch: the rows of all go in
     */
    FillingBank(int size, int dimensions, Replicas replicas) {
        bank = child("rows", new MemoryBank(size, dimensions, replicas));
        this.replicas = replicas;
    }

    /** How many rows were put in and are still there. */
    int filled() {
        return (int) seen.toLongs()[0];
    }

    boolean isFull() {
        return filled() == bank.size();
    }

    /** The rows that were put in, in the bank's own order: [filled, D]. */
    Tensor rows() {
        return bank.rows().narrow(0, 0, filled()); // the pointer starts at row 0
    }

    /** Puts this replica's rows in, [N, D], with those of the others; the oldest go. */
    void enqueue(Tensor rows) {
        bank.enqueue(rows);
        try (NoGrad guard = new NoGrad()) {
            seen.fillInPlace(Math.min(bank.size(), filled() + (double) rows.size(0) * replicas.size()));
        }
    }
}
