package dev.selfsame.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GradientsTest {
    private Scope scope;
    private Tensor x;
    private Tensor y;
    private Tensor without;

    @BeforeEach
    void open() {
        scope = new Scope();
        x = Tensor.ones(DType.FLOAT64, 2).requireGradient(true);
        y = Tensor.ones(DType.FLOAT64, 1).requireGradient(true);
        without = Tensor.ones(DType.FLOAT64, 3).requireGradient(true);
        x.backward(Tensor.of(new double[] {2, 3}, 2));
        y.backward(Tensor.of(new double[] {6}, 1));
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void normIsThatOfAllTogether() {
        assertEquals(7, Gradients.norm(List.of(x, without, y)), 1e-12);
        assertEquals(0, Gradients.norm(List.of(without)));
    }

    @Test
    void clipShortensAllByOneFactorAndReturnsTheNormBefore() {
        assertEquals(7, Gradients.clip(List.of(x, y, without), 3.5), 1e-12);
        assertArrayEquals(new double[] {1, 1.5}, x.gradient().toDoubles(), 1e-6);
        assertEquals(3, y.gradient().item(), 1e-6);
    }

    @Test
    void clipLeavesShortOnesAlone() {
        Gradients.clip(List.of(x, y), 7.1);
        assertArrayEquals(new double[] {2, 3}, x.gradient().toDoubles());
    }

    @Test
    void clipLeavesBrokenOnesForTheCallerToSee() {
        Tensor broken = Tensor.ones(DType.FLOAT64, 1).requireGradient(true);
        broken.backward(Tensor.of(new double[] {Double.POSITIVE_INFINITY}, 1));
        assertEquals(Double.POSITIVE_INFINITY, Gradients.clip(List.of(x, broken), 1));
        assertArrayEquals(new double[] {2, 3}, x.gradient().toDoubles());
        broken.backward(Tensor.of(new double[] {Double.NaN}, 1));
        assertEquals(Double.NaN, Gradients.clip(List.of(x, broken), 1));
    }

    @Test
    void anImpossibleBoundIsRefused() {
        for (double bound : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> Gradients.clip(List.of(x), bound));
        }
    }
}
