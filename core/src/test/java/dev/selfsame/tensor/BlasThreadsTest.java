package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The threads of OpenBLAS, by the processor time that they take. */
class BlasThreadsTest {
    private static final int TRIES = 10;

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final int before = Threads.count();

    @AfterEach
    void restore() {
        Threads.set(before);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its C library has no setenv")
    void theyRestAsSoonAsAProductIsDone() {
        Threads.set(Runtime.getRuntime().availableProcessors());
        double least = leastLoad(0, 50);
        assertTrue(least < 0.1, "of the time after a product the processors were busy for " + least);
    }

    @Test
    void theyAreAsManyAsComputeOtherwise() {
        Threads.set(1);
        double least = leastLoad(300, 0);
        assertTrue(least < 1.3, "with one thread, as many processors were busy: " + least);
    }

    /** Processors busy on average, from the end of a product: through so much more multiplying, then rest. */
    private double leastLoad(int multiplyMillis, int restMillis) {
        try (Scope scope = new Scope()) {
            Tensor matrix = Tensor.zeros(DType.FLOAT32, 700, 700);
            return DoubleStream.generate(() -> load(matrix, multiplyMillis, restMillis))
                    .limit(TRIES)
                    .min()
                    .orElseThrow();
        }
    }

    private double load(Tensor matrix, int multiplyMillis, int restMillis) {
        matrix.matmul(matrix).close();
        long start = System.nanoTime();
        long busy = process.getProcessCpuTime();
        while (System.nanoTime() - start < multiplyMillis * 1_000_000L) {
            matrix.matmul(matrix).close();
        }
        try {
            Thread.sleep(restMillis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return (process.getProcessCpuTime() - busy) / (double) (System.nanoTime() - start);
    }
}
