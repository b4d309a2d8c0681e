package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.natives.Natives;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "it is about glibc's heap")
class HeapTest {
    private static final int COUNT = 8_000;
    private static final int MIB_OF_HOLES = 250;

    @Test
    void holesBetweenTensorsGoBackToTheSystem() {
        try (Scope scope = new Scope()) {
            List<Tensor> tensors = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                tensors.add(Tensor.zeros(DType.FLOAT32, 16 << 10)); // 64 KiB
            }
            for (int i = 0; i < COUNT; i += 2) {
                tensors.get(i).close();
            }
            assertTrue(Natives.heapSize() > (2L * MIB_OF_HOLES) << 20, () -> Natives.heapSize() + " bytes of heap");
            long before = Natives.residentSize() >> 20;
            Natives.trimHeap();
            long after = Natives.residentSize() >> 20;
            assertTrue(after < before - MIB_OF_HOLES / 2, before + " MiB before, " + after + " after");
        }
    }
}
