package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForeachTest {
    @Test
    void lerpGoesPartOfTheWay() {
        try (Scope scope = new Scope()) {
            Tensor a = Tensor.of(new double[] {0, 4}, 2);
            Tensor b = Tensor.of(new double[] {4, 0}, 2);
            Foreach.lerp(List.of(a), List.of(b), 0.25);
            assertArrayEquals(new double[] {1, 3}, a.toDoubles(), 1e-15);
        }
    }

    @Test
    void sgdFollowsItsFormula() {
        try (Scope scope = new Scope()) {
            Tensor p = Tensor.of(new double[] {1, -2}, 2);
            Tensor g = Tensor.of(new double[] {0.5, 0.25}, 2);
            Tensor m = Tensor.zeros(DType.FLOAT64, 2);
            Foreach.sgd(List.of(p), List.of(g), List.of(m), 0.1, 0.9, 0, 0.01, false, true);
            assertArrayEquals(new double[] {1 - 0.1 * 0.51, -2 - 0.1 * 0.23}, p.toDoubles(), 1e-12);
            assertArrayEquals(new double[] {0.51, 0.23}, m.toDoubles(), 1e-12);
        }
    }

    @Test
    void sgdFollowsItsFormulaInAnyMemoryLayout() {
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.range(24).to(DType.FLOAT32).add(1).reshape(2, 3, 2, 2);
            Tensor p = Tensor.zeros(DType.FLOAT32, 2, 3, 2, 2).channelsLast();
            Tensor m = p.copy();
            Foreach.sgd(List.of(p), List.of(rows), List.of(m), 1, 0.9, 0, 0, false, false);
            assertArrayEquals(rows.toFloats(), p.neg().toFloats());
            assertArrayEquals(rows.toFloats(), m.toFloats());
            Tensor other = Tensor.zeros(DType.FLOAT32, 2, 3, 2, 2);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Foreach.sgd(List.of(p), List.of(rows), List.of(other), 1, 0.9, 0, 0, false, false));
        }
    }

    @Test
    void normsAreOutsideTheGraph() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new float[] {3, 4}, 2).requireGradient(true);
            Tensor norms = Foreach.norms(List.of(x, x));
            assertArrayEquals(new float[] {5, 5}, norms.toFloats());
            assertEquals(false, norms.requiresGradient());
        }
    }

    @Test
    void scaledSgdScalesAndDecaysEachParameterByItsOwnNumbers() {
        try (Scope scope = new Scope()) {
            Tensor p = Tensor.of(new double[] {1}, 1);
            Tensor q = Tensor.of(new double[] {-2}, 1);
            Tensor g = Tensor.of(new double[] {0.5}, 1);
            Tensor h = Tensor.of(new double[] {0.25}, 1);
            Foreach.scaledSgd(
                    List.of(p, q),
                    List.of(g, h),
                    List.of(),
                    new double[] {2, 3},
                    new double[] {0, 0.1},
                    0.1,
                    0,
                    0,
                    false,
                    false);
            assertEquals(1 - 0.1 * 1, p.item(), 1e-15);
            assertEquals(-2 - 0.1 * (0.75 - 0.2), q.item(), 1e-15);
        }
    }

    @Test
    void adamWFollowsItsFormula() {
        try (Scope scope = new Scope()) {
            Tensor p = Tensor.of(new float[] {1}, 1);
            Tensor g = Tensor.of(new float[] {0.5f}, 1);
            Tensor m = Tensor.zeros(DType.FLOAT32, 1);
            Tensor v = Tensor.zeros(DType.FLOAT32, 1);
            Tensor steps = Tensor.zeros(DType.FLOAT32);
            Foreach.adam(
                    List.of(p), List.of(g), List.of(m), List.of(v), List.of(steps), 0.1, 0.9, 0.999, 0.01, 1e-8, true);
            assertEquals(1, steps.item());
            assertEquals(1 * (1 - 0.1 * 0.01) - 0.1, p.item(), 1e-6);
        }
    }

    @Test
    void aKernelsRefusalIsToldWithoutTheInterpretersTrace() {
        try (Scope scope = new Scope()) {
            List<Tensor> whole = List.of(Tensor.zeros(DType.INT64, 2));
            TensorException e = assertThrows(
                    TensorException.class, () -> Foreach.sgd(whole, whole, List.of(), 1, 0, 0, 0, false, true));
            assertTrue(e.getMessage().startsWith("sgd(int64[2], int64[2]): "), e.getMessage());
            assertTrue(e.getMessage().contains("not implemented for 'Long'"), e.getMessage());
        }
    }

    @Test
    void aParameterThatRepeatsItsMemoryIsRefused() {
        try (Scope scope = new Scope()) {
            List<Tensor> repeated = List.of(Tensor.zeros(DType.FLOAT32, 1).expand(1000));
            List<Tensor> gradient = List.of(Tensor.zeros(DType.FLOAT32, 1000));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Foreach.sgd(repeated, gradient, List.of(), 1, 0, 0, 0, false, true));
        }
    }

    @Test
    void listsThatDontMatchAreRefused() {
        try (Scope scope = new Scope()) {
            Tensor a = Tensor.ones(DType.FLOAT32, 2);
            Tensor b = Tensor.ones(DType.FLOAT32, 3);
            assertThrows(IllegalArgumentException.class, () -> Foreach.lerp(List.of(a), List.of(b), 0.5));
            assertThrows(IllegalArgumentException.class, () -> Foreach.lerp(List.of(a), List.of(), 0.5));
        }
    }

    @Test
    void antiAliasedResizeTakesBytes() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.full(DType.UINT8, 7, 1, 3, 40, 30).channelsLast();
            assertArrayEquals(
                    new long[] {1, 3, 10, 8}, Resize.bilinear(x, 10, 8).shape());
            assertEquals(7, Resize.bicubic(x, 10, 8).to(DType.FLOAT32).mean().item(), 1e-5);
        }
    }
}
