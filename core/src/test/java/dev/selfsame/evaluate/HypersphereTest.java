package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HypersphereTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void alignmentIsTheMeanSquaredDistanceOfDirections() {
        Tensor x = Tensor.of(new float[] {2, 0, 0, 3, 1, 0}, 3, 2);
        Tensor y = Tensor.of(new float[] {5, 0, 7, 0, -1, 0}, 3, 2);
        assertEquals((0 + 2 + 4) / 3.0, Hypersphere.alignment(x, y), 1e-12);
    }

    @Test
    void uniformityIsTheLogOfTheMeanPotentialOfPairs() {
        Tensor x = Tensor.of(new float[] {2, 0, 0, 3, -1, 0}, 3, 2); // distances² 2, 4, 2
        assertEquals(Math.log((2 * Math.exp(-4) + Math.exp(-8)) / 3), Hypersphere.uniformity(x), 1e-6);
    }

    @Test
    void uniformityOfAPointIsZeroAndOfOppositesMinusEight() {
        assertEquals(0, Hypersphere.uniformity(Clusters.gaussian(1, 8, 1).expand(9, 8)), 1e-5);
        assertEquals(-8, Hypersphere.uniformity(Tensor.of(new float[] {1, 0, -1, 0}, 2, 2)), 1e-5);
    }

    @Test
    void blocksDoNotChangeUniformity() {
        Tensor rows = Clusters.gaussian(5000, 4, 1); // three blocks
        double[] x = Norm.l2(rows).toDoubles();
        double sum = 0;
        for (int i = 0; i < 5000; i++) {
            for (int j = 0; j < i; j++) {
                double square = 0;
                for (int k = 0; k < 4; k++) {
                    double difference = x[4 * i + k] - x[4 * j + k];
                    square += difference * difference;
                }
                sum += Math.exp(-2 * square);
            }
        }
        assertEquals(Math.log(sum / (5000.0 * 4999 / 2)), Hypersphere.uniformity(rows), 1e-6);
    }

    @Test
    void viewsOfOtherShapesAreRefused() {
        Tensor x = Clusters.gaussian(3, 4, 1);
        assertThrows(IllegalArgumentException.class, () -> Hypersphere.alignment(x, Clusters.gaussian(4, 4, 1)));
        assertThrows(IllegalArgumentException.class, () -> Hypersphere.uniformity(Clusters.gaussian(1, 4, 1)));
    }
}
