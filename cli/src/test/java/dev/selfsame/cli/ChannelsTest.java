package dev.selfsame.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on arrays of five channels in 16 bits, through the commands. */
class ChannelsTest {
    private static final int SIDE = 20;

    @TempDir
    private static Path folder;

    private static Path train;
    private static Path test;
    private static Path run;
    private static Selfsame trained;

    @BeforeAll
    static void trainOnce() throws IOException {
        train = folder.resolve("train");
        test = folder.resolve("test");
        write(train, 40);
        write(test, 10);
        Files.writeString(train.resolve("a").resolve("broken.npy"), "not an array");
        run = folder.resolve("run");
        trained = train(run, "--channels", "5", "--probe-train", train, "--probe-test", test, "--json");
    }

    /** A bright square at a place that the index says, in a channel that the class says, on a level per channel. */
    private static void write(Path root, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            boolean second = i % 2 == 1;
            Path file = root.resolve(second ? "b" : "a").resolve(i + ".npy");
            Files.createDirectories(file.resolveSibling(""));
            String header = "{'descr': '<u2', 'fortran_order': False, 'shape': (20, 20, 5), }";
            ByteBuffer bytes = ByteBuffer.allocate(128 + SIDE * SIDE * 10).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
            bytes.put((header + " ".repeat(117 - header.length()) + "\n").getBytes(US_ASCII));
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean in = Math.abs(x - 5 - i % 7) < 4 && Math.abs(y - 5 - i % 5) < 4;
                    for (int c = 0; c < 5; c++) {
                        int level = 1000 * (c + 1) + (x * 7 + y * 13 + i) % 31;
                        bytes.putShort((short) (in && c == (second ? 3 : 1) ? level + 30_000 : level));
                    }
                }
            }
            Files.write(file, bytes.array());
        }
    }

    private static Selfsame train(Path into, Object... more) {
        return Selfsame.run("train", "--method", "simclr", "--data", train, "--run", into, Selfsame.TINY, List.of(more))
                .done();
    }

    @Test
    void trainingMeasuresFirstAndSaysSo() throws IOException {
        assertEquals(41, trained.json().path("images").asInt());
        assertEquals(1, trained.json().path("skipped").asInt());
        List<String> chosen = trained.err()
                .lines()
                .filter(line -> line.startsWith("selfsame: chosen: "))
                .toList();
        assertTrue(
                chosen.get(0)
                        .startsWith("selfsame: chosen: channels 5: images as they are, normalised by the mean and"
                                + " standard deviation of 40 of them, kept in config.yaml: 1015 ± "),
                chosen.get(0));
        assertTrue(
                chosen.get(1).endsWith("what only RGB has is left out: saturation, hue, grayscale, solarizing"),
                chosen.get(1));
        String config = Files.readString(run.resolve("config.yaml"));
        assertTrue(config.contains("  kind: channels\n"), config);
        assertTrue(config.contains("  statistics:\n    mean:\n    - 1014.9"), config);
    }

    @Test
    void packKeepsThemAsTheyAre() throws IOException {
        Path shards = folder.resolve("shards");
        Selfsame packed = Selfsame.run("pack", "--data", train, "--out", shards, "--channels", 5, "--json")
                .done();
        assertEquals(40, packed.json().path("images").asInt());
        assertEquals(1, packed.json().path("skipped").asInt());
        ImageSource source = Sources.open(train.toString(), true);
        ImageSource back = Sources.open(packed.json().path("out").asText(), true);
        assertEquals(40, back.size());
        for (int i = 0, k = 0; i < source.size(); i++) {
            if (!source.name(i).contains("broken")) {
                assertEquals(source.name(i), back.name(k));
                assertEquals(source.label(i), back.label(k));
                assertArrayEquals(source.read(i), back.read(k++));
            }
        }
        Path other = folder.resolve("fewer");
        Selfsame wrong = Selfsame.run("pack", "--data", train, "--out", other, "--channels", 4);
        assertEquals(1, wrong.status());
        assertTrue(wrong.complaint().contains("an npy array of shape [20, 20, 5]"), wrong.err());
    }

    @Test
    void doctorMeasuresTheSameAndItsFileTrainsTheSame() throws IOException {
        Path file = folder.resolve("s.yaml");
        JsonNode found = Selfsame.run("doctor", "--data", train, "--out", file, "--json")
                .done()
                .json();
        assertEquals(5, found.path("channels").asInt());
        assertEquals(40, found.path("images").asInt());
        assertEquals(1, found.path("skipped").asInt());
        assertEquals(5000, found.path("min").path(4).asDouble());
        assertEquals(5030, found.path("max").path(4).asDouble());
        assertEquals(34_030, found.path("max").path(3).asDouble());
        assertTrue(found.path("notes").path(0).asText().startsWith("1 of the images can't be read; the first is a/"));
        Path other = folder.resolve("given");
        Selfsame said = train(other, "--statistics", file, "--channels", "5");
        assertFalse(said.err().contains("normalised by the mean"), said.err());
        assertArrayEquals(
                Files.readAllBytes(run.resolve("encoder.safetensors")),
                Files.readAllBytes(other.resolve("encoder.safetensors")));
        String table =
                Selfsame.run("doctor", "--data", train, "--channels", 5).done().out();
        assertTrue(table.lines().anyMatch(line -> line.matches("4 +5014\\.99 .* 5000\\.00 +5030\\.00")), table);
    }

    @Test
    void resumingKeepsTheStatistics() throws IOException {
        Path broken = folder.resolve("broken-run");
        train(broken, "--channels", "5", "--max-steps", "2");
        Selfsame.run("train", "--data", train, "--run", broken, "--resume").done();
        assertArrayEquals(
                Files.readAllBytes(run.resolve("encoder.safetensors")),
                Files.readAllBytes(broken.resolve("encoder.safetensors")));
    }

    @Test
    void embedsEvaluatesAndReports() throws IOException {
        Path out = folder.resolve("out").resolve("e.npy");
        JsonNode embedded = Selfsame.run("embed", "--run", run, "--data", train, "--out", out, "--json")
                .done()
                .json();
        assertEquals(40, embedded.path("images").asInt());
        assertEquals(1, embedded.path("skipped").asInt());
        for (String baseline : List.of("", "--raw", "--untrained")) {
            JsonNode knn = Selfsame.run(
                            "evaluate",
                            "knn",
                            "--run",
                            run,
                            "--train",
                            train,
                            "--test",
                            test,
                            "--k",
                            5,
                            "--json",
                            baseline.isEmpty() ? List.of() : List.of(baseline))
                    .done()
                    .json();
            assertEquals(1, knn.path("top1").asDouble(), baseline); // the classes differ in a whole channel
        }
        JsonNode collapse = Selfsame.run("evaluate", "collapse", "--run", run, "--data", test, "--json")
                .done()
                .json();
        assertTrue(collapse.path("alignment").asDouble() > 0, collapse.toString());
        Selfsame.run("report", "--run", run).done();
        assertTrue(Files.readString(run.resolve("report.html")).contains("as channels"));
    }

    @Test
    void arraysAreFoundByTheNamesOfTheirEmbeddings() throws IOException {
        Path embeddings = folder.resolve("named").resolve("e.csv");
        Selfsame.run("embed", "--run", run, "--data", train, "--out", embeddings)
                .done();
        Path list = folder.resolve("odd.txt");
        JsonNode odd = Selfsame.run(
                        "curate", "outliers", "--embeddings", embeddings, "--data", train, "--out", list, "--json")
                .done()
                .json();
        assertEquals(40, odd.path("images").asInt());
        assertFalse(odd.has("missing"), odd.toString());
        assertEquals(1, Sources.open(list.toString(), true).size());
    }

    @Test
    void copiesAreFoundByWhatTheEncoderSees() throws IOException {
        Path images = folder.resolve("copied");
        write(images, 20);
        Files.copy(images.resolve("a/4.npy"), images.resolve("a/4-again.npy"));
        Files.copy(images.resolve("b/7.npy"), images.resolve("b/7-again.npy"));
        Path list = folder.resolve("unique.txt");
        Path sheet = folder.resolve("copies.png");
        JsonNode said = Selfsame.run(
                        "curate",
                        "duplicates",
                        "--run",
                        run,
                        "--data",
                        images,
                        "--out",
                        list,
                        "--sheet",
                        sheet,
                        "--similarity",
                        "0.99",
                        "--json")
                .done()
                .json();
        assertEquals(0, said.path("skipped").asInt(), said.toString());
        assertTrue(said.path("verified").asBoolean());
        assertTrue(Files.exists(sheet));
        String scores = Files.readString(folder.resolve("unique.txt.scores.tsv"));
        assertTrue(scores.contains("4-again.npy") && scores.contains("7-again.npy"), scores);
        assertTrue(
                scores.lines()
                        .filter(line -> line.contains("again"))
                        .allMatch(line -> line.endsWith("1.0") || line.endsWith("1.0\t")),
                scores);
    }

    @Test
    void viewsAreDrawn() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        JsonNode drawn = Selfsame.run(
                        "views",
                        "--method",
                        "byol",
                        "--channels",
                        5,
                        "--data",
                        train,
                        "--images",
                        3,
                        "--out",
                        sheet,
                        "--json")
                .done()
                .json();
        assertEquals(3, drawn.path("images").asInt());
        assertEquals(3 * 134 + 6, ImageIO.read(sheet.toFile()).getWidth());
        Selfsame.run("views", "--recipe", run.resolve("config.yaml"), "--data", test, "--out", sheet)
                .done();
    }

    @Test
    void whatIsTooLargeToBeLearnedFromIsNotMeasured() throws IOException {
        Path data = Files.createDirectory(folder.resolve("sizes"));
        for (int i = 0; i < 9; i++) {
            int side = i == 4 ? 40 : 8;
            byte[] header = ("P5 " + side + " " + side + " 255 ").getBytes(US_ASCII);
            byte[] file = Arrays.copyOf(header, header.length + side * side);
            Arrays.fill(file, header.length, file.length, (byte) (i == 4 ? 255 : i));
            Files.write(data.resolve(i + ".pgm"), file);
        }
        for (List<String> most : List.of(
                List.of("--max-pixels", "100"),
                List.of("--set", "decode.max-pixels=100"),
                List.of("--recipe", "cifar10", "--max-pixels", "100"))) {
            Path sheet = folder.resolve("sizes.png");
            String said = Selfsame.run(
                            "views", "--method", "simclr", "--channels", 1, "--data", data, "--out", sheet, most)
                    .done()
                    .err();
            assertTrue(said.contains(" of 8 of them, kept in config.yaml: 4.000 ± 2.74"), said);
        }
    }

    private static void assertWrong(String complaint, Object... words) {
        Selfsame ended = Selfsame.run(words);
        assertEquals(2, ended.status(), ended.err());
        assertTrue(ended.complaint().startsWith(complaint), ended.err());
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        Path none = folder.resolve("none");
        Object[] start = {"train", "--method", "simclr", "--data", train, "--run", none, "--channels"};
        assertWrong(
                "--channels must be 1 to 64, got 0",
                start[0],
                start[1],
                start[2],
                start[3],
                start[4],
                "--run",
                none,
                "--channels",
                0);
        assertWrong(
                "views.solarize0 is for RGB images; those taken as they are",
                List.of(start),
                5,
                "--set",
                "views.solarize0=0.1");
        Path rgb = folder.resolve("rgb");
        Selfsame.drawImages(folder.resolve("drawn"), 20, 1);
        Path drawn = folder.resolve("drawn").resolve("train");
        Selfsame.run("train", "--method", "byol", "--data", drawn, "--run", rgb, Selfsame.TINY, "--max-steps", 1)
                .done();
        String config = rgb.resolve("config.yaml").toString();
        assertWrong(
                config
                        + " is for RGB images: its views have saturation, hue and grayscale, which 5 channels as they are"
                        + " don't have; take --recipe auto or a published one",
                List.of(start),
                5,
                "--recipe",
                config);
        assertWrong(
                "the run that goes on is for RGB images",
                "train",
                "--data",
                drawn,
                "--run",
                rgb,
                "--resume",
                "--channels",
                3);
        assertWrong(
                "the run that goes on is for images of 5 channels, not 4",
                "train",
                "--data",
                train,
                "--run",
                run,
                "--resume",
                "--channels",
                4);
        assertWrong("--channels and --out go with --data", "doctor", "--channels", 5);
        assertWrong("statistics are written to a .yaml or .json, not to", "doctor", "--data", train, "--out", "x.txt");
        assertFalse(Files.exists(none));
    }

    @Test
    void imagesOfOtherChannelsAreRefusedBeforeTraining() {
        Path none = folder.resolve("none");
        Selfsame ended = Selfsame.run("train", "--method", "simclr", "--data", test, "--run", none, "--channels", 4);
        assertEquals(1, ended.status());
        assertTrue(
                ended.complaint()
                        .matches("none of the images can be read as it is \\(\\w/\\d\\.npy: an npy array of shape"
                                + " \\[20, 20, 5\\] has no side of 4 channels\\): the folder .*"),
                ended.err());
        assertFalse(Files.exists(none));
    }

    /** Drawn images are 8-bit RGB PNGs; as they are, they have three channels too. */
    @Test
    void rgbImagesMayBeTakenAsTheyAre() {
        Selfsame.run(
                        "train",
                        "--method",
                        "barlow-twins",
                        "--recipe",
                        "cifar10",
                        "--data",
                        "demo",
                        "--channels",
                        3,
                        "--run",
                        folder.resolve("three"),
                        Selfsame.TINY,
                        "--max-steps",
                        1)
                .done();
    }
}
