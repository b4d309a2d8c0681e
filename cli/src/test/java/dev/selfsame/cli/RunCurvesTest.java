package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCurvesTest {
    @TempDir
    private Path run;

    private void write(String... lines) throws IOException {
        Files.write(run.resolve("metrics.jsonl"), List.of(lines));
    }

    private static String line(int step, double loss, double spread) {
        return String.format(
                Locale.ROOT,
                "{\"step\":%d,\"loss\":%s,\"embedding_std\":%s,\"effective_rank\":32,\"rank_bound\":64}",
                step,
                loss,
                spread);
    }

    @Test
    void eachCurveIsDrawnFromItsLowestToItsHighest() throws IOException {
        write(
                line(1, 8, 0),
                line(2, 1, 0.5),
                "{\"step\":2,\"knn_top1\":0.25}",
                line(3, 4.5, 1),
                "{\"step\":3,\"knn_top1\":0.75}");
        List<String> lines = RunCurves.lines(run, true);
        assertEquals(4, lines.size());
        assertEquals("loss    █▁▅" + " ".repeat(37) + "  8.000 → 4.500", lines.get(0));
        assertTrue(lines.get(1).startsWith("spread  ▁▅█ "), lines.get(1));
        assertTrue(lines.get(1).endsWith("0.00 → 1.00"), lines.get(1));
        assertTrue(lines.get(2).startsWith("rank    ▅▅▅ "), lines.get(2));
        assertTrue(lines.get(2).endsWith("32.0 → 32.0 of 64"), lines.get(2));
        assertTrue(lines.get(3).startsWith("kNN     ▃▆ "), lines.get(3));
        assertTrue(lines.get(3).endsWith("25.0 → 75.0 %"), lines.get(3));
    }

    @Test
    void whereBlocksCanNotBeSeenItIsALineOfAscii() throws IOException {
        write(line(1, 8, 0), line(2, 1, 0.5));
        List<String> lines = RunCurves.lines(run, false);
        assertEquals(List.of("loss 8.000 to 1.000, spread 0.00 to 0.50, rank 32.0 to 32.0 of 64"), lines);
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(lines.get(0)));
    }

    @Test
    void aLongRunIsDrawnInAsManyCharactersAsFit() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int step = 1; step <= 1001; step++) {
            lines.add(line(step, 1001 - step, step / 1001.0));
        }
        write(lines.toArray(new String[0]));
        for (String drawn : RunCurves.lines(run, true)) {
            assertEquals(
                    40, drawn.codePoints().filter(c -> c >= '▁' && c <= '█').count(), drawn);
        }
    }

    @Test
    void whatIsNotThereIsNotSaid() throws IOException {
        assertEquals(List.of(), RunCurves.lines(run, true));
        write(line(1, 8, 0));
        assertEquals(List.of(), RunCurves.lines(run, false));
        write("{\"step\":1,\"loss\":2,\"embedding_std\":null}", "{\"step\":2,\"loss\":1,\"embedding_std\":null}");
        assertEquals(List.of("loss 2.000 to 1.000"), RunCurves.lines(run, false));
        write("half a line");
        assertEquals(List.of(), RunCurves.lines(run, false));
    }
}
