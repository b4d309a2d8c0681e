package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * Alignment and uniformity (Wang and Isola 2020, "Understanding Contrastive Representation Learning through Alignment and
 * Uniformity on the Hypersphere", arXiv:2005.10242, section 4.1). Rows are L2-normalised first; lower is better for both.
 */
public final class Hypersphere {
    private static final double T = 2;
    private static final long BLOCK = 2048;

    private Hypersphere() {}

    /**
     * The mean squared distance (α = 2) between two views of one image: 0 to 4.
     *
     * @param rows [N, D], N at least 1
     * @param others [N, D], row i of the same image as row i
     */
    public static double alignment(Tensor rows, Tensor others) {
        Rows.require("embeddings", rows, 1);
        Rows.require("embeddings of other views", others, 1);
        if (!Arrays.equals(rows.shape(), others.shape())) {
            throw new IllegalArgumentException("embeddings of both views must have one shape, got "
                    + Arrays.toString(rows.shape()) + " and " + Arrays.toString(others.shape()));
        }
        double[] sum = new double[1];
        Rows.each(rows, (piece, start) -> {
            Tensor other = others.narrow(0, start, piece.size(0));
            sum[0] += unit(piece, DType.FLOAT64)
                    .sub(unit(other, DType.FLOAT64))
                    .square()
                    .sum()
                    .item();
        });
        return sum[0] / rows.size(0);
    }

    /**
     * The logarithm of the mean of {@code e^(-2‖x - y‖²)} over all pairs of different rows (t = 2): -8 to 0. Its time grows
     * with N², its memory doesn't.
     *
     * @param rows [N, D], N at least 2
     */
    public static double uniformity(Tensor rows) {
        Rows.require("embeddings", rows, 2);
        double[] sum = new double[1];
        Rows.each(rows, BLOCK, (first, start) -> {
            Tensor x = unit(first, DType.FLOAT32);
            Tensor rest = rows.narrow(0, start, rows.size(0) - start);
            Rows.each(rest, BLOCK, (second, offset) -> {
                Tensor cosines = x.matmul(unit(second, DType.FLOAT32).t()); // [N1, N2]
                Tensor potential = cosines.to(DType.FLOAT64).sub(1).mul(2 * T).exp(); // ‖x - y‖² = 2 - 2 cos
                double all = potential.sum().item();
                sum[0] += offset > 0
                        ? all
                        : (all - Linalg.diagonal(potential).sum().item()) / 2;
            });
        });
        double n = rows.size(0);
        return Math.log(sum[0] / (n * (n - 1) / 2));
    }

    private static Tensor unit(Tensor piece, DType dtype) {
        return Norm.l2(piece.to(dtype));
    }
}
