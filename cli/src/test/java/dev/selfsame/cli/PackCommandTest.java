package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackCommandTest {
    @TempDir
    private Path folder;

    private Path images;
    private Path shards;

    @BeforeEach
    void draw() throws IOException {
        Selfsame.drawImages(folder, 20, 4);
        images = folder.resolve("train");
        shards = folder.resolve("shards");
    }

    @Test
    void packsAFolderThatCanBeReadByItsResult() throws IOException {
        Files.writeString(images.resolve("zzz.png"), "nonsense");
        Selfsame done = Selfsame.run("pack", "--data", images, "--out", shards, "--shard-images", 8, "--json")
                .done();
        JsonNode result = done.json();
        assertEquals(20, result.path("images").asInt());
        assertEquals(3, result.path("shards").asInt());
        assertEquals(1, result.path("skipped").asInt());
        assertTrue(done.err().contains("skipped 1 of the images, which can't be read (zzz.png: "), done.err());
        String out = result.path("out").asText();
        assertEquals(shards + "/shard-{000000..000002}.tar", out);
        ImageSource back = Sources.open(out);
        ImageSource source = Sources.open(images.toString());
        assertEquals(source.classes(), back.classes());
        for (int i = 0; i < 20; i++) {
            assertTrue(back.name(i).endsWith("/" + source.name(i)), back.name(i));
            assertArrayEquals(source.read(i), back.read(i));
        }
        assertEquals(
                "name\treason",
                Files.readAllLines(shards.resolve("skipped.tsv")).get(0));

        Selfsame again = Selfsame.run("pack", "--data", images, "--out", shards, "--shard-images", 8);
        assertEquals(1, again.status());
        assertEquals(
                shards.resolve("pack.tsv") + " is there already: name another place, or go on with --resume",
                again.complaint());
        Files.delete(shards.resolve("shard-000001.tar"));
        assertEquals(
                result.path("bytes").asLong(),
                Selfsame.run("pack", "--data", images, "--out", shards, "--shard-images", 8, "--json", "--resume")
                        .done()
                        .json()
                        .path("bytes")
                        .asLong());
    }

    @Test
    void namesWhatIsWrongWithTheCommandLine() {
        assertWrong("--shard-size and --shard-images: give one of them", "--shard-size", "1M", "--shard-images", "3");
        assertWrong("--format says how --short-side encodes, which is missing", "--format", "png");
        assertWrong("--quality says how --short-side encodes, which is missing", "--quality", "80");
        assertWrong("--format must be jpeg, png or keep, got webp", "--short-side", "8", "--format", "webp");
        assertWrong("quality must be 1 to 100, got 0", "--short-side", "8", "--quality", "0");
        assertWrong("--short-side must be at least 1, got 0", "--short-side", "0");
        assertWrong("--channels must be 1 to 64, got 65", "--channels", "65");
        assertWrong("max-pixels must be 1 to ", "--max-pixels", "0");
        assertWrong(
                "--short-side encodes as 8-bit RGB, and --channels takes images as they are: give one of them",
                "--short-side",
                "8",
                "--channels",
                "5");
        assertWrong("images of a shard must be at least 1, got 0", "--shard-images", "0");
        assertWrong("a size looks like 256M, 1G or 100000 and is above 0, got 5 apples", "--shard-size", "5 apples");
        Selfsame pattern = Selfsame.run("pack", "--data", images, "--out", folder.resolve("a.tar"));
        assertEquals(2, pattern.status());
        assertTrue(pattern.complaint().startsWith("a pattern of shards has the shard's number once"), pattern.err());
    }

    @Test
    void largerImagesThanTheLimitAreLeftOut() throws IOException {
        Selfsame none = Selfsame.run("pack", "--data", images, "--out", shards, "--max-pixels", 1023);
        assertEquals(1, none.status());
        assertTrue(none.complaint().contains("the image is too large: 32 x 32, more than 1023 pixels"), none.err());
        Path others = folder.resolve("others");
        assertEquals(
                20,
                Selfsame.run("pack", "--data", images, "--out", others, "--max-pixels", 1024, "--json")
                        .json()
                        .path("images")
                        .asInt());
    }

    private void assertWrong(String expected, String... words) {
        Selfsame run = Selfsame.run("pack", "--data", images, "--out", shards, List.of(words));
        assertEquals(2, run.status(), run.err());
        assertTrue(run.complaint().contains(expected), run.err());
        assertFalse(Files.exists(shards));
    }

    @Test
    void packsAreMadeSmallerAndTrainedOn() throws IOException {
        Path pattern = shards.resolve("small-%02d.tar");
        String out = Selfsame.run(
                        "pack",
                        "--data",
                        images,
                        "--out",
                        pattern,
                        "--shard-size",
                        "20K",
                        "--short-side",
                        "16",
                        "--json")
                .done()
                .json()
                .path("out")
                .asText();
        assertTrue(out.startsWith(shards + "/small-{00.."), out);
        JsonNode run = Selfsame.run(
                        "train",
                        "--method",
                        "simclr",
                        "--data",
                        out,
                        "--run",
                        folder.resolve("run"),
                        Selfsame.TINY,
                        "--json")
                .done()
                .json();
        assertEquals(20, run.path("images").asInt());
    }

    /** Signals reach a real process only; a killed one can't take half a shard away, and its resumption writes over it. */
    @ParameterizedTest
    @CsvSource({"TERM,130", "KILL,137"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
    void aPackThatIsStoppedOrKilledGoesOn(String signal, int status) throws Exception {
        List<String> words =
                Selfsame.words("pack", "--data", "demo", "--out", shards, "--shard-images", 10, "--workers", 1);
        Process process = ChildJvm.of(Main.class).with("-Xmx512m").start(words.toArray(new String[0]));
        for (int i = 0; i < 1200 && !Files.exists(shards.resolve("shard-000001.tar")); i++) {
            Thread.sleep(20);
        }
        try {
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                            .start()
                            .waitFor());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it goes on");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(status, process.exitValue());
        if (signal.equals("TERM")) {
            assertEquals(List.of(), halfShards());
        }
        assertTrue(Files.exists(shards.resolve("shard-000001.tar")));
        int demo = Sources.open("demo").size();
        JsonNode rest = Selfsame.run(
                        "pack", "--data", "demo", "--out", shards, "--shard-images", 10, "--resume", "--json")
                .done()
                .json();
        assertEquals(demo, rest.path("images").asInt());
        assertEquals(demo, Sources.open(rest.path("out").asText()).size());
        assertEquals(List.of(), halfShards());
    }

    private List<Path> halfShards() throws IOException {
        try (Stream<Path> all = Files.list(shards)) {
            return all.filter(path -> path.toString().endsWith(".partial")).toList();
        }
    }
}
