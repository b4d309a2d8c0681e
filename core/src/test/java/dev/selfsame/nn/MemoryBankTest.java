package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBankTest {
    private Scope scope = new Scope();

    @BeforeEach
    void open() {
        scope.close();
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** A bank whose rows are stored as they come, all 0 at first. */
    private static MemoryBank plain(int size, int dimensions) {
        MemoryBank bank = new MemoryBank(size, dimensions, false, Replicas.ONE);
        bank.load(Map.of("bank", Tensor.zeros(DType.FLOAT32, size, dimensions), "bank_ptr", Tensor.of(new long[1], 1)));
        return bank;
    }

    /** Rows of one value each, counted from {@code first}. */
    private static Tensor counted(int first, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = first + i;
        }
        return Tensor.of(values, count, 1);
    }

    private static long pointer(MemoryBank bank) {
        return bank.state().get("bank_ptr").toLongs()[0];
    }

    @ParameterizedTest
    @CsvSource({"1,3", "5,3", "7,9", "8,4", "10,25", "64,13"})
    void holdsExactlyTheLastRowsWhateverTheBatches(int size, int most) {
        Draws draws = Draws.of(3, Stream.SAMPLE, 0, size, most);
        double[] ring = new double[size];
        int written = 0;
        try (MemoryBank bank = plain(size, 1)) {
            for (int call = 0; call < 60; call++) {
                int count = draws.below(most + 1);
                bank.enqueue(counted(written + 1, count));
                for (int i = 0; i < count; i++) {
                    ring[written % size] = written + 1;
                    written++;
                }
                assertArrayEquals(ring, bank.rows().toDoubles(), "call " + call + ", " + count + " rows");
                assertEquals(written % size, pointer(bank));
            }
        }
    }

    /**
     * Two batches of 3 in a bank of 5. Lightly's has 1 2 3 4 5 then, and goes on at row 0: row 6 is lost, though it is the
     * newest, and row 1, the oldest, stays.
     */
    @Test
    void aBatchThatPassesTheEndLosesNothingWhereLightlyDropsItsRest() {
        try (MemoryBank bank = plain(5, 1)) {
            bank.enqueue(counted(1, 3));
            bank.enqueue(counted(4, 3));
            double[] lightly = {1, 2, 3, 4, 5};
            double[] exact = {6, 2, 3, 4, 5};
            assertFalse(Arrays.equals(lightly, bank.rows().toDoubles()));
            assertArrayEquals(exact, bank.rows().toDoubles());
            assertEquals(1, pointer(bank));
        }
    }

    @Test
    void beginsWithRowsOfLengthOneThatDependOnTheSeed() {
        try (MemoryBank bank = new MemoryBank(20, 6);
                MemoryBank again = new MemoryBank(20, 6)) {
            bank.initialize(1);
            again.initialize(2);
            assertFalse(Arrays.equals(bank.rows().toFloats(), again.rows().toFloats()));
            again.initialize(1);
            assertArrayEquals(bank.rows().toFloats(), again.rows().toFloats());
            for (double norm : bank.rows().norm(1, false).toDoubles()) {
                assertEquals(1, norm, 1e-6);
            }
            assertTrue(bank.rows().mean(0, false).norm().item() < 0.7, "rows point everywhere");
            assertNotEquals(bank.rows().toFloats()[0], bank.rows().toFloats()[6]);
        }
    }

    @Test
    void hasNoRowsBeforeItIsInitialised() {
        try (MemoryBank bank = new MemoryBank(4, 2)) {
            assertThrows(IllegalStateException.class, bank::rows);
            assertThrows(IllegalStateException.class, () -> bank.enqueue(counted(0, 2)));
        }
    }

    @Test
    void bringsRowsToLengthOneUnlessToldOtherwise() {
        try (MemoryBank bank = new MemoryBank(3, 2)) {
            bank.initialize(0);
            bank.enqueue(Tensor.of(new float[] {3, 4, 0, -2}, 2, 2).to(DType.BFLOAT16));
            assertArrayEquals(
                    new double[] {0.6, 0.8, 0, -1}, Arrays.copyOf(bank.rows().toDoubles(), 4), 1e-7);
            assertEquals(DType.FLOAT32, bank.rows().dtype());
        }
    }

    @Test
    void whatWasReadStaysAndGradientsFlowAfterTheNextRowsCame() {
        try (MemoryBank bank = plain(3, 1)) {
            bank.enqueue(counted(1, 3));
            Tensor z = Tensor.ones(DType.FLOAT32, 1, 1).requireGradient(true);
            Tensor before = bank.rows();
            Tensor sum = z.matmul(before.t()).sum();
            bank.enqueue(z.mul(9));
            assertArrayEquals(new float[] {1, 2, 3}, before.toFloats());
            assertArrayEquals(new float[] {9, 2, 3}, bank.rows().toFloats());
            assertFalse(bank.rows().requiresGradient());
            sum.backward();
            assertEquals(6, z.gradient().item());
        }
    }

    @Test
    void aResumedBankGoesOnToTheBit() {
        try (MemoryBank bank = new MemoryBank(5, 3);
                MemoryBank resumed = new MemoryBank(5, 3)) {
            bank.initialize(7);
            bank.enqueue(Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3));
            Map<String, Tensor> saved = new HashMap<>();
            bank.state().forEach((name, tensor) -> saved.put(name, tensor.copy()));
            assertEquals(List.of("bank", "bank_ptr"), List.copyOf(bank.state().keySet()));
            Tensor next = Tensor.of(new double[] {-1, 2, 3, 4, -5, 6, 0.1, 8, 9}, 3, 3);
            bank.enqueue(next);
            resumed.load(saved);
            resumed.enqueue(next);
            bank.state()
                    .forEach((name, tensor) -> assertArrayEquals(
                            tensor.toBytes(), resumed.state().get(name).toBytes(), name));
        }
    }

    @Test
    void takesTheRowsOfAllReplicasInTheirOrder() {
        Replicas second = new Replicas() {
            @Override
            public int rank() {
                return 1;
            }

            @Override
            public int size() {
                return 2;
            }

            @Override
            public Tensor gather(Tensor rows) {
                return Tensor.cat(List.of(counted(10, 2), rows), 0);
            }

            @Override
            public Tensor sum(Tensor values) {
                throw new AssertionError("nothing to sum");
            }
        };
        try (MemoryBank bank = new MemoryBank(5, 1, false, second)) {
            bank.initialize(0);
            bank.enqueue(counted(20, 2));
            assertArrayEquals(
                    new float[] {10, 11, 20, 21}, Arrays.copyOf(bank.rows().toFloats(), 4));
            assertEquals(4, pointer(bank));
        }
    }

    @Test
    void leavesNothingBehind() {
        try (MemoryBank bank = new MemoryBank(7, 4)) {
            bank.initialize(0);
            Tensor rows = Tensor.ones(DType.FLOAT32, 5, 4);
            long before = Leaks.live();
            for (int call = 0; call < 10; call++) {
                bank.enqueue(rows);
                assertEquals(before, Leaks.live());
            }
        }
    }

    @Test
    void rowsThatDontFitAreRefused() {
        try (MemoryBank bank = new MemoryBank(7, 4)) {
            bank.initialize(0);
            for (Tensor wrong : List.of(
                    Tensor.ones(DType.FLOAT32, 2, 3), Tensor.ones(DType.FLOAT32, 4), Tensor.zeros(DType.INT64, 2, 4))) {
                Exception refused = assertThrows(IllegalArgumentException.class, () -> bank.enqueue(wrong));
                assertTrue(refused.getMessage().contains("MemoryBank(7 rows, 4 dimensions"), refused.getMessage());
            }
        }
        assertThrows(IllegalArgumentException.class, () -> new MemoryBank(0, 4));
        assertThrows(IllegalArgumentException.class, () -> new MemoryBank(4, 0));
    }
}
