package dev.selfsame.tensor;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What the processor is and can do, as far as the system says. */
public final class Cpu {
    private static final List<String> VECTORS =
            List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8");

    private Cpu() {}

    /** Read at first use. */
    private static final class Known {
        static final CpuInfo INFO = CpuInfo.read();
    }

    /**
     * Whether bfloat16 is computed by instructions of its own that are faster than those of float32: AMX, or AVX-512 BF16
     * where AMX isn't missing beside it. False where the system doesn't say.
     */
    public static boolean hasFastBfloat16() {
        return Known.INFO.hasFastBfloat16();
    }

    /** The vector instructions that matter for speed, such as {@code avx2}; none where the system doesn't say. */
    public static List<String> features() {
        return VECTORS.stream().filter(Known.INFO::has).toList();
    }

    /** The processor's name, or the architecture where the system doesn't say. */
    public static String model() {
        String name = Known.INFO.model();
        return name.isEmpty() ? System.getProperty("os.arch") : name;
    }

    /**
     * The number of cores, of which each may run two threads, but not more than this process may use; the number of
     * hardware threads where the system doesn't say.
     */
    public static int physicalCores() {
        int threads = Runtime.getRuntime().availableProcessors();
        int cores = Known.INFO.cores();
        return cores == 0 ? threads : Math.min(cores, threads);
    }

    /** The memory of the machine, or of the container that this runs in, in bytes. */
    public static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
