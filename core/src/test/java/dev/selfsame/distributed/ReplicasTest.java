package dev.selfsame.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    @Test
    void oneHandsBackWhatItGets() {
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.ones(DType.FLOAT32, 3, 2);
            assertSame(rows, Replicas.ONE.gather(rows));
            assertSame(rows, Replicas.ONE.sum(rows));
            assertEquals(0, Replicas.ONE.rank());
            assertEquals(1, Replicas.ONE.size());
            assertEquals("one", Replicas.ONE.toString());
        }
    }
}
