package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.data.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way on sixty drawn images, through the commands. */
class EndToEndTest {
    @TempDir
    private static Path folder;

    private static Path train;
    private static Path test;
    private static Path run;
    private static JsonNode trained;

    @BeforeAll
    static void trainOnce() throws IOException {
        Selfsame.drawImages(folder, 60, 30);
        train = folder.resolve("train");
        test = folder.resolve("test");
        Files.writeString(train.resolve("cross").resolve("broken.png"), "not an image");
        run = folder.resolve("run");
        trained = train("simclr", run, "--probe-train", train, "--probe-test", test, "--json")
                .json();
    }

    private static Selfsame train(String method, Path into, Object... more) {
        return Selfsame.run("train", "--method", method, "--data", train, "--run", into, Selfsame.TINY, List.of(more))
                .done();
    }

    private static byte[] encoder(Path of) throws IOException {
        return Files.readAllBytes(of.resolve("encoder.safetensors"));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void trainingSaysWhatItCameTo() {
        assertEquals(
                List.of("steps", "epochs", "loss", "knn_top1", "images", "skipped", "seconds", "run"), names(trained));
        assertEquals(6, trained.path("steps").asInt());
        assertEquals(2, trained.path("epochs").asInt());
        assertEquals(61, trained.path("images").asInt());
        assertEquals(1, trained.path("skipped").asInt());
        assertEquals(run.toString(), trained.path("run").asText());
    }

    @Test
    void aRunDirectoryHoldsWhatTheContractNames() throws IOException {
        for (String file : List.of(
                "config.yaml",
                "provenance.json",
                "metrics.jsonl",
                "checkpoints/last.ckpt",
                "encoder.safetensors",
                "skipped.tsv")) {
            assertTrue(Files.exists(run.resolve(file)), file);
        }
        String provenance = Files.readString(run.resolve("provenance.json"));
        assertTrue(provenance.contains("\"selfsame\", \"train\", \"--method\", \"simclr\""), provenance);
    }

    @Test
    void autoSaysWhatItChoseAndWhy() {
        Selfsame ended = train("simclr", folder.resolve("auto"), "--max-steps", "1");
        List<String> chosen = ended.err()
                .lines()
                .filter(line -> line.startsWith("selfsame: chosen: "))
                .toList();
        assertTrue(chosen.stream().anyMatch(line -> line.contains("image-size 32: ")), ended.err());
        assertTrue(chosen.stream().anyMatch(line -> line.contains("learning rate ")), ended.err());
        assertTrue(ended.err().contains("step 1/1"), ended.err());
        assertTrue(ended.err().contains(", ends after step 1, as --max-steps asks"), ended.err());
        Selfsame again = train("simclr", folder.resolve("auto"), "--max-steps", "1", "--resume");
        assertTrue(again.err().contains(", at step 1 already, with nothing to do"), again.err());
        assertTrue(
                ended.err().contains("3 steps of 16 images (each epoch leaves out 13, others each time)"), ended.err());
        assertFalse(ended.err().contains("\033") || ended.err().contains("\r"), ended.err());
    }

    @Test
    void aResumedRunEqualsTheUnbrokenOne() throws IOException {
        Path broken = folder.resolve("broken-run");
        train("simclr", broken, "--max-steps", "4");
        assertFalse(Arrays.equals(encoder(run), encoder(broken)));
        Selfsame on = train("simclr", broken, "--resume", "--json");
        assertEquals(6, on.json().path("steps").asInt());
        assertArrayEquals(encoder(run), encoder(broken));
    }

    @Test
    void resumingNeedsNoMoreThanTheDirectoryAndTheImages() throws IOException {
        Path broken = folder.resolve("broken-run-2");
        train("simclr", broken, "--max-steps", "4");
        Selfsame.run("train", "--data", train, "--run", broken, "--resume").done();
        assertArrayEquals(encoder(run), encoder(broken));
    }

    @Test
    void resumingWithoutACheckpointStartsAtTheBeginning() throws IOException {
        Path fresh = folder.resolve("fresh");
        train("simclr", fresh, "--resume");
        assertArrayEquals(encoder(run), encoder(fresh));
    }

    @Test
    void theConfigurationOfARunGivesTheSameRun() throws IOException {
        Path again = folder.resolve("again");
        Selfsame.run("train", "--recipe", run.resolve("config.yaml"), "--data", train, "--run", again)
                .done();
        assertArrayEquals(encoder(run), encoder(again));
    }

    @Test
    void moreWorkersChangeNothingAndAnotherSeedDoes() throws IOException {
        Path four = folder.resolve("four");
        train("simclr", four, "--set", "workers=4");
        assertArrayEquals(encoder(run), encoder(four));
        Path other = folder.resolve("other");
        train("simclr", other, "--seed", "2");
        assertFalse(Arrays.equals(encoder(run), encoder(other)));
    }

    @Test
    void samplersAreOfTheConfiguration() throws IOException {
        Path names = Files.writeString(folder.resolve("worst.txt"), "cross/broken.png\n" + anImage() + "\n");
        Path hard = folder.resolve("hard");
        Object[] options = {"--sampler", "hard", "--sampler-names", names, "--sampler-factor", "3", "--cache", "1M"};
        Object[] some = Arrays.copyOf(options, options.length + 2);
        some[options.length] = "--max-steps";
        some[options.length + 1] = "2";
        Selfsame ended = train("simclr", hard, some);
        // 61 images, and two of them twice more: 4 steps of 16 in an epoch.
        assertTrue(ended.err().contains("61 images, 2 epochs of 4 steps of 16 images, sampler hard, "), ended.err());
        String written = Files.readString(hard.resolve("config.yaml"));
        assertTrue(written.contains("cache: \"1M\"\n"), written);
        assertTrue(written.contains("  kind: hard\n  weights: \"\"\n  names: " + names + "\n  factor: 3\n"), written);

        Selfsame.run("train", "--data", train, "--run", hard, "--resume", "--cache", "0")
                .done();
        Path unbroken = folder.resolve("hard-unbroken");
        train("simclr", unbroken, options);
        assertArrayEquals(encoder(unbroken), encoder(hard));
        assertFalse(Arrays.equals(encoder(run), encoder(hard)));

        Path weights = Files.writeString(folder.resolve("weights.tsv"), anImage() + "\t50\n");
        train("simclr", folder.resolve("weighted"), "--sampler", "weighted", "--sampler-weights", weights);
    }

    private static String anImage() throws IOException {
        try (var files = Files.list(train.resolve("cross"))) {
            return "cross/"
                    + files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.startsWith("broken"))
                            .sorted()
                            .findFirst()
                            .orElseThrow();
        }
    }

    @Test
    void initStartsWithAnotherRunsWeights() throws IOException {
        Path still = folder.resolve("still");
        Object[] standing = {
            "--init", run.resolve("encoder.safetensors"), "--max-steps", "1", "--set", "optimizer.learning-rate=0"
        };
        train("byol", still, standing);
        // The weights stay where the learning rate is 0; the statistics of batch norm move.
        Path scratch = folder.resolve("scratch");
        train("byol", scratch, "--max-steps", "1", "--set", "optimizer.learning-rate=0");
        assertEquals(weight(run), weight(still));
        assertNotEquals(weight(run), weight(scratch));
        assertTrue(Files.readString(still.resolve("config.yaml")).contains("init: " + run));
    }

    private static String weight(Path of) throws IOException {
        try (var file = dev.selfsame.model.Safetensors.open(of.resolve("encoder.safetensors"));
                var tensor = file.read("layer4.1.conv2.weight")) {
            return Arrays.toString(Arrays.copyOf(tensor.toFloats(), 50));
        }
    }

    @Test
    void maxTimeStopsWithACheckpointAndStatus0() throws IOException {
        Path timed = folder.resolve("timed");
        Selfsame ended = train("simclr", timed, "--set", "epochs=100000", "--max-time", "1s", "--json");
        assertTrue(ended.json().path("steps").asInt() >= 1);
        assertTrue(Files.exists(timed.resolve("checkpoints/last.ckpt")));
    }

    @Test
    void logsAreWrittenWhereTheyWereAskedForAndCurvesAreSaidAtTheEnd() throws IOException {
        Path logged = folder.resolve("logged");
        Selfsame first =
                train("simclr", logged, "--set", "log-every=1", "--log", "csv,tensorboard", "--max-steps", "3");
        assertTrue(
                first.err().matches("(?s).*loss \\S+ to \\S+, spread \\S+ to \\S+, rank .* of \\d+\\R"), first.err());
        assertEquals(4, Files.readAllLines(logged.resolve("metrics.csv")).size());
        assertTrue(Files.exists(logged.resolve("tensorboard/projector_config.pbtxt")));
        train("simclr", logged, "--resume", "--log", "csv", "--max-steps", "4");
        assertEquals(5, Files.readAllLines(logged.resolve("metrics.csv")).size());
        assertFalse(Files.exists(logged.resolve("mlflow.json")));
    }

    private static JsonNode evaluate(String protocol, Object... more) throws IOException {
        return Selfsame.run("evaluate", protocol, "--run", run, "--threads", "1", List.of(more), "--json")
                .done()
                .json();
    }

    @Test
    void knnHasTheContractsKeys() throws IOException {
        JsonNode result = evaluate("knn", "--train", train, "--test", test);
        assertEquals(
                List.of(
                        "protocol",
                        "top1",
                        "top5",
                        "k",
                        "temperature",
                        "train_images",
                        "test_images",
                        "dimensions",
                        "seconds",
                        "top1_low",
                        "top1_high",
                        "chance",
                        "settings",
                        "input",
                        "skipped"),
                names(result));
        assertEquals(60, result.path("k").asInt(), "as many as there are");
        JsonNode asked = evaluate("knn", "--train", train, "--test", test, "--k", "100000");
        assertEquals(60, asked.path("k").asInt());
        assertEquals(60, result.path("train_images").asInt());
        assertEquals(30, result.path("test_images").asInt());
        assertEquals(64, result.path("dimensions").asInt());
        assertEquals(1, result.path("skipped").asInt());
        assertEquals(trained.path("knn_top1").asDouble(), result.path("top1").asDouble(), 1e-6);
    }

    @Test
    void aModelFileIsAsGoodAsARun() throws IOException {
        JsonNode ofRun = evaluate("knn", "--train", train, "--test", test, "--k", "5");
        JsonNode ofFile = Selfsame.run(
                        "evaluate",
                        "knn",
                        "--model",
                        run.resolve("encoder.safetensors"),
                        "--train",
                        train,
                        "--test",
                        test,
                        "--k",
                        "5",
                        "--threads",
                        "1",
                        "--json")
                .done()
                .json();
        assertEquals(ofRun.path("top1"), ofFile.path("top1"));
        assertEquals(5, ofFile.path("k").asInt());
    }

    @Test
    void baselinesAreRawPixelsAndFreshWeights() throws IOException {
        JsonNode raw = evaluate("knn", "--train", train, "--test", test, "--raw");
        assertEquals(3 * 32 * 32, raw.path("dimensions").asInt());
        JsonNode self = evaluate("knn", "--train", train, "--test", train, "--raw", "--k", "1");
        assertEquals(1.0, self.path("top1").asDouble(), "an image is its own neighbour");
        JsonNode untrained = evaluate("knn", "--train", train, "--test", test, "--untrained", "--seed", "4");
        assertEquals(64, untrained.path("dimensions").asInt());
        assertEquals(
                untrained.path("top1"),
                evaluate("knn", "--train", train, "--test", test, "--untrained", "--seed", "4")
                        .path("top1"));
    }

    @Test
    void linearAddsHowItWasTrained() throws IOException {
        JsonNode result = evaluate("linear", "--train", train, "--test", test, "--epochs", "20", "--batch-size", "30");
        assertEquals("linear", result.path("protocol").asText());
        assertEquals(20, result.path("epochs").asInt());
        assertEquals(0.1, result.path("learning_rate").asDouble());
        assertEquals(30, result.path("batch_size").asInt());
        double top1 = result.path("top1").asDouble();
        assertTrue(result.path("top1_low").asDouble() <= top1
                && top1 <= result.path("top1_high").asDouble());
        assertTrue(top1 <= result.path("top5").asDouble());
        assertTrue(result.path("seconds").asDouble() > 0);
    }

    @Test
    void theFieldsProtocolsSayWhatTheyAre() throws IOException {
        JsonNode cifar = evaluate(
                "linear", "--train", train, "--test", test, "--protocol", "cifar", "--features", "frozen", "--details");
        assertEquals("cifar", cifar.path("variant").asText());
        assertTrue(cifar.path("settings").asText().contains("frozen: computed once"), cifar.toString());
        assertEquals(10, cifar.path("per_class").size());
        assertEquals(
                30,
                cifar.path("per_class").findValues("images").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum());
        JsonNode crops = evaluate(
                "linear",
                "--train",
                train,
                "--test",
                test,
                "--protocol",
                "imagenet",
                "--epochs",
                "2",
                "--batch-size",
                "20");
        assertEquals("own", crops.path("variant").asText(), "two epochs are not the protocol");
        assertEquals(0.1 * 20 / 256, crops.path("learning_rate").asDouble(), 1e-6);
        assertTrue(crops.path("settings").asText().contains("crops"), crops.toString());
    }

    @Test
    void logisticRegressionChoosesItsRegularisation() throws IOException {
        Path tables = folder.resolve("tables");
        JsonNode result = evaluate("logistic", "--train", train, "--test", test, "--tables", tables.toString());
        assertEquals(5, result.path("folds").asInt());
        assertTrue(result.path("converged").asBoolean(), result.toString());
        assertTrue(result.path("top1_low").asDouble() <= result.path("top1").asDouble());
        assertEquals(11, Files.readAllLines(tables.resolve("confusion.csv")).size());
        List<String> classes = Files.readAllLines(tables.resolve("per-class.csv"));
        assertEquals(11, classes.size());
        assertEquals("class,images,predicted,correct,recall,precision,f1", classes.get(0));
        JsonNode plain = evaluate("logistic", "--train", train, "--test", test, "--no-standardize", "--c", "1");
        assertTrue(plain.path("settings").asText().contains("features as they are"), plain.toString());
    }

    @Test
    void fewLabelsAndRetrievalAreMeasured() throws IOException {
        JsonNode shots = evaluate("few-shot", "--train", train, "--test", test, "--shots", "3");
        assertEquals(10, shots.path("ways").asInt());
        assertEquals(10, shots.path("episodes").asInt());
        assertTrue(shots.path("logistic_top1").asDouble() >= 0, shots.toString());
        assertTrue(
                shots.path("centroid_ci95").isNumber()
                        && shots.path("logistic_ci95").isNumber(),
                shots.toString());
        JsonNode found = evaluate("retrieval", "--train", train, "--test", test);
        assertTrue(found.path("map").asDouble() > 0.1, found.toString());
        assertEquals(60, found.path("gallery_images").asInt());
    }

    @Test
    void eachTestImageAgainstTheOthersNeedsNoTrainingImage() throws IOException {
        Path names = folder.resolve("names-of-classes");
        for (String name : Sources.open(test.toString()).classes()) {
            Files.createDirectories(names.resolve(name));
            Files.writeString(names.resolve(name).resolve("unread.png"), "not an image");
        }
        JsonNode found = evaluate("retrieval", "--train", names, "--test", test, "--leave-one-out");
        assertEquals(30, found.path("gallery_images").asInt());
        assertEquals(0, found.path("skipped").asInt());
    }

    @Test
    void fineTuningStartsFromTheEncoderOrFromScratch() throws IOException {
        for (String start : List.of("pretrained", "scratch")) {
            List<String> more = start.equals("scratch") ? List.of("--scratch") : List.of("--layer-decay", "0.7");
            List<Object> words = new ArrayList<>(List.of(
                    "--train",
                    train,
                    "--test",
                    test,
                    "--labels",
                    "50%",
                    "--epochs",
                    "2",
                    "--mixup",
                    "0.8",
                    "--cutmix",
                    "1",
                    "--label-smoothing",
                    "0.1"));
            words.addAll(more);
            JsonNode result = evaluate("finetune", words.toArray());
            assertEquals("finetune", result.path("protocol").asText());
            assertEquals(start, result.path("start").asText());
            assertEquals(30, result.path("train_images").asInt(), 1);
            assertEquals(8, result.path("batch_size").asInt());
            assertEquals(30, result.path("test_images").asInt());
            assertEquals(2, result.path("epochs").asInt());
        }
    }

    @Test
    void collapseNeedsNoLabels() throws IOException {
        JsonNode result = evaluate("collapse", "--data", train);
        assertEquals(
                List.of(
                        "protocol",
                        "embedding_std",
                        "effective_rank",
                        "alignment",
                        "uniformity",
                        "images",
                        "dimensions",
                        "correlation_diagonal",
                        "correlation_off_diagonal",
                        "lidar",
                        "lidar_images",
                        "lidar_views",
                        "settings",
                        "input",
                        "skipped"),
                names(result));
        double lidar = result.path("lidar").asDouble();
        assertTrue(lidar >= 1 && lidar <= 59, result.toString());
        assertEquals(60, result.path("lidar_images").asInt());
        assertTrue(evaluate("collapse", "--data", train, "--lidar-views", "0")
                .path("lidar")
                .isNull());
        assertEquals(60, result.path("images").asInt());
        assertTrue(result.path("alignment").asDouble() > 0, result.toString());
        assertTrue(result.path("effective_rank").asDouble() >= 1, result.toString());
    }

    @Test
    void embeddingsHaveARowForEachReadableImageAndAListOfTheOthers() throws IOException {
        Path csv = folder.resolve("e.csv");
        JsonNode result = Selfsame.run("embed", "--run", run, "--data", train, "--out", csv, "--threads", "1", "--json")
                .done()
                .json();
        assertEquals(60, result.path("images").asInt());
        assertEquals(1, result.path("skipped").asInt());
        List<String> lines = Files.readAllLines(csv);
        assertEquals(61, lines.size());
        assertTrue(lines.get(0).startsWith("path,label,e0,e1,"));
        List<String> paths = lines.stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        assertEquals(paths.stream().sorted().toList(), paths);
        assertTrue(Files.readString(folder.resolve("e.csv.skipped.tsv")).contains("cross/broken.png\t"));

        Path npy = folder.resolve("e.npy");
        Selfsame.run("embed", "--run", run, "--data", test, "--out", npy, "--threads", "1")
                .done();
        assertEquals(30, Files.readAllLines(folder.resolve("e.paths.txt")).size());
        assertFalse(Files.exists(folder.resolve("e.npy.skipped.tsv")));
        String head = new String(Files.readAllBytes(npy), 0, 128, StandardCharsets.ISO_8859_1);
        assertTrue(head.contains("'shape': (30, 64)"), head);

        Path parquet = folder.resolve("e.parquet");
        Selfsame.run("embed", "--run", run, "--data", test, "--out", parquet, "--threads", "1")
                .done();
        assertTrue(Files.size(parquet) > 30 * 64 * 4);
    }

    @Test
    void anExportedEncoderIsTheRuns() throws IOException {
        Path out = folder.resolve("exported.safetensors");
        JsonNode result = Selfsame.run("export", "--run", run, "--out", out, "--json")
                .done()
                .json();
        assertEquals("safetensors", result.path("format").asText());
        assertEquals(32, result.path("image_size").asInt());
        assertArrayEquals(encoder(run), Files.readAllBytes(out));
    }

    @ParameterizedTest
    @CsvSource({"torchscript, none, false", "onnx, uint8, true", "onnx, resize, false", "djl, float, true"})
    void anExportedNetworkIsCheckedAgainstTheRuns(String format, String preprocess, boolean normalize)
            throws IOException {
        Path out = folder.resolve("exported-" + format + preprocess);
        JsonNode result = Selfsame.run(
                        "export",
                        "--model",
                        run.resolve("encoder.safetensors"),
                        "--format",
                        format,
                        "--preprocess",
                        preprocess,
                        normalize ? List.of("--normalize") : List.of(),
                        "--data",
                        test,
                        "--out",
                        out,
                        "--json")
                .done()
                .json();
        assertEquals(format, result.path("format").asText());
        assertEquals(preprocess, result.path("preprocess").asText());
        assertEquals(normalize, result.path("normalize").asBoolean());
        assertEquals(64, result.path("dimensions").asInt());
        assertEquals(8, result.path("images").asInt());
        assertTrue(result.path("largest_value").asDouble() > 0);
        assertTrue(result.path("largest_difference").isNumber());
        assertTrue(Files.exists(out));
    }

    @Test
    void anExportThatCannotBeIsRefusedInOneLine() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(taken.resolve("file"), "mine");
        for (String format : List.of("safetensors", "torchscript", "onnx", "djl")) {
            Selfsame ended = Selfsame.run("export", "--run", run, "--format", format, "--out", taken);
            assertEquals(1, ended.status());
            assertTrue(ended.complaint().contains(taken.toString()), ended.complaint());
        }
        Selfsame empty = Selfsame.run("export", "--run", taken, "--out", folder.resolve("none.onnx"));
        assertEquals(1, empty.status());
        assertTrue(empty.complaint().contains("has no encoder.safetensors"), empty.complaint());
    }

    @Test
    void aSheetShowsImagesAndTheirViews() throws IOException {
        Path out = folder.resolve("sheet.png");
        Selfsame drawn = Selfsame.run(
                        "views", "--method", "byol", "--data", train, "--out", out, "--images", "3", "--json")
                .done();
        List<String> chosen = drawn.err()
                .lines()
                .filter(line -> line.startsWith("selfsame: chosen: "))
                .toList();
        assertEquals(2, chosen.size(), "what has no bearing on the views is not said: " + chosen);
        assertTrue(chosen.get(0).contains("image-size 32"), chosen.get(0));
        assertTrue(chosen.get(1).contains("views without blur"), chosen.get(1));
        JsonNode result = drawn.json();
        assertEquals(3, result.path("images").asInt());
        assertEquals(2, result.path("views").asInt());
        var sheet = ImageIO.read(out.toFile());
        assertEquals(20 + 3 * (128 + 6) + 6, sheet.getHeight(), "headings and three images");
        assertEquals(3 * (128 + 6) + 6, sheet.getWidth(), "the image and two views");
    }

    @Test
    void aSheetListsWhatCannotBeRead() throws IOException {
        Path out = folder.resolve("whole.png");
        JsonNode drawn = Selfsame.run(
                        "views", "--method", "byol", "--data", train, "--out", out, "--images", "61", "--json")
                .done()
                .json();
        assertEquals(List.of("images", "views", "skipped", "out"), names(drawn));
        assertEquals(60, drawn.path("images").asInt());
        assertEquals(1, drawn.path("skipped").asInt());
        String listed = Files.readString(folder.resolve("whole.png.skipped.tsv"));
        assertTrue(listed.contains("cross/broken.png"), listed);
    }

    @Test
    void aReportIsWrittenIntoTheRun() throws IOException {
        JsonNode result = Selfsame.run("report", "--run", run, "--json").done().json();
        assertEquals(
                run.resolve("report.html").toString(), result.path("report").asText());
        assertTrue(Files.readString(run.resolve("report.html"))
                .contains(result.path("verdict").asText()));
    }

    @Test
    void aReportShowsTheImagesThatTheRunLearnedFrom() throws IOException {
        Selfsame ended = Selfsame.run("report", "--run", run).done();
        String page = Files.readString(run.resolve("report.html"));
        assertEquals("", ended.err());
        assertTrue(page.contains("Each mark is one of 60 images, all that can be read of the folder "), "the map");
        assertTrue(page.contains("class=\"neighbours\"") && page.contains("class=\"views\""));
        assertFalse(page.contains("About the images"));

        Selfsame.run("report", "--run", run, "--no-images").done();
        assertFalse(Files.readString(run.resolve("report.html")).contains("class=\"neighbours\""));
        Path elsewhere = folder.resolve("elsewhere.html");
        Selfsame.run("report", "--run", run, "--data", test, "--out", elsewhere).done();
        assertTrue(Files.readString(elsewhere)
                .contains("Each mark is one of 30 images, all that can be read of the folder "));
    }

    @Test
    void chartsAreWrittenAsPictures() throws IOException {
        JsonNode result =
                Selfsame.run("report", "--run", run, "--png", "--json").done().json();
        List<Path> charts;
        try (var files = Files.list(run.resolve("charts"))) {
            charts = files.toList();
        }

        assertEquals(charts.size(), result.path("charts").asInt());
        List<String> names =
                charts.stream().map(file -> file.getFileName().toString()).toList();
        assertTrue(
                names.containsAll(List.of("loss.png", "spread.png", "rank.png", "knn.png", "map.png")),
                names.toString());
        for (Path chart : charts) {
            assertTrue(ImageIO.read(chart.toFile()).getWidth() > 500, chart.toString());
        }
    }

    @Test
    void aReportSaysWhyItShowsNoImages() throws IOException {
        Path moved = folder.resolve("moved");
        Selfsame.drawImages(moved, 20, 10);
        Path of = folder.resolve("of-moved");
        Selfsame.run("train", "--method", "byol", "--data", moved.resolve("train"), "--run", of, Selfsame.TINY)
                .done();
        Files.delete(moved.resolve("train").resolve("cross").resolve("00002.png"));
        Selfsame.run("report", "--run", of).done();
        assertTrue(Files.readString(of.resolve("report.html")).contains("are not those that the run learned from"));

        Files.move(moved, folder.resolve("moved-away"));
        Selfsame ended = Selfsame.run("report", "--run", of).done();
        assertTrue(ended.complaint().startsWith("No images are shown: the images that it learned from can't be read"));
        assertTrue(Files.readString(of.resolve("report.html")).contains("No images are shown: the images"));

        Files.delete(of.resolve("encoder.safetensors"));
        assertTrue(Selfsame.run("report", "--run", of).done().complaint().contains("there is no encoder"));
        assertEquals(
                1,
                Selfsame.run("report", "--run", run, "--data", folder.resolve("nowhere"))
                        .status());
    }

    @Test
    void runsAreComparedInOnePage() throws IOException {
        Path other = folder.resolve("compared");
        train("byol", other);
        Path page = folder.resolve("comparison.html");
        JsonNode result = Selfsame.run("report", "--compare", run, other, "--out", page, "--png", "--json")
                .done()
                .json();

        assertEquals(2, result.path("runs").asInt());
        assertTrue(Files.readString(page).contains("<td>simclr</td><td>byol</td>"));
        assertTrue(result.path("charts").asInt() > 5, result.toString());
        assertTrue(Files.isRegularFile(folder.resolve("comparison-charts/loss.png")));
    }

    @Test
    void namesOfFoldersAndFilesRunNothingInAPage() throws IOException {
        String hostile = "<img src=x onerror=alert(1)>";
        Path images = folder.resolve("hostile").resolve(hostile);
        Selfsame.drawImages(images, 20, 1);
        Files.move(
                images.resolve("train").resolve("cross"),
                images.resolve("train").resolve(hostile));
        Path of = folder.resolve("runs").resolve(hostile);
        Selfsame.run("train", "--method", "byol", "--data", images.resolve("train"), "--run", of, Selfsame.TINY)
                .done();
        Selfsame.run("report", "--run", of).done();
        String page = Files.readString(of.resolve("report.html"));

        assertTrue(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
        assertFalse(page.contains("<img src=x"));
        assertTrue(page.contains("class=\"neighbours\""));
    }

    @Test
    void withoutJsonTheResultIsALine() {
        Selfsame ended = Selfsame.run("export", "--run", run, "--out", folder.resolve("line.safetensors"))
                .done();
        assertTrue(
                ended.out()
                        .strip()
                        .matches(
                                "format safetensors  dimensions 64  image size 32  preprocess none  normalize false"
                                        + "  images 8  largest difference [0-9.e-]+  largest value [0-9.e-]+  out .*line.safetensors"),
                ended.out());
    }
}
