package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * The correlation of dimensions between two views of the same images, whose matrix Barlow Twins draws to the identity
 * (Zbontar et al. 2021, arXiv:2103.03230, equation 2). A dimension that never changes correlates with none.
 *
 * @param diagonal mean over dimensions of the correlation with itself in the other view, -1 to 1: 1 is ideal
 * @param offDiagonal root of the mean square over pairs of different dimensions, 0 to 1: 0 says that no dimension repeats
 *     another; 0 where there is one dimension
 */
public record CrossCorrelation(double diagonal, double offDiagonal) {
    /**
     * Of two views.
     *
     * @param rows [N, D], N at least 2
     * @param others [N, D], row i of the same image as row i
     */
    public static CrossCorrelation of(Tensor rows, Tensor others) {
        try (Scope scope = new Scope()) {
            Tensor matrix = matrix(rows, others); // [D, D]
            double d = matrix.size(0);
            Tensor diagonal = Linalg.diagonal(matrix);
            double off = matrix.square().sum().item() - diagonal.square().sum().item();
            return new CrossCorrelation(
                    diagonal.mean().item(), d == 1 ? 0 : Math.sqrt(Math.max(0, off) / (d * (d - 1))));
        }
    }

    /**
     * The matrix itself, in float64: [D, D], row i of dimension i in the first view, column j of dimension j in the other.
     *
     * @param rows [N, D], N at least 2
     * @param others [N, D], row i of the same image as row i
     */
    public static Tensor matrix(Tensor rows, Tensor others) {
        Rows.require("embeddings", rows, 2);
        Rows.require("embeddings of other views", others, 2);
        if (!Arrays.equals(rows.shape(), others.shape())) {
            throw new IllegalArgumentException("embeddings of both views must have one shape, got "
                    + Arrays.toString(rows.shape()) + " and " + Arrays.toString(others.shape()));
        }
        try (Scope scope = new Scope();
                Standardization first = Standardization.of(rows);
                Standardization second = Standardization.of(others)) {
            Tensor matrix = Tensor.zeros(DType.FLOAT64, rows.size(1), rows.size(1));
            Rows.each(rows, (piece, start) -> {
                Tensor left = first.apply(piece, DType.FLOAT64);
                Tensor right = second.apply(others.narrow(0, start, piece.size(0)), DType.FLOAT64);
                matrix.addInPlace(left.t().matmul(right), 1.0 / rows.size(0)); // [D, D]
            });
            return scope.keep(matrix);
        }
    }
}
