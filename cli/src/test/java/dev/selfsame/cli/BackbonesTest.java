package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way with networks other than residual ones, through the commands. */
class BackbonesTest {
    private static final List<String> FEW_STEPS =
            List.of("--batch-size", "16", "--epochs", "1", "--max-steps", "2", "--threads", "1", "--workers", "1");

    @TempDir
    private static Path folder;

    private static Path train;
    private static Path test;

    @BeforeAll
    static void draw() throws IOException {
        Selfsame.drawImages(folder, 40, 20);
        train = folder.resolve("train");
        test = folder.resolve("test");
    }

    private static List<String> set(String... assignments) {
        List<String> words = new ArrayList<>();
        for (String assignment : assignments) {
            words.addAll(List.of("--set", assignment));
        }
        return words;
    }

    @ParameterizedTest
    @CsvSource({
        "byol,vit-small,fp32,384",
        "simclr,vit-small,bf16,384",
        "dino,vit-small,fp32,384",
        "simclr,convnext-tiny,bf16,64"
    })
    void trainEvaluateAndEmbed(String method, String backbone, String precision, int features) throws IOException {
        Path run = folder.resolve(method + backbone);
        Selfsame trained = Selfsame.run(
                        "train",
                        "--method",
                        method,
                        "--data",
                        train,
                        "--run",
                        run,
                        "--backbone",
                        backbone,
                        "--precision",
                        precision,
                        FEW_STEPS,
                        backbone.startsWith("vit")
                                ? set("backbone.depth=2", "backbone.drop-path=0.1")
                                : Selfsame.words("--base-width", "8", set("backbone.blocks=1-1-1-1")))
                .done();
        assertTrue(trained.err().contains("chosen: backbone " + backbone + " with patches of "), trained.err());
        JsonNode scores = Selfsame.run(
                        "evaluate",
                        "knn",
                        "--run",
                        run,
                        "--train",
                        train,
                        "--test",
                        test,
                        "--precision",
                        precision,
                        "--json")
                .done()
                .json();
        assertEquals(features, scores.path("dimensions").asInt());
        Path out = folder.resolve(method + backbone + ".npy");
        JsonNode embedded = Selfsame.run("embed", "--run", run, "--data", test, "--out", out, "--json")
                .done()
                .json();
        assertEquals(features, embedded.path("dimensions").asInt());
        assertEquals(20, embedded.path("images").asInt());
        assertTrue(Files.size(out) > 20L * features * 4);
    }

    @Test
    void aPublishedRecipeTakesAnotherNetwork() throws IOException {
        Path run = folder.resolve("published");
        Selfsame.run(
                        "train",
                        "--method",
                        "dino",
                        "--recipe",
                        "imagenet",
                        "--image-size",
                        "64",
                        "--backbone",
                        "vit-tiny",
                        "--data",
                        train,
                        "--run",
                        run,
                        "--precision",
                        "fp32",
                        FEW_STEPS,
                        set("backbone.depth=1", "method.out=32", "views.local.count=2", "schedule.warmup-epochs=0"))
                .done();
        String config = Files.readString(run.resolve("config.yaml"));
        assertTrue(config.contains("  patch-size: 8\n"), config);
        assertTrue(config.contains("  image-size: 64\n"), config);
        assertTrue(config.contains("    size: 24\n"), config); // 96 of 224, in patches
    }

    /** Recipe cifar10 has a resnet18 with a stem for small images. */
    @ParameterizedTest
    @CsvSource({"--backbone resnet18,imagenet", "--backbone resnet34,imagenet", "--base-width 8,cifar"})
    void theStemFitsTheImagesWhereTheNetworkIsNamed(String option, String stem) throws IOException {
        Path run = folder.resolve(option.replace(' ', '-'));
        Selfsame.run(
                        "train",
                        "--method",
                        "simclr",
                        "--recipe",
                        "cifar10",
                        "--image-size",
                        "96",
                        List.of(option.split(" ")),
                        "--data",
                        train,
                        "--run",
                        run,
                        "--max-steps",
                        "1",
                        "--batch-size",
                        "4",
                        "--threads",
                        "1")
                .done();
        String config = Files.readString(run.resolve("config.yaml"));
        assertTrue(config.contains("  stem: " + stem + "\n"), config);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--set backbone.patch-size=5 --image-size 32 | backbone.image-size must be a multiple of patch-size 5, got 32",
                "--image-size 97                             | backbone.patch-size must divide the sides of the images, 97, got 16",
                "--set backbone.heads=5                      | backbone.heads must divide the width of 384, got 5",
                "--base-width 8                              | backbone vit-small has no option base-width",
                "--set backbone.depths=3                     | unknown key backbone.depths; did you mean backbone.depth?",
            })
    void whatDoesNotFitIsRefusedInWords(String options, String message) {
        Selfsame ended = Selfsame.run(
                "train",
                "--method",
                "simclr",
                "--data",
                train,
                "--run",
                folder.resolve("refused"),
                "--backbone",
                "vit-small",
                List.of(options.trim().split(" ", -1)));
        assertEquals(2, ended.status(), ended.err());
        assertTrue(ended.complaint().startsWith(message), ended.complaint());
    }

    @Test
    void aMethodOfPlacesSaysWhatItNeeds() {
        Selfsame ended = Selfsame.run(
                "train",
                "--method",
                "densecl",
                "--data",
                train,
                "--run",
                folder.resolve("dense"),
                "--backbone",
                "vit-tiny",
                FEW_STEPS,
                set("backbone.depth=1"));
        assertEquals(1, ended.status(), ended.err());
        assertTrue(ended.err().contains("has no map of features, being pooled by its class token"), ended.err());
        Selfsame.run(
                        "train",
                        "--method",
                        "densecl",
                        "--data",
                        train,
                        "--run",
                        folder.resolve("dense-average"),
                        "--backbone",
                        "vit-tiny",
                        FEW_STEPS,
                        set("backbone.depth=1", "backbone.pooling=average"))
                .done();
    }

    @Test
    void theListHasThemWithTheirOptions() throws IOException {
        JsonNode all = Selfsame.run("list", "backbones", "--json").done().json();
        List<String> names = all.findValuesAsText("name");
        assertTrue(
                names.containsAll(List.of(
                        "wide-resnet50-2",
                        "wide-resnet101-2",
                        "resnext50-32x4d",
                        "resnext101-32x8d",
                        "resnext101-64x4d",
                        "convnext-tiny",
                        "convnext-small",
                        "convnext-base",
                        "convnext-large",
                        "vit-tiny",
                        "vit-small",
                        "vit-base",
                        "vit-large",
                        "lab")),
                names.toString());
        JsonNode options = all.get(names.indexOf("vit-small")).path("options");
        for (String option : List.of("patch-size", "registers", "pooling", "positions", "drop-path", "layer-scale")) {
            assertTrue(options.has(option), options.toString());
        }
    }
}
