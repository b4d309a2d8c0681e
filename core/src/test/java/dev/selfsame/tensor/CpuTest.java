package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuTest {
    private static final String TWO_SOCKETS_OF_ONE_CORE_WITH_TWO_THREADS =
            """
            processor\t: 0
            vendor_id\t: GenuineIntel
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
        assertTrue(!Cpu.hasFastBfloat16()
                || Cpu.features().contains("avx512_bf16")
                || Cpu.features().contains("amx_bf16"));
    }

    @Test
    void readsWhatLinuxTells() {
        CpuInfo info =
                CpuInfo.of(TWO_SOCKETS_OF_ONE_CORE_WITH_TWO_THREADS.lines().toList());
        assertEquals("GenuineIntel", info.vendor());
        assertEquals("Some: Processor @ 2.0GHz", info.model());
        assertEquals(Set.of("fpu", "avx2", "avx512_bf16"), info.flags());
        assertEquals(2, info.cores());
    }

    @ParameterizedTest
    @CsvSource({
        "GenuineIntel, avx2 avx512f, false", // Ice Lake
        "GenuineIntel, avx512f avx512_bf16, true", // Cooper Lake
        "GenuineIntel, avx512f avx512_bf16 avx512_fp16 amx_bf16, true", // Sapphire Rapids
        "GenuineIntel, avx512f avx512_bf16 avx512_fp16, false", // the same where AMX is hidden
        "AuthenticAMD, avx512f avx512_bf16, true", // Zen 4
        "AuthenticAMD, avx512f avx512_bf16 avx512_fp16, true",
        "AuthenticAMD, avx2, false"
    })
    void bfloat16IsFastWhereItHasUnitsOfItsOwn(String vendor, String flags, boolean fast) {
        CpuInfo info = CpuInfo.of(List.of("vendor_id\t: " + vendor, "flags\t\t: " + flags));
        assertEquals(fast, info.hasFastBfloat16());
    }

    @Test
    void isCautiousWhereNothingIsTold() {
        CpuInfo info = CpuInfo.of(List.of());
        assertEquals(new CpuInfo("", "", Set.of(), 0), info);
        assertFalse(info.hasFastBfloat16());
    }
}
