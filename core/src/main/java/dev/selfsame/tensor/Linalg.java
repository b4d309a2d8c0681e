package dev.selfsame.tensor;

import java.util.List;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Matrices, distances of rows and decompositions, these in float32 or float64. */
public final class Linalg {
    private Linalg() {}

    /** The identity matrix: [n, n]. */
    public static Tensor eye(DType dtype, long n) {
        Memory.count(n, n);
        return Op.of("eye", () -> torch.torch_eye(n, Memory.options(dtype)));
    }

    /** The diagonal of a matrix, sharing its memory: [n, m] → [min(n, m)]. */
    public static Tensor diagonal(Tensor matrix) {
        return Op.of("diagonal", () -> matrix.handle().diagonal(), matrix);
    }

    /** The Euclidean distances of the rows of two matrices: [n, d] and [m, d] to [n, m]. */
    public static Tensor distances(Tensor x, Tensor y) {
        return Op.of("distances", () -> torch.cdist(x.handle(), y.handle()), x, y);
    }

    /** The singular values of [..., n, m] in falling order: [..., min(n, m)]. */
    public static Tensor singularValues(Tensor matrix) {
        requireFinite("singularValues", matrix);
        return Lapack.one("singularValues", () -> torch.linalg_svdvals(matrix.handle()), matrix);
    }

    /** The eigenvalues of a symmetric matrix [n, n] in rising order: [n]. */
    public static Tensor symmetricEigenvalues(Tensor matrix) {
        // Here, not by Lapack: without the vectors it needs little stack, and training calls it for every line it logs.
        return Op.of("symmetricEigenvalues", () -> torch.linalg_eigvalsh(matrix.handle()), matrix);
    }

    /** Eigenvalues in rising order [n] and eigenvectors as columns [n, n] of a symmetric matrix. */
    public record Eigen(Tensor values, Tensor vectors) {}

    /** The eigen-decomposition of a symmetric matrix [n, n]. */
    public static Eigen symmetricEigen(Tensor matrix) {
        requireFinite("symmetricEigen", matrix);
        List<Tensor> parts = Lapack.of(
                "symmetricEigen",
                () -> {
                    var result = torch.linalg_eigh(matrix.handle());
                    return List.of(
                            new org.bytedeco.pytorch.Tensor(result.get0()),
                            new org.bytedeco.pytorch.Tensor(result.get1()));
                },
                matrix);
        return new Eigen(parts.get(0), parts.get(1));
    }

    /** The lower triangular L with {@code L Lᵀ = matrix}, for a symmetric positive definite matrix. */
    public static Tensor cholesky(Tensor matrix) {
        return Lapack.one("cholesky", () -> torch.linalg_cholesky(matrix.handle()), matrix);
    }

    /** The logarithm of the absolute determinant of [..., n, n]. */
    public static Tensor logAbsDeterminant(Tensor matrix) {
        return Lapack.one("logAbsDeterminant", () -> logAbsDeterminant(matrix.handle()), matrix);
    }

    /** Of several matrices one after the other: libtorch would give them to its own threads, whose stacks may be small. */
    private static org.bytedeco.pytorch.Tensor logAbsDeterminant(org.bytedeco.pytorch.Tensor matrix) {
        if (matrix.dim() < 3 || !matrix.device().is_cpu() || matrix.numel() == 0) {
            return new org.bytedeco.pytorch.Tensor(torch.linalg_slogdet(matrix).get1());
        }
        TensorVector each = new TensorVector();
        for (long i = 0; i < matrix.size(0); i++) {
            each.push_back(logAbsDeterminant(matrix.select(0, i)));
        }
        return torch.stack(each);
    }

    /** X with {@code triangle X = right}. */
    public static Tensor solveTriangular(Tensor triangle, Tensor right, boolean upper) {
        return Lapack.one(
                "solveTriangular",
                () -> torch.linalg_solve_triangular(triangle.handle(), right.handle(), upper),
                triangle,
                right);
    }

    /** LAPACK would print its own complaint on standard output. */
    private static void requireFinite(String operation, Tensor matrix) {
        boolean finite =
                Op.value(operation, () -> matrix.handle().isfinite().all().item_bool(), matrix);
        if (!finite) {
            throw new IllegalArgumentException(operation + " of values that are NaN or infinite: " + matrix);
        }
    }
}
