package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CpuTest {
    private static final String TWO_SOCKETS_OF_ONE_CORE_WITH_TWO_THREADS =
            """
            processor\t: 0
            model name\t: Some: Processor @ 2.0GHz
            physical id\t: 0
            core id\t\t: 0
            flags\t\t: fpu avx2 avx512_bf16
            power management:

            processor\t: 1
            model name\t: Some: Processor @ 2.0GHz
            physical id\t: 0
            core id\t\t: 0
            flags\t\t: fpu avx2 avx512_bf16

            processor\t: 2
            physical id\t: 1
            core id\t\t: 0

            processor\t: 3
            physical id\t: 1
            core id\t\t: 0
            """;

    @Test
    void tellsNameAndMemory() {
        assertFalse(Cpu.model().isBlank());
        assertTrue(Cpu.memoryBytes() > 1L << 28, () -> "memory " + Cpu.memoryBytes());
        assertTrue(Cpu.physicalCores() >= 1
                && Cpu.physicalCores() <= Runtime.getRuntime().availableProcessors());
        assertEquals(
                Cpu.features().contains("avx512_bf16") || Cpu.features().contains("amx_bf16"), Cpu.hasFastBfloat16());
    }

    @Test
    void readsWhatLinuxTells() {
        CpuInfo info =
                CpuInfo.of(TWO_SOCKETS_OF_ONE_CORE_WITH_TWO_THREADS.lines().toList());
        assertEquals("Some: Processor @ 2.0GHz", info.model());
        assertEquals(Set.of("fpu", "avx2", "avx512_bf16"), info.flags());
        assertEquals(2, info.cores());
    }

    @Test
    void isCautiousWhereNothingIsTold() {
        CpuInfo info = CpuInfo.of(List.of());
        assertEquals(new CpuInfo("", Set.of(), 0), info);
        assertFalse(info.has("avx512_bf16"));
    }
}
