package dev.selfsame.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Linux writes about the processors into {@code /proc/cpuinfo}; other systems have no such file.
 *
 * @param vendor who made them, such as GenuineIntel; empty if unknown
 * @param model the name; empty if unknown
 * @param flags what they can do; empty if unknown
 * @param cores how many cores there are, each with one or two hardware threads; 0 if unknown
 */
record CpuInfo(String vendor, String model, Set<String> flags, int cores) {
    private static final Path FILE = Path.of("/proc/cpuinfo");

    static CpuInfo read() {
        try {
            return of(Files.exists(FILE) ? Files.readAllLines(FILE) : List.of());
        } catch (IOException e) {
            return of(List.of());
        }
    }

    /** Reads lines of {@code key : value}, a block for each hardware thread. */
    static CpuInfo of(List<String> lines) {
        String vendor = "";
        String model = "";
        Set<String> flags = Set.of();
        Set<String> cores = new HashSet<>();
        String socket = "";
        for (String line : lines) {
            int colon = line.indexOf(':');
            String key = line.substring(0, Math.max(colon, 0)).strip();
            String value = line.substring(colon + 1).strip();
            switch (key) {
                case "vendor_id" -> vendor = value;
                case "model name" -> model = value;
                case "flags" -> flags = Set.copyOf(List.of(value.split(" +", -1)));
                case "physical id" -> socket = value;
                case "core id" -> cores.add(socket + ":" + value);
                default -> {}
            }
        }
        return new CpuInfo(vendor, model, flags, cores.size());
    }

    /**
     * Whether bfloat16 has instructions that are faster than those of float32. Intel's processors since Sapphire Rapids,
     * the first with AVX-512 FP16, have AMX for it, and AVX-512 BF16 only beside: where a virtual machine hides AMX,
     * bfloat16 is slower than float32 (docs/results.md).
     */
    boolean hasFastBfloat16() {
        boolean madeForAmx = vendor.equals("GenuineIntel") && has("avx512_fp16");
        return has("amx_bf16") || (has("avx512_bf16") && !madeForAmx);
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }
}
