package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * LiDAR (Thilak et al. 2023, "LiDAR: Sensing Linear Probing Performance in Joint Embedding SSL Architectures",
 * arXiv:2312.04000, section 4): the effective rank of what tells images apart against what tells views of one image apart.
 * Each image is a class and its q views are its members; with the covariance of the images' means Σ_b and that of views
 * round their image's mean Σ_w + δI, it is e to the entropy of the eigenvalues of Σ_w^(-1/2) Σ_b Σ_w^(-1/2) divided by
 * their sum. 1 where one direction tells all images apart, at most min(n - 1, D). The paper takes δ = 1e-4, q = 50 and
 * n = 1,000 and more; its ε beside each share is left out, as in {@link Collapse#effectiveRank}.
 *
 * <p>Values of other numbers of images or views, or of other views, are not to be compared. The eigenvalues are those of
 * L⁻¹ Σ_b L⁻ᵀ with the Cholesky factor L of Σ_w + δI, which are the same. All in float64; memory grows with D², not with n.
 */
public final class Lidar {
    private static final double DELTA = 1e-4;

    private Lidar() {}

    /**
     * The rank.
     *
     * @param views at least 2, each [n, D] with n at least 2: row i of all is of one image
     */
    public static double of(List<Tensor> views) {
        requireViews(views);
        long n = views.get(0).size(0);
        long d = views.get(0).size(1);
        int q = views.size();
        try (Scope scope = new Scope()) {
            Tensor sum = Tensor.zeros(DType.FLOAT64, d);
            Rows.each(
                    views.get(0),
                    (piece, start) ->
                            sum.addInPlace(mean(views, start, piece.size(0)).sum(0, false), 1.0 / n));
            Tensor between = Tensor.zeros(DType.FLOAT64, d, d);
            Tensor within = Linalg.eye(DType.FLOAT64, d).mul(DELTA);
            Rows.each(views.get(0), (piece, start) -> {
                Tensor mean = mean(views, start, piece.size(0)); // [n', D]
                Tensor off = mean.sub(sum);
                between.addInPlace(off.t().matmul(off), 1.0 / (n - 1));
                for (Tensor view : views) {
                    Tensor round = part(view, start, piece.size(0)).sub(mean);
                    within.addInPlace(round.t().matmul(round), 1.0 / (n * (q - 1)));
                }
            });
            Tensor factor = Linalg.cholesky(within);
            Tensor half = Linalg.solveTriangular(factor, between, false); // L⁻¹ Σ_b
            Tensor whole = Linalg.solveTriangular(factor, half.t().contiguous(), false); // L⁻¹ Σ_b L⁻ᵀ
            return Collapse.entropyRank(
                    Linalg.symmetricEigenvalues(whole.add(whole.t()).mul(0.5)).toDoubles());
        }
    }

    private static void requireViews(List<Tensor> views) {
        if (views.size() < 2) {
            throw new IllegalArgumentException("LiDAR needs at least 2 views of each image, got " + views.size());
        }
        for (Tensor view : views) {
            Rows.require("embeddings of views", view, 2);
            if (!Arrays.equals(view.shape(), views.get(0).shape())) {
                throw new IllegalArgumentException("embeddings of all views must have one shape, got "
                        + Arrays.toString(views.get(0).shape()) + " and " + Arrays.toString(view.shape()));
            }
        }
    }

    private static Tensor mean(List<Tensor> views, long start, long length) {
        Tensor sum = part(views.get(0), start, length);
        for (Tensor view : views.subList(1, views.size())) {
            sum = sum.add(part(view, start, length));
        }
        return sum.div(views.size());
    }

    private static Tensor part(Tensor view, long start, long length) {
        return view.narrow(0, start, length).to(DType.FLOAT64);
    }
}
