package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.data.Sources;
import dev.selfsame.model.EmbeddingJournal;
import dev.selfsame.model.EmbeddingWriter;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From images to neighbours: {@code embed}, {@code index}, {@code search}. */
class SearchCommandTest {
    @TempDir
    private static Path shared;

    private static Path run;
    private static Path other;
    private static Path images;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainTwo() throws IOException {
        Selfsame.drawImages(shared, 40, 10);
        images = shared.resolve("train");
        run = train("run", "1");
        other = train("other", "2");
    }

    private static Path train(String name, String seed) {
        Path to = shared.resolve(name);
        Selfsame.run(
                        "train",
                        "--method",
                        "simclr",
                        "--recipe",
                        "cifar10",
                        "--data",
                        images,
                        "--run",
                        to,
                        "--seed",
                        seed,
                        "--max-steps",
                        "2",
                        Selfsame.TINY)
                .done();
        return to;
    }

    private Selfsame embed(Path out, Object... more) {
        return Selfsame.run("embed", "--run", run, "--data", images, "--out", out, "--threads", "1", List.of(more));
    }

    @Test
    void embeddingsThatHardlyDifferAreSaidToBeSo() throws IOException {
        Random random = new Random(3);
        String warning = "these embeddings hardly differ (spread 0.0";
        for (double noise : new double[] {0.001, 1}) {
            Path file = folder.resolve(noise + ".csv");
            try (EmbeddingWriter writer = EmbeddingWriter.create(file, 8, "none")) {
                for (int i = 0; i < 100; i++) {
                    float[] row = new float[8];
                    for (int d = 0; d < row.length; d++) {
                        row[d] = (float) (d + noise * random.nextGaussian() * 10);
                    }
                    writer.write("image-" + i + ".png", null, row);
                }
                writer.commit();
            }
            boolean low = noise < 1;
            Selfsame indexed = Selfsame.run("index", "--embeddings", file, "--out", folder.resolve(noise + ".index"))
                    .done();
            assertEquals(low, indexed.err().contains(warning), indexed.err());
            Selfsame curated = Selfsame.run(
                            "curate", "outliers", "--embeddings", file, "--out", folder.resolve(noise + "-outliers"))
                    .done();
            assertEquals(low, curated.err().contains(warning), curated.err());
        }
    }

    @Test
    void findsAnImageByItselfAndByItsRow() throws IOException {
        Path file = folder.resolve("e.arrow");
        embed(file).done();
        Embeddings embedded = Embeddings.read(file);
        Path index = folder.resolve("e.index");
        JsonNode built = Selfsame.run("index", "--embeddings", file, "--out", index, "--json")
                .done()
                .json();
        assertEquals(40, built.path("rows").asInt());
        assertEquals("exact", built.path("search").asText());
        assertEquals(index.toString(), built.path("out").asText());

        String query = embedded.names().get(13);
        JsonNode found = Selfsame.run(
                        "search",
                        "--index",
                        index,
                        "--image",
                        images.resolve(query),
                        "--run",
                        run,
                        "--k",
                        "3",
                        "--json")
                .done()
                .json();
        assertEquals(3, found.path("neighbours").size());
        JsonNode first = found.path("neighbours").path(0);
        assertEquals(query, first.path("path").asText());
        assertEquals(13, first.path("row").asInt());
        assertEquals(embedded.labels().get(13), first.path("label").asText());
        assertTrue(first.path("cosine").asDouble() > 0.9999, found.toString());

        Selfsame rows = Selfsame.run("search", "--index", index, "--row", "13").done();
        assertEquals(10, rows.out().lines().count());
        assertFalse(rows.out().contains(query), rows.out());
        assertEquals(
                found.path("neighbours").path(1).path("path").asText(),
                rows.out().lines().findFirst().orElseThrow().replaceAll("^\\S+ +(\\S+).*$", "$1"));
    }

    @Test
    void refusesInWords() throws IOException {
        Path file = folder.resolve("e.npy");
        embed(file).done();
        Path index = folder.resolve("e.index");
        Selfsame.run("index", "--embeddings", file, "--out", index).done();
        Path image = images.resolve(Embeddings.read(file).names().get(0));
        fails(1, "of embeddings of another encoder", "search", "--index", index, "--image", image, "--run", other);
        fails(1, "has the rows 0 to 39, got 40", "search", "--index", index, "--row", "40");
        fails(1, "is no index of Selfsame", "search", "--index", folder, "--row", "1");
        fails(2, "--k must be at least 1", "search", "--index", index, "--row", "1", "--k", "0");
        fails(2, "", "search", "--index", index);
        fails(2, "", "search", "--index", index, "--image", image);
        fails(2, "", "search", "--index", index, "--row", "1", "--image", image, "--run", run);
        fails(
                1,
                "has embeddings of another encoder than that of",
                "index",
                "--embeddings",
                file,
                "--out",
                index,
                "--run",
                other);
        fails(2, "", "index", "--embeddings", file);
        fails(2, "a database must be given as", "index", "--embeddings", file, "--to", "mysql://x/y");
        fails(
                1,
                "can't write to postgresql://localhost:1/none",
                "index",
                "--embeddings",
                file,
                "--to",
                "postgresql://me:secret@localhost:1/none");
        fails(1, "is there and no index", "index", "--embeddings", file, "--out", images);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));
        fails(1, "the npy file is cut off", "index", "--embeddings", file, "--out", index);
        assertEquals(
                10,
                Selfsame.run("search", "--index", index, "--row", "1")
                        .done()
                        .out()
                        .lines()
                        .count());
    }

    @Test
    void embeddingsThatDoNotSayTheirEncoderAreToldIt() throws IOException {
        Path file = folder.resolve("e.npy");
        embed(file).done();
        Files.delete(folder.resolve("e.npy.model.txt"));
        Path index = folder.resolve("e.index");
        Path image = images.resolve(Embeddings.read(file).names().get(0));
        Selfsame.run("index", "--embeddings", file, "--out", index).done();
        fails(1, "doesn't know which encoder made", "search", "--index", index, "--image", image, "--run", run);
        Selfsame.run("index", "--embeddings", file, "--out", index, "--run", run)
                .done();
        Selfsame.run("search", "--index", index, "--image", image, "--run", run).done();
        fails(
                1,
                "doesn't say which encoder made it",
                "embed",
                "--run",
                run,
                "--data",
                images,
                "--out",
                file,
                "--append");
    }

    @Test
    void anEmbedThatWasKilledGoesOn() throws IOException {
        Path whole = folder.resolve("whole.npy");
        embed(whole).done();
        Path file = folder.resolve("e.npy");
        Path journal = folder.resolve("e.npy.unfinished");
        Files.copy(journal(), journal);
        JsonNode result = embed(file, "--resume", "--json").done().json();
        assertEquals(17, result.path("resumed").asInt());
        assertEquals(40, result.path("images").asInt());
        assertFalse(Files.exists(journal));
        assertEquals(Embeddings.read(whole).names(), Embeddings.read(file).names());

        Files.copy(journal(), journal);
        Selfsame anew = embed(file, "--json").done();
        assertTrue(anew.err().contains("e.npy.unfinished is begun anew; --resume would have gone on"), anew.err());
        assertEquals(0, anew.json().path("resumed").asInt());

        Files.copy(journal(), journal);
        fails(
                1,
                "was begun with another encoder",
                "embed",
                "--run",
                other,
                "--data",
                images,
                "--out",
                file,
                "--resume");
        fails(
                1,
                "was begun for other images",
                "embed",
                "--run",
                run,
                "--data",
                shared.resolve("test"),
                "--out",
                file,
                "--resume");
        assertTrue(Files.exists(journal));
    }

    /** What a process leaves that is killed after 17 of the images. */
    private Path journal() throws IOException {
        Path left = folder.resolve("left");
        try (Encoder encoder = Encoder.load(run)) {
            ImageSource source = Sources.open(images.toString());
            Path made = folder.resolve("made.npy");
            try (EmbeddingJournal begun = EmbeddingJournal.begin(made, source, encoder)) {
                encoder.embed(begun, new Skipped());
            }
            byte[] bytes = Files.readAllBytes(EmbeddingJournal.of(made));
            int record = 4 * (encoder.dimension() + 2);
            Files.write(left, Arrays.copyOf(bytes, bytes.length - 40 * record + 17 * record + 9));
        }
        return left;
    }

    @Test
    void appendAddsWhatIsNew() throws IOException {
        Path some = folder.resolve("images");
        copy(images, some, 10);
        for (String name : List.of("e.npy", "e.parquet")) {
            Path file = folder.resolve(name);
            Selfsame first =
                    Selfsame.run("embed", "--run", run, "--data", some, "--out", file, "--threads", "1", "--append");
            assertEquals(10, Embeddings.read(file).size(), first.err());
            Embeddings before = Embeddings.read(file);
            JsonNode result = embed(file, "--append", "--json").done().json();
            assertEquals(30, result.path("images").asInt());
            assertEquals(10, result.path("kept").asInt());
            Embeddings after = Embeddings.read(file);
            assertEquals(40, after.size());
            assertEquals(40, after.names().stream().distinct().count());
            assertEquals(before.names(), after.names().subList(0, 10));
            JsonNode nothing = embed(file, "--append", "--json").done().json();
            assertEquals(0, nothing.path("images").asInt());
            assertEquals(40, Embeddings.read(file).size());
            fails(
                    1,
                    "has embeddings of another encoder",
                    "embed",
                    "--run",
                    other,
                    "--data",
                    images,
                    "--out",
                    file,
                    "--append");
        }
    }

    @Test
    void whereOnlyBrokenImagesAreLeftNoneIsNew() throws IOException {
        Path some = folder.resolve("images");
        copy(images, some, 5);
        Files.writeString(some.resolve("broken.png"), "no image");
        Path file = folder.resolve("e.parquet");
        Path fresh = folder.resolve("fresh.parquet");
        for (int kept : new int[] {0, 5}) {
            JsonNode result = embedSome(some, file, "--append", "--json").done().json();
            assertEquals(5 - kept, result.path("images").asInt());
            assertEquals(kept, result.path("kept").asInt());
            assertEquals(1, result.path("skipped").asInt());
            assertEquals(5, Embeddings.read(file).size());
        }
        embedSome(some, fresh, "--since", file).done();
        assertEquals(0, Embeddings.read(fresh).size());
        try (Stream<Path> all = Files.list(some)) {
            for (Path part : all.filter(Files::isDirectory).toList()) {
                Files.move(part, folder.resolve("aside-" + part.getFileName()));
            }
        }
        Selfsame none = embedSome(some, folder.resolve("none.parquet"), "--append");
        assertEquals(1, none.status(), none.err());
        assertTrue(none.complaint().contains("none of the images can be read (broken.png: "), none.err());
    }

    private static Selfsame embedSome(Path some, Path out, Object... more) {
        return Selfsame.run("embed", "--run", run, "--data", some, "--out", out, "--threads", "1", List.of(more));
    }

    @Test
    void sinceAFileOrATimeTakesOnlyWhatIsNew() throws IOException {
        Path some = folder.resolve("images");
        copy(images, some, 10);
        Path known = folder.resolve("known.csv");
        Selfsame.run("embed", "--run", run, "--data", some, "--out", known, "--threads", "1")
                .done();
        Path fresh = folder.resolve("fresh.csv");
        assertEquals(
                30,
                embed(fresh, "--since", known.toString(), "--json")
                        .done()
                        .json()
                        .path("images")
                        .asInt());
        assertTrue(Embeddings.read(fresh).names().stream()
                .noneMatch(List.copyOf(Embeddings.read(known).names())::contains));

        Instant then = Instant.parse("2026-01-02T03:04:05Z");
        try (Stream<Path> all = Files.walk(some)) {
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            for (int i = 0; i < files.size(); i++) {
                Files.setLastModifiedTime(files.get(i), FileTime.from(then.plusSeconds(i - 6)));
            }
        }
        JsonNode late = Selfsame.run(
                        "embed",
                        "--run",
                        run,
                        "--data",
                        some,
                        "--out",
                        fresh,
                        "--threads",
                        "1",
                        "--json",
                        "--since",
                        "2026-01-02T03:04:05Z")
                .done()
                .json();
        assertEquals(3, late.path("images").asInt());
        JsonNode none = Selfsame.run(
                        "embed",
                        "--run",
                        run,
                        "--data",
                        some,
                        "--out",
                        fresh,
                        "--threads",
                        "1",
                        "--json",
                        "--since",
                        "2026-02-01")
                .done()
                .json();
        assertEquals(0, none.path("images").asInt());
        assertEquals(0, Embeddings.read(fresh).size());
        fails(
                2,
                "--since must be a file of embeddings",
                "embed",
                "--run",
                run,
                "--data",
                some,
                "--out",
                fresh,
                "--since",
                "yesterday");
        fails(
                1,
                "no such file",
                "embed",
                "--run",
                run,
                "--data",
                some,
                "--out",
                fresh,
                "--since",
                folder.resolve("none.npy"));
        fails(
                1,
                "needs files of their own for images",
                "embed",
                "--run",
                run,
                "--data",
                "demo",
                "--out",
                fresh,
                "--since",
                "2026-01-01");
    }

    @Test
    void foldingChangesTheLastDigitsOnly() throws IOException {
        embed(folder.resolve("a.npy"), "--no-fold-batch-norm").done();
        embed(folder.resolve("b.npy")).done();
        Embeddings plain = Embeddings.read(folder.resolve("a.npy"));
        Embeddings folded = Embeddings.read(folder.resolve("b.npy"));
        assertFalse(Arrays.equals(plain.row(0), folded.row(0)));
        for (int i = 0; i < 40; i++) {
            for (int k = 0; k < plain.dimension(); k++) {
                assertEquals(plain.row(i)[k], folded.row(i)[k], 1e-4);
            }
        }
    }

    private static void copy(Path from, Path to, int count) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file :
                    all.filter(Files::isRegularFile).sorted().limit(count).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.resolveSibling(""));
                Files.copy(file, target);
            }
        }
    }

    private static void fails(int status, String why, Object... words) {
        Selfsame ended = Selfsame.run(words);
        assertEquals(status, ended.status(), ended.err());
        assertTrue(ended.complaint().contains(why), ended.err());
        assertFalse(ended.err().contains("secret"), ended.err());
    }
}
