package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NearestNeighbourBankTest {
    private static final float[] ROWS = {0, 2, 3, 0, 5, 5, -1, 0};

    private final NearestNeighbourBank bank = new NearestNeighbourBank(4, 2);
    private final Scope scope = new Scope();

    @BeforeEach
    void fill() {
        bank.load(Map.of("bank.bank", Tensor.of(ROWS, 4, 2), "bank.bank_ptr", Tensor.of(new long[1], 1)));
    }

    @AfterEach
    void close() {
        bank.close();
        scope.close();
    }

    @Test
    void theNearestIsTheOneOfLargestCosineWithItsOwnLength() {
        Tensor z = Tensor.of(new double[] {0.1, 9, -7, -1, 100, 1}, 3, 2).requireGradient(true);
        Tensor nearest = bank.nearest(z);
        assertArrayEquals(new float[] {0, 2, -1, 0, 3, 0}, nearest.toFloats());
        assertFalse(nearest.requiresGradient());
    }

    @Test
    void severalComeInFallingOrder() {
        Tensor nearest = bank.nearest(Tensor.of(new float[] {1, 0.2f}, 1, 2), 3);
        assertArrayEquals(new long[] {1, 3, 2}, nearest.shape());
        assertArrayEquals(new float[] {3, 0, 5, 5, 0, 2}, nearest.toFloats());
    }

    @Test
    void oneThatWentInIsFoundUntilItIsTheOldest() {
        Tensor z = Tensor.of(new float[] {-4, -3}, 1, 2);
        assertArrayEquals(new float[] {-1, 0}, bank.nearest(z).toFloats());
        bank.enqueue(z);
        assertArrayEquals(new float[] {-4, -3}, bank.nearest(z).toFloats());
        for (int i = 0; i < 4; i++) {
            bank.enqueue(Tensor.of(new float[] {1, i}, 1, 2));
        }
        assertArrayEquals(new float[] {1, 0}, bank.nearest(z).toFloats());
    }

    @Test
    void comparesInFullPrecisionUnderAutocast() {
        // In bfloat16 both rows are one.
        bank.load(Map.of(
                "bank.bank",
                Tensor.of(new float[] {1, 0.001f, 1, 0.0012f, -1, 0, -1, 0}, 4, 2),
                "bank.bank_ptr",
                Tensor.of(new long[1], 1)));
        try (Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
            Tensor nearest = bank.nearest(Tensor.of(new float[] {1, 0.1f}, 1, 2));
            assertEquals(0.0012f, nearest.toFloats()[1]);
        }
    }

    @Test
    void leavesNothingBehindButTheRows() {
        Tensor z = Tensor.ones(DType.FLOAT32, 3, 2);
        long before = Leaks.live();
        Tensor nearest = bank.nearest(z);
        assertEquals(before + 1, Leaks.live());
        nearest.close();
        assertEquals(
                List.of("bank.bank", "bank.bank_ptr"), List.copyOf(bank.state().keySet()));
    }

    @Test
    void wrongQuestionsAreRefused() {
        Tensor z = Tensor.ones(DType.FLOAT32, 3, 2);
        assertThrows(IllegalArgumentException.class, () -> bank.nearest(Tensor.ones(DType.FLOAT32, 3, 3)));
        assertThrows(IllegalArgumentException.class, () -> bank.nearest(z, 0));
        assertThrows(IllegalArgumentException.class, () -> bank.nearest(z, 5));
    }
}
