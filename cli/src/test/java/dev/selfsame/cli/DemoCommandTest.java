package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.selfsame.data.DemoImages;
import dev.selfsame.data.DemoImages.Split;
import dev.selfsame.train.RunDirectory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static DemoPlan tiny(int epochs, Duration limit) {
        return new DemoPlan(
                new DemoImages(1, Split.TRAIN, 48),
                new DemoImages(1, Split.TEST, 20),
                DemoPlan.recipe(4, 16, epochs),
                limit,
                5);
    }

    private int demo(String... arguments) {
        return demo(tiny(4, Duration.ofMinutes(10)), arguments);
    }

    private int demo(DemoPlan plan, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new DemoCommand(plan))
                .setExecutionExceptionHandler(Errors::failed)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private List<String> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void goesTheWholeWay() throws Exception {
        Path run = folder.resolve("run");
        assertEquals(0, demo("--run", run.toString()), err.toString());

        assertEquals(
                List.of(
                        ".lock",
                        "checkpoints",
                        "config.yaml",
                        "embeddings.parquet",
                        "encoder.safetensors",
                        "images.png",
                        "metrics.jsonl",
                        "provenance.json",
                        "report.html",
                        "scores.json",
                        "snapshots",
                        "views.png"),
                files(run));
        assertTrue(ImageIO.read(run.resolve("images.png").toFile()).getWidth() > 600);
        String page = Files.readString(run.resolve("report.html"));
        assertTrue(page.contains("trained encoder") && page.contains("data:image/png;base64,"));
        for (String said :
                List.of("raw pixels", "untrained encoder", "trained encoder", "report.html", "selfsame train")) {
            assertTrue(out.toString().contains(said), out.toString());
        }
        assertTrue(err.toString().contains("4/4"), err.toString());
    }

    @Test
    void jsonIsOneObject() throws Exception {
        Path run = folder.resolve("run");
        assertEquals(0, demo("--json", "--run", run.toString()), err.toString());

        JsonNode result = STRICT.readTree(out.toString());
        assertEquals(
                List.of("knn_top1", "k", "verdict", "steps", "finished", "training_seconds", "seconds", "run"),
                names(result),
                "the contract's keys");
        assertEquals(12, result.path("steps").asInt());
        assertTrue(result.path("finished").asBoolean());
        assertEquals(run.toString(), result.path("run").asText());
        assertEquals(List.of("raw pixels", "untrained encoder", "trained encoder"), names(result.path("knn_top1")));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void anEarlierDemoIsReplacedAndNothingElse() throws Exception {
        Path run = folder.resolve("run");
        assertEquals(0, demo("--json", "--run", run.toString()), err.toString());
        JsonNode first = STRICT.readTree(out.toString());
        byte[] encoder = Files.readAllBytes(run.resolve("encoder.safetensors"));
        Files.writeString(run.resolve("mine.txt"), "mine");
        Files.writeString(run.resolve("metrics.jsonl"), "from before");

        assertEquals(0, demo("--json", "--run", run.toString()), err.toString());

        assertEquals(first.path("knn_top1"), STRICT.readTree(out.toString()).path("knn_top1"));
        assertEquals(encoder.length, Files.size(run.resolve("encoder.safetensors")));
        assertEquals("mine", Files.readString(run.resolve("mine.txt")));
        assertFalse(Files.readString(run.resolve("metrics.jsonl")).contains("from before"));
    }

    @Test
    void whatADemoLeavesThatDidNotBeginIsNotInTheWay() throws Exception {
        Path run = folder.resolve("run");
        try (RunDirectory other = RunDirectory.hold(run, false)) {
            assertEquals(1, demo("--run", run.toString()));
            assertTrue(err.toString().contains("another run is writing into " + other), err.toString());
        }
        Files.writeString(run.resolve("config.yaml.partial"), "rec");
        assertEquals(0, demo("--run", run.toString()), err.toString());
        assertFalse(Files.exists(run.resolve("config.yaml.partial")));

        Files.writeString(run.resolve("mine.txt"), "mine");
        for (int stopped = 0; stopped < 2; stopped++) { // once it was emptied, before the next had begun
            DemoDirectory.emptied(run);
            assertFalse(Files.exists(run.resolve("snapshots")));
        }
    }

    @Test
    void aDirectoryOfSomethingElseStays() throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.writeString(photos.resolve("a.jpg"), "a");
        refuses(photos, "holds something else than a demo");

        Path unknown = Files.createDirectory(folder.resolve("unknown"));
        Files.writeString(unknown.resolve("config.yaml"), "recipe: demo\n");
        refuses(unknown, "can't be recognised as a demo");

        refuses(Files.writeString(folder.resolve("file"), ""), "is a file, not a directory");
    }

    @Test
    void aRunOfAnotherRecipeStays() throws Exception {
        Path run = folder.resolve("run");
        assertEquals(0, demo("--run", run.toString()), err.toString());
        Path config = run.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("recipe: demo", "recipe: auto"));

        refuses(run, "holds something else than a demo");
        assertTrue(Files.exists(run.resolve("encoder.safetensors")));
    }

    private void refuses(Path path, String reason) {
        assertEquals(1, demo("--run", path.toString()));
        assertEquals("", out.toString());
        assertTrue(err.toString().startsWith("selfsame: " + path + " " + reason), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(Files.exists(path));
    }

    @Test
    void atTheTimeLimitItGoesOnWithWhatItHas() throws Exception {
        Path run = folder.resolve("run");
        DemoPlan endless = tiny(1_000_000, Duration.ofSeconds(5));
        assertEquals(0, demo(endless, "--json", "--run", run.toString()), err.toString());

        JsonNode result = STRICT.readTree(out.toString());
        assertFalse(result.path("finished").asBoolean());
        assertTrue(result.path("verdict").asText().startsWith("Not finished"), out.toString());
        assertTrue(err.toString().contains("stopped after 5 s"), err.toString());
        assertTrue(Files.exists(run.resolve("report.html")));
    }

    @Test
    void withoutAStepItFails() {
        assertEquals(
                1,
                demo(
                        tiny(4, Duration.ofNanos(1)),
                        "--run",
                        folder.resolve("run").toString()));
        assertTrue(err.toString().contains("selfsame: the demo did not come to its first step"), err.toString());
        assertEquals("", out.toString());
    }
}
