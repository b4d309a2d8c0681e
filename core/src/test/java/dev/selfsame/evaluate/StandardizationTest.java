package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;

class StandardizationTest {
    @Test
    void eachDimensionHasMeanZeroAndDeviationOneByTheRowsGiven() {
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.of(new float[] {1, -50, 3, 50}, 2, 2);
            try (Standardization standard = Standardization.of(rows)) {
                assertArrayEquals(
                        new float[] {-1, -1, 1, 1}, standard.apply(rows).toFloats(), 1e-6f);
                Tensor others = Tensor.of(new float[] {2, 100}, 1, 2);
                assertArrayEquals(new float[] {0, 2}, standard.apply(others).toFloats(), 1e-6f);
            }
        }
    }

    @Test
    void aDimensionThatNeverChangesBecomesZero() {
        try (Scope scope = new Scope();
                Standardization standard = Standardization.of(Tensor.of(new float[] {5, 5, 5}, 3, 1))) {
            assertArrayEquals(
                    new float[] {0, 0},
                    standard.apply(Tensor.of(new float[] {5, 9}, 2, 1)).toFloats());
        }
    }

    @Test
    void noneLeavesFeaturesAsTheyAre() {
        try (Scope scope = new Scope();
                Standardization standard = Standardization.none(2)) {
            float[] row = {0.1f, -7};
            assertArrayEquals(row, standard.apply(Tensor.of(row, 1, 2)).toFloats());
        }
    }
}
