package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
}
