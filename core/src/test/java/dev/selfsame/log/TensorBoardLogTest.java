package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.UnknownFieldSet;
import dev.selfsame.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path run;

    private Path folder() {
        return run.resolve("tensorboard");
    }

    /** The numbers by tag and step; fails where a step stands twice. */
    private Map<String, Map<Long, Float>> numbers() throws IOException {
        Map<String, Map<Long, Float>> numbers = new TreeMap<>();
        for (WrittenEvents.Value value : WrittenEvents.values(folder())) {
            if (value.isNumber()) {
                Float before = numbers.computeIfAbsent(value.tag(), tag -> new TreeMap<>())
                        .put(value.step(), value.number());
                assertNull(before, value.tag() + " twice at step " + value.step());
            }
        }
        return numbers;
    }

    private void assertNumbersAreThoseOfTheMetrics() throws IOException {
        Map<String, Map<Long, Float>> numbers = numbers();
        int lines = 0;
        for (String text : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            JsonNode line = JSON.readTree(text);
            long step = line.get("step").asLong();
            for (String key : List.of("loss", "embedding_std", "tau", "images", "knn_top1", "effective_rank")) {
                if (line.path(key).isNumber()) {
                    assertEquals(
                            (float) line.get(key).asDouble(), numbers.get(key).get(step), key + " at " + step);
                }
            }
            if (line.has("terms")) {
                assertEquals(
                        (float) line.at("/terms/prediction").asDouble(),
                        numbers.get("terms/prediction").get(step));
                lines++;
            }
        }
        assertEquals(lines, numbers.get("loss").size());
    }

    @Test
    void aRunTellsItsNumbersPicturesHistogramsAndConfiguration() throws IOException {
        TinyLogged.training(run, TensorBoardLog.into(run, TinyLogged.images()))
                .probe(TinyLogged.images(), TinyLogged.images())
                .run();
        assertNumbersAreThoseOfTheMetrics();
        assertEquals(3, numbers().get("knn_top1").size());
        Map<String, List<WrittenEvents.Value>> others = new TreeMap<>();
        for (WrittenEvents.Value value : WrittenEvents.values(folder())) {
            if (!value.isNumber()) {
                others.computeIfAbsent(value.tag(), tag -> new ArrayList<>()).add(value);
            }
        }
        assertEquals(
                Set.of("configuration", "cross_correlation", "feature_singular_values", "singular_values", "views"),
                others.keySet());
        List<Long> snapshots = List.of(1L, 5L, 10L, 15L);
        for (String tag : List.of("singular_values", "feature_singular_values", "cross_correlation")) {
            assertEquals(
                    snapshots,
                    others.get(tag).stream().map(WrittenEvents.Value::step).toList());
        }
        for (WrittenEvents.Value value : others.get("singular_values")) {
            UnknownFieldSet histogram = value.message(5);
            assertEquals(
                    8,
                    Double.longBitsToDouble(
                            histogram.getField(3).getFixed64List().get(0)));
            assertEquals(
                    histogram.getField(6).getLengthDelimitedList().get(0).size(),
                    histogram.getField(7).getLengthDelimitedList().get(0).size());
        }
        for (String tag : List.of("views", "cross_correlation")) {
            for (WrittenEvents.Value value : others.get(tag)) {
                UnknownFieldSet image = value.message(4);
                BufferedImage picture = ImageIO.read(new ByteArrayInputStream(
                        image.getField(4).getLengthDelimitedList().get(0).toByteArray()));
                assertEquals(
                        picture.getHeight(), image.getField(1).getVarintList().get(0));
                assertEquals(
                        picture.getWidth(), image.getField(2).getVarintList().get(0));
            }
        }
        String text = others.get("configuration")
                .get(0)
                .message(8)
                .getField(8)
                .getLengthDelimitedList()
                .get(0)
                .toStringUtf8();
        assertTrue(text.contains("\n    epochs: 3\n"), text);
    }

    @Test
    void aRunThatGoesOnHasNoStepTwice() throws IOException {
        TinyLogged.training(run, TensorBoardLog.into(run), "max-steps=6", "checkpoint.every-steps=4")
                .run();
        // As a run that was killed after step 9 leaves it: with steps past its checkpoint, and half a record.
        TensorBoardLog killed = TensorBoardLog.into(run);
        killed.started(TinyLogged.start(6));
        for (int step = 7; step <= 9; step++) {
            killed.logged(TinyLogged.line(step, 100));
        }
        List<Path> files = EventFile.all(folder());
        byte[] whole = Files.readAllBytes(files.get(1));
        Files.write(files.get(1), Arrays.copyOf(whole, whole.length - 3));
        TinyLogged.training(run, TensorBoardLog.into(run)).resume(true).run();
        assertEquals(3, EventFile.all(folder()).size());
        assertNumbersAreThoseOfTheMetrics();
        assertEquals(15, numbers().get("loss").size());
    }

    @Test
    void aRunThatBeginsAnewForgetsTheFilesOfOneThatLearnedNothing() throws IOException {
        TensorBoardLog log = TensorBoardLog.into(run);
        for (int sitting = 0; sitting < 2; sitting++) {
            log.started(TinyLogged.start(0));
            log.logged(TinyLogged.line(1, 3));
            log.ended();
        }
        assertEquals(1, EventFile.all(folder()).size());
        assertEquals(Map.of(1L, 3f), numbers().get("loss"));
        assertFalse(numbers().containsKey("feature_std")); // which the line didn't know
    }

    @Test
    void theProjectorGetsARowANameAndAThumbnailForEachImage() throws IOException {
        TinyLogged.training(run, TensorBoardLog.into(run, TinyLogged.images()), "max-steps=1")
                .run();
        List<String> rows = Files.readAllLines(folder().resolve("embeddings.tsv"));
        List<String> names = Files.readAllLines(folder().resolve("metadata.tsv"));
        assertEquals(44, rows.size());
        assertEquals(45, names.size());
        assertEquals("name\tlabel", names.get(0));
        for (int i = 0; i < 44; i++) {
            assertEquals(32, rows.get(i).split("\t").length);
            assertEquals(
                    TinyLogged.images().name(i) + "\t" + TinyLogged.images().label(i), names.get(i + 1));
        }
        assertEquals(44, new HashSet<>(rows).size());
        BufferedImage sheet = ImageIO.read(folder().resolve("thumbnails.png").toFile());
        assertEquals(7 * 32, sheet.getWidth());
        assertEquals(7 * 32, sheet.getHeight());
        String configuration = Files.readString(folder().resolve("projector_config.pbtxt"));
        for (String name : List.of("embeddings.tsv", "metadata.tsv", "thumbnails.png")) {
            assertTrue(configuration.contains("\"" + name + "\""), configuration);
        }
    }

    @Test
    void aRunThatFailsClosesItsFile() throws IOException {
        TrainingListener fails = new TrainingListener() {
            @Override
            public void step(long step, double loss) {
                throw new IllegalStateException("on purpose");
            }
        };
        TensorBoardLog log = TensorBoardLog.into(run);
        try {
            TinyLogged.training(run, TrainingListener.all(List.of(fails, log))).run();
        } catch (IllegalStateException e) {
            assertEquals("on purpose", e.getMessage());
        }
        assertEquals(1, EventFile.all(folder()).size());
        assertFalse(Files.exists(folder().resolve("projector_config.pbtxt")));
    }

    @Test
    void placesAreDrawnFromAllClasses() {
        int[] some = Projector.some(4000, 1000);
        assertEquals(1000, Arrays.stream(some).distinct().count());
        assertArrayEquals(Arrays.stream(some).sorted().toArray(), some);
        for (int period : new int[] {4, 10}) { // where every n-th image may be of one class
            assertEquals(
                    period,
                    Arrays.stream(some).map(place -> place % period).distinct().count());
        }
        assertArrayEquals(new int[] {0, 1, 2}, Projector.some(3, 4));
    }
}
