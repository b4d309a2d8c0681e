package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;

/** The squares off the diagonal of a matrix of features by features, C = Aᵀ B over the rows of all replicas. */
final class OffDiagonal {
    private OffDiagonal() {}

    /**
     * {@code Σ_{i ≠ j} Cᵢⱼ²}: a scalar. Rows of rank 3 give a matrix a position, all of which are summed.
     *
     * @param a this replica's rows: [N, D] or [N, P, D]
     * @param b this replica's rows, as many
     * @param diagonal that of C, over all replicas: [D] or [P, D]
     */
    static Tensor squares(Tensor a, Tensor b, Tensor diagonal, Replicas replicas) {
        boolean wide = 2 * a.size(0) * replicas.size() <= a.size(-1);
        return wide ? ofWide(a, b, diagonal, replicas) : of(a, b, replicas);
    }

    private static Tensor of(Tensor a, Tensor b, Replicas replicas) {
        long d = a.size(-1);
        Tensor c = replicas.sum(positions(a).transpose(-2, -1).matmul(positions(b))); // [(P,) D, D]
        long matrices = c.count() / (d * d);
        // Without its last value, a matrix in rows of D + 1 has the diagonal as its first column.
        Tensor shifted = c.reshape(matrices, d * d).narrow(1, 0, d * d - 1).reshape(matrices, d - 1, d + 1);
        return shifted.narrow(2, 1, d).square().sum();
    }

    /**
     * The same where features outnumber images two to one, without making C, which takes D² memory and D²N work: {@code
     * Σ Cᵢⱼ² = Σ (A Aᵀ) ∘ (B Bᵀ)}, both [N, N]. To take the diagonal from it costs no digits that count: C has a rank
     * below N, so {@code (Σ Cᵢᵢ)² ≤ N Σ Cᵢⱼ²}. Where the diagonal is even, the rest is therefore at least as large as
     * it; where it isn't, that is far more than what rounding leaves here.
     */
    private static Tensor ofWide(Tensor a, Tensor b, Tensor diagonal, Replicas replicas) {
        Tensor gram0 = gram(a, replicas); // [(P,) all, all]
        Tensor gram1 = a == b ? gram0 : gram(b, replicas);
        return gram0.mul(gram1).sum().sub(diagonal.square().sum());
    }

    private static Tensor gram(Tensor rows, Replicas replicas) {
        Tensor all = positions(replicas.gather(rows)); // [(P,) all, D]
        return all.matmul(all.transpose(-2, -1));
    }

    /** [N, P, D] as a matrix a position: [P, N, D]. */
    private static Tensor positions(Tensor rows) {
        return rows.rank() == 3 ? rows.transpose(0, 1) : rows;
    }
}
