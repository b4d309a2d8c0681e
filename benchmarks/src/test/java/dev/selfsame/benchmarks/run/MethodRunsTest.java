package dev.selfsame.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MethodRunsTest {
    private static final Sample SAMPLE = new Sample(0, 12.5, 900, MissingNode.getInstance());

    @TempDir
    private Path folder;

    private MethodRun read(int steps, String... lines) throws IOException {
        Files.write(folder.resolve("metrics.jsonl"), List.of(lines));
        return MethodRun.read("simclr", folder, steps, SAMPLE);
    }

    private static String line(int step, String loss, double speed) {
        return "{\"step\":" + step + ",\"loss\":" + loss + ",\"embedding_std\":0." + step + ",\"images_per_second\":"
                + speed + "}";
    }

    @Test
    void firstAndLastLossAndTheSpeedAfterTheWarmUpAreTaken() throws IOException {
        MethodRun run = read(
                6,
                line(1, "5.5", 1),
                line(2, "5", 2),
                line(3, "5", 3),
                line(4, "5", 100),
                line(5, "5", 300),
                line(6, "4.5", 200),
                "{\"step\":6,\"knn_top1\":0.5}");
        assertEquals(new MethodRun("simclr", 5.5, 4.5, 0.6, 200, 900, 12.5), run);
    }

    @Test
    void missingStepsAndLossesThatAreNoNumbersAreErrors() {
        assertTrue(assertThrows(IOException.class, () -> read(2, line(1, "5", 1)))
                .getMessage()
                .contains("1 steps, not of 2"));
        assertTrue(assertThrows(IOException.class, () -> read(2, line(1, "5", 1), line(2, "null", 1)))
                .getMessage()
                .contains("not finite"));
    }

    private static Map<String, String> machine(String cores, String commit, String speed) {
        return Map.of("cores", cores, "commit", commit, "fp32 product, GFLOP/s", speed);
    }

    @Test
    void thePageKeepsTheOrderAndWhatWasMeasuredBeforeInTheSameWay() throws IOException {
        Path store = folder.resolve("store.json");
        Map<String, String> machine = machine("2", "abc", "163");
        MethodRuns runs = new MethodRuns("--max-steps 2", machine, Map.of());
        runs.runs().put("byol", new MethodRun("byol", 0.1, -0.25, 0.9, 72.26, 2048.4, 60));
        runs.write(store);
        MethodRuns more = MethodRuns.read(store, "--max-steps 2", machine("2", "abc", "159"));
        more.runs().put("simclr", new MethodRun("simclr", 5.25, 5, 1, 94, 1024, 50));
        String page = more.page(List.of("simclr", "byol", "swav"));
        assertTrue(page.contains("| simclr | 5.250 | 5.000 | 1.000 | 94.0 | 1024 |\n| byol | 0.1000 | -0.2500 | 0.900 "
                + "| 72.3 | 2048 |\n"));
        assertTrue(page.contains("| cores | 2 |"), page);
        for (MethodRuns other : List.of(
                MethodRuns.read(store, "--max-steps 3", machine),
                MethodRuns.read(store, "--max-steps 2", machine("4", "abc", "163")),
                MethodRuns.read(store, "--max-steps 2", machine("2", "abd", "163")))) {
            assertTrue(other.runs().isEmpty(), other.toString());
        }
    }
}
