package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CpuTest {
    @Test
    void tellsNameAndMemory() {
        assertFalse(Cpu.model().isBlank());
        assertTrue(Cpu.memoryBytes() > 1L << 28, () -> "memory " + Cpu.memoryBytes());
    }
}
