package dev.selfsame.cli;

import dev.selfsame.model.Version;
import dev.selfsame.natives.Natives;
import dev.selfsame.natives.NativesException;
import dev.selfsame.tensor.Cpu;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Libtorch;
import dev.selfsame.tensor.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what there is to compute with, how fast it is, and what to change. */
@Command(
        name = "doctor",
        description = "Says what there is to compute with, how fast it is, and what to change. Takes a few seconds."
                + " With --data, what a set of images as they are holds.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame doctor")
final class DoctorCommand implements Callable<Integer> {
    private static final double GIBIBYTE = 1L << 30;

    @Mixin
    private final DoctorData data = new DoctorData();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        if (data.given()) {
            data.print(output);
            return 0;
        }
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("selfsame", Version.current());
        found.put("java", System.getProperty("java.runtime.version"));
        found.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        found.put("cpu", Cpu.model());
        found.put("cpu_features", Cpu.features());
        found.put("physical_cores", Cpu.physicalCores());
        found.put("cores", Runtime.getRuntime().availableProcessors());
        found.put("memory_gib", tenths(Cpu.memoryBytes() / GIBIBYTE));
        found.put("heap_gib", tenths(Runtime.getRuntime().maxMemory() / GIBIBYTE));
        List<String> notes = DoctorNotes.of(System.getenv());
        boolean healthy = libraries(found, notes);
        Path cache = Natives.cache();
        found.put("cache", cache.toString());
        found.put("cache_gib", tenths(size(cache) / GIBIBYTE));
        found.put("notes", notes);
        print(found);
        return healthy ? 0 : 1;
    }

    /** What needs the native libraries; false where they can't be loaded. */
    private static boolean libraries(Map<String, Object> found, List<String> notes) {
        try {
            found.put("libtorch", Natives.torchVersion());
            found.put("kernels", Libtorch.kernels());
            found.put("onednn", Libtorch.oneDnn());
            found.put("openmp", Libtorch.openMp());
            found.put("opencv", Natives.opencvVersion());
            found.put("device", Device.best().toString());
            found.put("threads", Threads.count());
            found.put("matmul_fp32_gflops", tenths(Matmul.gigaflops(DType.FLOAT32)));
            found.put("matmul_bf16_gflops", tenths(Matmul.gigaflops(DType.BFLOAT16)));
            return true;
        } catch (NativesException e) {
            notes.add(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static double tenths(double value) {
        return Math.rint(value * 10) / 10;
    }

    private static long size(Path folder) {
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // a file that vanished meanwhile, or a folder of someone else
        }
    }

    private void print(Map<String, Object> found) {
        if (output.json()) {
            output.print(found);
            return;
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        found.forEach((key, value) -> {
            if (key.equals("notes") && value instanceof List<?> notes) {
                notes.forEach(note -> rows.add(row("note", note)));
            } else if (value instanceof List<?> words) {
                rows.add(row(
                        key,
                        String.join(" ", words.stream().map(String::valueOf).toList())));
            } else {
                rows.add(row(key, value));
            }
        });
        output.print(rows, "key", "value");
    }

    private static Map<String, Object> row(String key, Object value) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("key", key.replace('_', ' '));
        row.put("value", value);
        return row;
    }
}
