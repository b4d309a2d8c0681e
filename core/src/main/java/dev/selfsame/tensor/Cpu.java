package dev.selfsame.tensor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What the processor is and can do, as far as the system says. */
public final class Cpu {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private static final List<String> VECTORS =
            List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8");

    private Cpu() {}

    /**
     * Whether bfloat16 is computed by instructions of its own (AVX-512 BF16 or AMX), which makes it faster than float32.
     * False where the system doesn't say.
     */
    public static boolean hasFastBfloat16() {
        Set<String> flags = Set.copyOf(List.of(field("flags").split(" ")));
        return flags.contains("avx512_bf16") || flags.contains("amx_bf16");
    }

    /** The vector instructions that matter for speed, such as {@code avx2}; none where the system doesn't say. */
    public static List<String> features() {
        Set<String> flags = Set.copyOf(List.of(field("flags").split(" ")));
        return VECTORS.stream().filter(flags::contains).toList();
    }

    /** The processor's name, or the architecture where the system doesn't say. */
    public static String model() {
        String name = field("model name");
        return name.isEmpty() ? System.getProperty("os.arch") : name;
    }

    /** The memory of the machine, or of the container that this runs in, in bytes. */
    public static long memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }

    private static String field(String name) {
        try {
            List<String> lines = Files.exists(CPUINFO) ? Files.readAllLines(CPUINFO) : List.of();
            for (String line : lines) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).strip().equals(name)) {
                    return line.substring(colon + 1).strip();
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }
}
