package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LibtorchTest {
    @Test
    void tellsItsKernelsAndLibraries() {
        assertTrue(List.of("avx512", "avx2", "default").contains(Libtorch.kernels()), Libtorch.kernels());
        assertTrue(Libtorch.openMp().matches("\\d+\\.\\d+|none"), Libtorch.openMp());
        assertTrue(Libtorch.oneDnn().matches("\\d+\\.\\d+(\\.\\d+)?|none"), Libtorch.oneDnn());
        assertTrue(Libtorch.configuration().contains("at::get_num_threads() : "), Libtorch.configuration());
    }
}
