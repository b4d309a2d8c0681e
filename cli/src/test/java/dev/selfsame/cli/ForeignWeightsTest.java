package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Safetensors;
import dev.selfsame.nn.ResNet;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of others through the commands. */
class ForeignWeightsTest {
    @TempDir
    private static Path folder;

    private static Path weights;

    private static Path data;

    @BeforeAll
    static void write() throws IOException {
        weights = folder.resolve("byol.safetensors");
        Selfsame.drawImages(folder, 32, 16);
        data = folder.resolve("train");
        try (ResNet online = new ResNet(ResNet.Config.cifar(18).withBaseWidth(8));
                ResNet target = new ResNet(ResNet.Config.cifar(18).withBaseWidth(8))) {
            online.initialize(1);
            target.initialize(2);
            Map<String, Tensor> all = new LinkedHashMap<>();
            online.state().forEach((name, tensor) -> all.put("online_encoder.net." + name, tensor));
            target.state().forEach((name, tensor) -> all.put("target_encoder.net." + name, tensor));
            Safetensors.write(weights, all, Map.of());
        }
    }

    private static byte[] embedded(Object model, Object... more) throws IOException {
        Path out = folder.resolve("out.npy");
        Selfsame.run("embed", "--model", model, "--data", data, "--out", out, "--threads", "1", List.of(more))
                .done();
        return Files.readAllBytes(out);
    }

    @Test
    void theyEmbedAndSayWhatWasTaken() {
        Selfsame embed = Selfsame.run(
                        "embed", "--model", weights, "--data", data, "--out", folder.resolve("a.csv"), "--threads", "1")
                .done();
        assertTrue(
                embed.err()
                        .contains("120 tensors of ResNet-18(CIFAR stem, base width 8, 3 channels) taken from " + weights
                                + " under online_encoder.net, named as torchvision and timm do"),
                embed.err());
        assertTrue(embed.err().contains("left out, being no part of it: target_encoder (120)"), embed.err());
        assertTrue(
                embed.err()
                        .contains("images of 32×32 from the middle, the shorter side brought to 32 (bilinear), mean"
                                + " 0.485,0.456,0.406, std 0.229,0.224,0.225; --image-size"),
                embed.err());
    }

    @Test
    void whatIsExportedEmbedsTheSameWithoutOptions() throws IOException {
        Path out = folder.resolve("exported.safetensors");
        Object[] options = {"--mean-std", "0.5,0.5,0.5/0.25,0.25,0.25", "--image-size", "24", "--short-side", "28"};
        Selfsame export = Selfsame.run("export", "--model", weights, "--out", out, "--json", List.of(options))
                .done();
        assertEquals(24, export.json().path("image_size").asInt());
        assertArrayEquals(embedded(weights, options), embedded(out));
        try (Scope scope = new Scope();
                Safetensors given = Safetensors.open(weights);
                Safetensors written = Safetensors.open(out)) {
            for (String name : written.names()) {
                assertArrayEquals(
                        given.read("online_encoder.net." + name).toBytes(),
                        written.read(name).toBytes(),
                        name);
            }
        }
        Selfsame twice = Selfsame.run(
                "embed", "--model", out, "--data", data, "--out", folder.resolve("twice.csv"), "--mean-std", "half");
        assertEquals(2, twice.status());
        assertTrue(twice.err().contains("--mean-std is for weights of others"), twice.err());
    }

    @Test
    void theyFindImagesInAnIndexOfTheirEmbeddings() throws IOException {
        Path rows = folder.resolve("rows.npy");
        Selfsame.run("embed", "--model", weights, "--data", data, "--out", rows, "--image-size", "24", "--threads", "1")
                .done();
        Path index = folder.resolve("rows.index");
        Selfsame.run("index", "--embeddings", rows, "--out", index, "--model", weights, "--image-size", "24")
                .done();
        String query = Embeddings.read(rows).names().get(13);
        Object[] search = {"search", "--index", index, "--image", data.resolve(query), "--model", weights, "--json"};
        JsonNode first = Selfsame.run(List.of(search), "--image-size", "24")
                .done()
                .json()
                .path("neighbours")
                .path(0);
        assertEquals(query, first.path("path").asText());
        assertTrue(first.path("cosine").asDouble() > 0.9999, first.toString());
        Selfsame otherwise = Selfsame.run(List.of(search));
        assertEquals(1, otherwise.status());
        assertTrue(otherwise.err().contains("of embeddings of another encoder"), otherwise.err());
        Selfsame none = Selfsame.run("index", "--embeddings", rows, "--out", index, "--image-size", "24");
        assertEquals(2, none.status());
        assertTrue(none.err().contains("--image-size is for weights of others"), none.err());
    }

    @Test
    void theyChooseImages() throws IOException {
        Path list = folder.resolve("lacking.txt");
        Selfsame coverage = Selfsame.run(
                        "curate",
                        "coverage",
                        "--model",
                        weights,
                        "--data",
                        data,
                        "--reference-data",
                        folder.resolve("test"),
                        "--out",
                        list,
                        "--threads",
                        "1",
                        "--json")
                .done();
        assertEquals(32, coverage.json().path("images").asInt());
        assertEquals(16, coverage.json().path("reference_images").asInt());
        assertEquals(
                1,
                coverage.err()
                        .lines()
                        .filter(line -> line.contains(" taken from "))
                        .count(),
                coverage.err());
    }

    @Test
    void trainingStartsWithTheOneThatIsAskedFor() throws IOException {
        Path run = folder.resolve("run");
        Selfsame train = Selfsame.run(
                        "train",
                        "--method",
                        "simclr",
                        "--data",
                        data,
                        "--run",
                        run,
                        Selfsame.TINY,
                        "--max-steps",
                        "1",
                        "--set",
                        "optimizer.learning-rate=0",
                        "--init",
                        weights + "#key=target_encoder.net")
                .done();
        assertTrue(
                train.err().contains("taken from " + weights.toAbsolutePath() + " under target_encoder.net"),
                train.err());
        try (Scope scope = new Scope();
                Safetensors given = Safetensors.open(weights);
                Safetensors trained = Safetensors.open(run.resolve("encoder.safetensors"))) {
            assertArrayEquals(
                    given.read("target_encoder.net.layer4.1.conv2.weight").toBytes(),
                    trained.read("layer4.1.conv2.weight").toBytes());
        }
    }

    @Test
    void whatIsWrongIsSaidInALine() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pth"), "<html>");
        Selfsame embed = Selfsame.run("embed", "--model", none, "--data", data, "--out", folder.resolve("b.csv"));
        assertEquals(1, embed.status());
        assertEquals(none + " is not read: torch.save did not write it", embed.complaint());
        Selfsame wrong = Selfsame.run(
                "embed", "--model", weights, "--data", data, "--out", folder.resolve("b.csv"), "--mean-std", "1/2/3");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("--mean-std must be imagenet, half, none, cifar10 or means"), wrong.err());
        Selfsame other = Selfsame.run(
                "train",
                "--method",
                "simclr",
                "--data",
                data,
                "--run",
                folder.resolve("other"),
                "--backbone",
                "resnet34",
                Selfsame.TINY,
                "--init",
                weights);
        assertEquals(1, other.status());
        assertTrue(other.complaint().contains("it is a resnet18, not a resnet34 (--backbone resnet18)"), other.err());
    }

    @Test
    void whatAMismatchAdvisesHelps() throws IOException {
        for (boolean cifar : new boolean[] {false, true}) {
            Path file = folder.resolve("stem-" + cifar + ".safetensors");
            try (ResNet network =
                    new ResNet((cifar ? ResNet.Config.cifar(18) : ResNet.Config.of(18)).withBaseWidth(8))) {
                network.initialize(3);
                Safetensors.write(file, network.state(), Map.of());
            }
            List<String> train = Selfsame.words(
                    List.of("train", "--method", "simclr", "--data", data, "--max-steps", "1", "--init", file),
                    Selfsame.TINY);
            Path run = folder.resolve("run-" + cifar);
            Selfsame refused =
                    Selfsame.run(train, "--run", run, "--set", "backbone.stem=" + (cifar ? "imagenet" : "cifar"));
            assertEquals(1, refused.status());
            Matcher advice = Pattern.compile("\\(--set (\\S+)\\)").matcher(refused.complaint());
            assertTrue(advice.find(), refused.complaint());
            Selfsame.run(train, "--run", run, "--set", advice.group(1)).done();
        }
    }

    @Test
    void untrainedWeightsOfTheSameArchitectureAreEvaluated() throws IOException {
        Selfsame knn = Selfsame.run(
                        "evaluate",
                        "knn",
                        "--model",
                        weights,
                        "--untrained",
                        "--train",
                        data,
                        "--test",
                        folder.resolve("test"),
                        "--threads",
                        "1",
                        "--json")
                .done();
        assertEquals(64, knn.json().path("dimensions").asInt());
    }
}
