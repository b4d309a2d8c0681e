package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LinalgTest {
    @Test
    void distancesOfRowsHaveGradients() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {0, 0, 3, 4}, 2, 2).requireGradient(true);
            Tensor y = Tensor.of(new double[] {0, 0, 3, 0, 0, 4}, 3, 2);
            Tensor distances = Linalg.distances(x, y);
            assertArrayEquals(new double[] {0, 3, 4, 5, 4, 3}, distances.toDoubles(), 1e-12);
            distances.sum().backward();
            assertArrayEquals(new double[] {-1, -1, 1.6, 1.8}, x.gradient().toDoubles(), 1e-12);
        }
    }

    @Test
    void decompositionsOfASmallMatrix() {
        try (Scope scope = new Scope()) {
            Tensor matrix = Tensor.of(new double[] {2, 1, 1, 2}, 2, 2);
            assertArrayEquals(new double[] {3, 1}, Linalg.singularValues(matrix).toDoubles(), 1e-12);
            Linalg.Eigen eigen = Linalg.symmetricEigen(matrix);
            assertArrayEquals(new double[] {1, 3}, eigen.values().toDoubles(), 1e-12);
            Tensor rebuilt =
                    eigen.vectors().mul(eigen.values()).matmul(eigen.vectors().t());
            assertArrayEquals(matrix.toDoubles(), rebuilt.toDoubles(), 1e-12);
            Tensor lower = Linalg.cholesky(matrix);
            assertArrayEquals(matrix.toDoubles(), lower.matmul(lower.t()).toDoubles(), 1e-12);
            assertEquals(Math.log(3), Linalg.logAbsDeterminant(matrix).item(), 1e-12);
            Tensor right = Tensor.of(new double[] {1, 5}, 2, 1);
            assertArrayEquals(
                    right.toDoubles(),
                    lower.matmul(Linalg.solveTriangular(lower, right, false)).toDoubles(),
                    1e-12);
        }
    }

    @Test
    void identityAndDiagonal() {
        try (Scope scope = new Scope()) {
            Tensor identity = Linalg.eye(DType.FLOAT32, 2);
            assertArrayEquals(new float[] {1, 0, 0, 1}, identity.toFloats());
            Linalg.diagonal(identity).fillInPlace(7);
            assertArrayEquals(new float[] {7, 0, 0, 7}, identity.toFloats());
        }
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        try (Scope scope = new Scope()) {
            Tensor matrix = Tensor.of(new double[] {1, Double.NaN, 0, 1}, 2, 2);
            assertThrows(IllegalArgumentException.class, () -> Linalg.singularValues(matrix));
            assertThrows(IllegalArgumentException.class, () -> Linalg.symmetricEigen(matrix));
            assertThrows(
                    TensorException.class,
                    () -> Linalg.cholesky(Linalg.eye(DType.FLOAT64, 2).neg()));
        }
    }
}
