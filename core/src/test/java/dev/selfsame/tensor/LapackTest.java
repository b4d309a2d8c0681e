package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.ChildJvm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LapackTest {
    @Test
    void smallStacksAreEnough() {
        ChildJvm.Result result = ChildJvm.of(LapackProgram.class)
                .with(Map.of("OMP_STACKSIZE", "512k", "OMP_NUM_THREADS", "", "OPENBLAS_NUM_THREADS", ""))
                .run();
        assertEquals(0, result.status(), result.toString());
        String[] words = result.out().lines().findFirst().orElseThrow().split(" ", -1);
        assertEquals(Double.parseDouble(words[1]), Double.parseDouble(words[2]), 1e-6); // det(A Aᵀ) = det(A)²
        assertTrue(result.out().contains("done"), result.toString());
    }

    @Test
    void eachMatrixOfABatchHasItsDeterminant() {
        try (Scope scope = new Scope()) {
            Tensor batch = Tensor.of(new double[] {2, 0, 0, 3, 1, 2, 3, 4}, 1, 2, 2, 2);
            Tensor logs = Linalg.logAbsDeterminant(batch);
            assertArrayEquals(new long[] {1, 2}, logs.shape());
            assertArrayEquals(new double[] {Math.log(6), Math.log(2)}, logs.toDoubles(), 1e-12);
            assertArrayEquals(
                    new long[] {0},
                    Linalg.logAbsDeterminant(Tensor.zeros(DType.FLOAT64, 0, 2, 2))
                            .shape());
        }
    }

    @Test
    void gradientsAreRecordedAsOnTheCallingThread() {
        try (Scope scope = new Scope()) {
            Tensor matrix = Tensor.of(new double[] {2, 0, 0, 4}, 2, 2).requireGradient(true);
            Linalg.logAbsDeterminant(matrix).backward();
            assertArrayEquals(new double[] {0.5, 0, 0, 0.25}, matrix.gradient().toDoubles(), 1e-12);
            try (NoGrad guard = new NoGrad()) {
                assertFalse(Linalg.cholesky(matrix).requiresGradient());
            }
            assertTrue(Linalg.cholesky(matrix).requiresGradient());
        }
    }

    @Test
    void autocastIsThatOfTheCallingThread() {
        try (Scope scope = new Scope();
                Autocast cast = Autocast.to(DType.BFLOAT16, Device.CPU)) {
            Tensor product = Linalg.eye(DType.FLOAT32, 2).matmul(Linalg.eye(DType.FLOAT32, 2));
            assertEquals(DType.BFLOAT16, product.dtype());
            assertEquals(DType.FLOAT32, Linalg.singularValues(product).dtype());
        }
    }

    @Test
    void failuresComeToTheCallingThreadInOneLine() {
        try (Scope scope = new Scope()) {
            Tensor wide = Tensor.zeros(DType.FLOAT32, 2, 3);
            TensorException e = assertThrows(TensorException.class, () -> Linalg.logAbsDeterminant(wide));
            assertTrue(e.getMessage().startsWith("logAbsDeterminant(float32[2, 3]): "), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Test
    void anInterruptWaitsUntilTheWorkIsDone() {
        try (Scope scope = new Scope()) {
            Thread.currentThread().interrupt();
            assertEquals(
                    0, Linalg.logAbsDeterminant(Linalg.eye(DType.FLOAT64, 3)).item());
            assertTrue(Thread.interrupted());
        }
    }
}
