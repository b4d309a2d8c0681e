package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PatchKernelAlignmentTest {
    @Test
    void aFactorARotationAndAShiftOfTheFeaturesChangeNothing() {
        try (Scope scope = new Scope();
                PatchKernelAlignment loss = new PatchKernelAlignment()) {
            Tensor x = values(3, 2, 6, 2);
            Tensor y = values(4, 2, 6, 2);
            Tensor turn = Tensor.of(new double[] {0.6, 0.8, -0.8, 0.6}, 2, 2);
            double plain = loss.apply(x, y, null).total().item();
            Tensor other = x.matmul(turn).mul(3).add(7);
            assertEquals(plain, loss.apply(other, y, null).total().item(), 1e-12);
            assertEquals(0, loss.apply(other, x, null).total().item(), 1e-12);
            assertTrue(plain > 0.01 && plain < 1, "" + plain);
        }
    }

    @Test
    void eachStepDrawsOtherPatchesAndHeldStillTheSame() {
        try (Scope scope = new Scope();
                PatchKernelAlignment loss = new PatchKernelAlignment(3, 5, Replicas.ONE);
                PatchKernelAlignment again = new PatchKernelAlignment(3, 5, Replicas.ONE);
                PatchKernelAlignment seed = new PatchKernelAlignment(3, 6, Replicas.ONE)) {
            Tensor x = values(5, 2, 8, 4);
            Tensor y = values(6, 2, 8, 4);
            double first = loss.apply(x, y, null).total().item();
            double second = loss.apply(x, y, null).total().item();
            assertEquals(2, loss.buffers().get("draws.step").item());
            assertNotEquals(first, second, 1e-9);
            assertNotEquals(first, seed.apply(x, y, null).total().item(), 1e-9);
            again.update(false);
            assertEquals(first, again.apply(x, y, null).total().item());
            assertEquals(first, again.apply(x, y, null).total().item());
        }
    }

    @Test
    void fewPatchesAreAllTakenWithoutADraw() {
        try (Scope scope = new Scope();
                PatchKernelAlignment all = new PatchKernelAlignment();
                PatchKernelAlignment some = new PatchKernelAlignment(8, 5, Replicas.ONE)) {
            Tensor x = values(5, 2, 8, 4);
            Tensor y = values(6, 2, 8, 4);
            assertEquals(
                    all.apply(x, y, null).total().item(),
                    some.apply(x, y, null).total().item());
            assertEquals(0, some.buffers().get("draws.step").item());
        }
    }

    @Test
    void theWholeMapOnItsOwnGridIsTheMap() {
        try (Scope scope = new Scope()) {
            Tensor map = values(7, 1, 3, 4, 5);
            Tensor box = Tensor.of(new double[] {0, 0, 5, 4}, 1, 4);
            Tensor grid = PatchKernelAlignment.resampleToGrid(map, box, 4, 5);
            assertArrayEquals(
                    map.flatten(2).transpose(1, 2).contiguous().toDoubles(),
                    grid.contiguous().toDoubles(),
                    1e-12);
            Tensor mean = PatchKernelAlignment.resampleToGrid(map, box, 1, 1);
            assertArrayEquals(
                    map.flatten(2).mean(2, false).toDoubles(), mean.flatten(1).toDoubles(), 1e-12);
            assertThrows(IllegalArgumentException.class, () -> PatchKernelAlignment.resampleToGrid(map, box, 0, 5));
        }
    }

    private static Tensor values(int part, long... shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        return Tensor.of(Samples.gaussian(100, part, count), shape);
    }
}
