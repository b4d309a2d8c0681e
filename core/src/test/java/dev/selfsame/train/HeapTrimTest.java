package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.natives.Natives;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "it is about glibc's heap")
class HeapTrimTest {
    private static final long MIB = 1 << 20;

    @Test
    void givesBackWhatHasGrownSinceTheLastTime() {
        HeapTrim heap = new HeapTrim();
        step(heap, 20);
        long before = Natives.residentSize();
        try (Scope scope = new Scope()) {
            leaveHoles();
            long full = Natives.residentSize();
            assertTrue(full > before + 200 * MIB, () -> (full - before) / MIB + " MiB more with holes");
            step(heap, 9);
            long still = Natives.residentSize();
            assertTrue(
                    still > full - 20 * MIB, () -> "only every ten steps, but " + (full - still) / MIB + " MiB less");
            step(heap, 1);
            long after = Natives.residentSize();
            assertTrue(after < full - 100 * MIB, () -> "only " + (full - after) / MIB + " MiB given back");
        }
    }

    private static void step(HeapTrim heap, int count) {
        for (int i = 0; i < count; i++) {
            heap.stepped();
        }
    }

    /** Half of 320 MiB. */
    private static void leaveHoles() {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            tensors.add(Tensor.zeros(DType.FLOAT32, 16 << 10)); // 64 KiB
        }
        for (int i = 0; i < tensors.size(); i += 2) {
            tensors.get(i).close();
        }
    }
}
