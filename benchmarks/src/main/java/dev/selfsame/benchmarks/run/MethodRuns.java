package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Short runs of methods with the same settings, as they are kept and as a page.
 *
 * @param settings what all were trained with, as a person would type it, without data and method
 * @param machine what all were measured on, the commit included: names and values
 * @param runs by method
 */
record MethodRuns(String settings, Map<String, String> machine, Map<String, MethodRun> runs) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    MethodRuns {
        runs = new LinkedHashMap<>(runs);
    }

    /** What a file has of the same settings, machine and commit, or nothing yet. */
    static MethodRuns read(Path file, String settings, Map<String, String> machine) throws IOException {
        if (Files.exists(file)) {
            MethodRuns kept = JSON.readValue(file.toFile(), MethodRuns.class);
            if (kept.settings.equals(settings) && Machine.same(kept.machine, machine)) {
                return new MethodRuns(settings, machine, kept.runs);
            }
        }
        return new MethodRuns(settings, machine, Map.of());
    }

    void write(Path file) throws IOException {
        @Nullable Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JSON.writeValue(file.toFile(), this);
    }

    /** The page, with the methods in the order given. */
    String page(List<String> order) {
        StringBuilder page = new StringBuilder("# Each method's first steps\n\n");
        page.append(
                "Written by `benchmarks/java dev.selfsame.benchmarks.run.MethodTable`. Each row is a process of its own: "
                        + "`./selfsame train --method METHOD --data CIFAR/train ");
        page.append(settings)
                .append("`. CIFAR is that of [results.md](../results.md). Spread is that of the "
                        + "embedding at the last step (1 is ideal, 0 collapsed); images/s are source images, the median of "
                        + "the steps after the first three; memory is the highest proportional set size.\n\n");
        page.append("| method | loss at step 1 | loss at the last step | spread | images/s | memory, MiB |\n");
        page.append("|---|---|---|---|---|---|\n");
        for (String method : order) {
            MethodRun run = runs.get(method);
            if (run != null) {
                page.append(String.format(
                        Locale.ROOT,
                        "| %s | %.4g | %.4g | %.3f | %.1f | %.0f |%n",
                        method,
                        run.firstLoss(),
                        run.lastLoss(),
                        run.spread(),
                        run.imagesPerSecond(),
                        run.peakMib()));
            }
        }
        page.append("\n| machine | |\n|---|---|\n");
        machine.forEach((name, value) ->
                page.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        return page.toString();
    }
}
