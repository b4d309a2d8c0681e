package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.train.Training;
import dev.selfsame.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {
    @TempDir
    private Path run;

    private List<CSVRecord> rows() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(Files.readString(run.resolve("metrics.csv")), format)) {
            return parser.getRecords();
        }
    }

    /** Each row has the numbers of the line of the metrics at its place. */
    private void assertRowsAreTheLines() throws IOException {
        List<CSVRecord> rows = rows();
        List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertEquals(lines.size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            JsonNode line = new ObjectMapper().readTree(lines.get(i));
            for (String key : List.of("step", "epoch", "images", "loss", "tau", "embedding_std", "knn_top1")) {
                String cell = rows.get(i).get(key);
                assertEquals(line.has(key), !cell.isEmpty(), key);
                if (line.has(key)) {
                    assertEquals(line.get(key).asDouble(), Double.parseDouble(cell), key);
                }
            }
            assertEquals(line.has("terms"), !rows.get(i).get("terms/prediction").isEmpty());
        }
    }

    @Test
    void aRowALineAndOneAProbe() throws IOException {
        TinyLogged.training(run, CsvLog.into(run))
                .probe(TinyLogged.images(), TinyLogged.images())
                .run();
        assertRowsAreTheLines();
        String head = Files.readAllLines(run.resolve("metrics.csv")).get(0);
        assertTrue(head.startsWith("step,epoch,images,loss,terms/prediction,learning_rate,tau,"), head);
        assertTrue(head.endsWith(",seconds,knn_top1"), head);
    }

    @Test
    void aRunThatGoesOnHasNoRowTwice() throws IOException {
        TinyLogged.training(run, CsvLog.into(run), "max-steps=6")
                .probe(TinyLogged.images(), TinyLogged.images())
                .run();
        Files.writeString(run.resolve("metrics.csv"), "7,1,56,9\n8,1,64,8\n9,1,7", StandardOpenOption.APPEND);
        TinyLogged.training(run, CsvLog.into(run))
                .probe(TinyLogged.images(), TinyLogged.images())
                .resume(true)
                .run();
        assertRowsAreTheLines();
    }

    @Test
    void aLogThatIsAskedForWhenTheRunGoesOnBeginsThere() throws IOException {
        TinyLogged.training(run, CsvLog.into(run), "max-steps=5").run();
        Files.delete(run.resolve("metrics.csv"));
        TinyLogged.training(run, CsvLog.into(run)) // whose probe of step 5 comes before any line
                .probe(TinyLogged.images(), TinyLogged.images())
                .resume(true)
                .run();
        List<CSVRecord> rows = rows();
        assertEquals("5", rows.get(0).get("step"));
        assertTrue(!rows.get(0).get("knn_top1").isEmpty());
        assertEquals("6", rows.get(1).get("step"));
    }

    @Test
    void whatIsNotKnownIsEmpty() throws IOException {
        CsvLog log = CsvLog.into(run);
        log.started(TinyLogged.start(0));
        log.logged(TinyLogged.line(1, 0.25));
        log.ended();
        assertEquals("0.25", rows().get(0).get("loss"));
        assertEquals("", rows().get(0).get("feature_std"));
        assertEquals("", rows().get(0).get("knn_top1"));
        assertEquals("8", rows().get(0).get("images"));
    }

    @Test
    void aProbeWithoutALineHasItsRowAndLinesCanFollow() throws IOException {
        CsvLog log = CsvLog.into(run);
        log.started(TinyLogged.start(6));
        log.probed(6, 1, 0.5);
        log.ended();
        assertEquals("step,epoch,knn_top1\n6,1,0.5\n", Files.readString(run.resolve("metrics.csv")));
        log.started(TinyLogged.start(6));
        log.logged(TinyLogged.line(7, 0.25));
        log.ended();
        assertEquals(
                List.of("6", "7"), rows().stream().map(row -> row.get("step")).toList());
        assertEquals("0.5", rows().get(0).get("knn_top1"));
        assertEquals("0.25", rows().get(1).get("loss"));
    }

    @Test
    void aNewRunsRowsAreNotThoseOfOneThatFailedHere() throws IOException {
        TrainingListener fails = new TrainingListener() {
            @Override
            public void logged(StepMetrics metrics) {
                if (metrics.step() == 2) {
                    throw new IllegalStateException("on purpose");
                }
            }
        };
        Training failing = TinyLogged.training(
                run,
                TrainingListener.all(List.of(CsvLog.into(run), TensorBoardLog.into(run), fails)),
                "seed=2",
                "checkpoint.every-steps=3");
        assertThrows(IllegalStateException.class, failing::run);
        Files.writeString(run.resolve("mlflow.json"), "{}");
        TinyLogged.training(run, TrainingListener.NONE, "max-steps=3").run();
        assertFalse(Files.exists(run.resolve("mlflow.json")));
        assertEquals(List.of(), EventFile.all(run.resolve("tensorboard")));
        TinyLogged.training(run, CsvLog.into(run)).resume(true).run();
        assertEquals("4", rows().get(0).get("step"));
    }
}
