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
 * @param model the name; empty if unknown
 * @param flags what they can do; empty if unknown
 * @param cores how many cores there are, each with one or two hardware threads; 0 if unknown
 */
record CpuInfo(String model, Set<String> flags, int cores) {
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
        String model = "";
        Set<String> flags = Set.of();
        Set<String> cores = new HashSet<>();
        String socket = "";
        for (String line : lines) {
            int colon = line.indexOf(':');
            String key = line.substring(0, Math.max(colon, 0)).strip();
            String value = line.substring(colon + 1).strip();
            switch (key) {
                case "model name" -> model = value;
                case "flags" -> flags = Set.copyOf(List.of(value.split(" +", -1)));
                case "physical id" -> socket = value;
                case "core id" -> cores.add(socket + ":" + value);
                default -> {}
            }
        }
        return new CpuInfo(model, flags, cores.size());
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }
}
