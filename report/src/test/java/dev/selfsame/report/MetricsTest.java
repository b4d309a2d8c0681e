package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.report.Metrics.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final String LINE = "{\"step\":1,\"loss\":0.5,\"terms\":{\"a\":0.25,\"b\":\"NaN\"}}\n";

    @TempDir
    Path folder;

    private Metrics read(String text) throws Exception {
        Path file = folder.resolve("metrics.jsonl");
        Files.writeString(file, text);
        return Metrics.read(file);
    }

    private String problem(String text) {
        return assertThrows(ReportException.class, () -> read(text)).getMessage();
    }

    @Test
    void readsSteps() throws Exception {
        Metrics metrics = read(LINE);

        assertEquals(1, metrics.steps().size());
        assertEquals(0.5, metrics.last().loss());
        assertEquals(Map.of("a", 0.25, "b", Double.NaN), metrics.last().terms());
        assertEquals(Double.NaN, metrics.last().embeddingStd());
    }

    @Test
    void readsProbesAndPassesOverWhatItDoesNotKnow() throws Exception {
        Metrics metrics = read(LINE + "{\"step\":2,\"knn_top1\":0.5}\n\n{\"step\":3,\"tau\":1}\n");

        assertEquals(List.of(new Probe(2, 0.5, Double.NaN)), metrics.probes());
        assertEquals(1, metrics.steps().size());
    }

    @Test
    void readsBareNaNsAndInfinities() throws Exception {
        assertEquals(Double.NaN, read("{\"step\":1,\"loss\":NaN}\n").last().loss());
        assertEquals(
                Double.NEGATIVE_INFINITY,
                read("{\"step\":1,\"loss\":\"-Infinity\"}").last().loss());
    }

    @Test
    void aLineOfAStepReplacesAnEarlierOne() throws Exception {
        Metrics metrics = read(LINE + "{\"step\":9,\"loss\":9}\n{\"step\":1,\"loss\":7}\n");

        assertEquals(7, metrics.first().loss());
        assertEquals(9, metrics.last().loss());
    }

    @Test
    void theLastLineMayBeCut() throws Exception {
        Metrics metrics = read(LINE + "{\"step\":2,\"lo");

        assertTrue(metrics.cut());
        assertEquals(1, metrics.last().step());
    }

    @Test
    void noOtherLineMay() {
        String file = folder.resolve("metrics.jsonl").toString();
        assertEquals(file + ", line 2: not a JSON object", problem(LINE + "{\"step\":2,\"lo\n" + LINE));
        assertEquals(file + ", line 2: not a JSON object", problem(LINE + "{\"step\":2,\"lo\n"));
        assertEquals(file + ", line 1: no step, a whole number from 0", problem("{\"loss\":2}"));
        assertEquals(file + ", line 1: no step, a whole number from 0", problem("[]"));
        assertEquals(file + " holds no whole line: the run has logged no step yet", problem(""));
        assertEquals(file + " holds no whole line: the run has logged no step yet", problem("{\"step\":1,"));
    }
}
