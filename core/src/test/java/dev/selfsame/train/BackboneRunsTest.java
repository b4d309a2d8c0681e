package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.model.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of every kind of backbone: their keys, and that they repeat and go on to the bit with paths that are dropped. */
class BackboneRunsTest {
    private static final Map<String, List<String>> SMALL = Map.of(
            "vit-tiny",
                    List.of(
                            "image-size=16",
                            "patch-size=4",
                            "depth=3",
                            "width=24",
                            "drop-path=0.4",
                            "layer-scale=0.1",
                            "registers=1"),
            "convnext-tiny",
                    List.of("patch-size=1", "base-width=4", "blocks=1-1-2-1", "drop-path=0.4", "layer-scale=0.1"),
            "resnext50-32x4d", List.of("base-width=16", "stem=cifar"));

    @TempDir
    private Path folder;

    private static String[] settings(String name, String... more) {
        List<String> settings = new ArrayList<>();
        settings.add("backbone.base-width=16"); // of the residual network before; ResNeXt wants as many
        settings.add("backbone.name=" + name);
        SMALL.get(name).forEach(option -> settings.add("backbone." + option));
        settings.addAll(List.of(more));
        return settings.toArray(new String[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "byol,vit-tiny",
        "simclr,vit-tiny",
        "simclr,convnext-tiny",
        "barlow-twins,convnext-tiny",
        "byol,resnext50-32x4d"
    })
    void aRunThatIsStoppedGoesOnAsIfItWerenT(String method, String name) throws IOException {
        Path whole = folder.resolve("whole");
        TinyRuns.training(method, whole, settings(name, "max-steps=8")).run();
        Path parts = folder.resolve("parts");
        TinyRuns.training(method, parts, settings(name, "max-steps=3")).run();
        TinyRuns.training(method, parts, settings(name, "max-steps=8"))
                .resume(true)
                .run();
        Outcome.of(parts).assertSameAs(Outcome.of(whole));
        try (Encoder encoder = Encoder.load(parts)) {
            float[] one = encoder.embed(TinyRuns.images()).row(0);
            assertEquals(encoder.dimension(), one.length);
            for (float value : one) {
                assertTrue(Float.isFinite(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vit-tiny", "convnext-tiny", "resnext50-32x4d"})
    void configurationsGoRound(String name) {
        Configuration configuration = TinyRuns.configuration("byol", settings(name));
        assertEquals(configuration, Configuration.parse(configuration.toYaml()));
        assertEquals(name, configuration.recipe().backbone().name());
        String yaml = configuration.toYaml().replace("\"", "");
        SMALL.get(name)
                .forEach(option ->
                        assertTrue(yaml.contains("  " + option.replace("=", ": ") + "\n"), option + " in " + yaml));
    }

    @Test
    void aSectionOfAnEarlierVersionIsRead() {
        String yaml = TinyRuns.configuration("byol").toYaml();
        String section =
                """
                backbone:
                  name: resnet18
                  stem: cifar
                  base-width: 4
                  channels: 3
                  zero-init-residual: false
                """;
        assertTrue(yaml.contains(section), yaml);
        String earlier = yaml.replaceAll("  (norm|weight-standardization): \\S+\n", "");
        assertNotEquals(yaml, earlier);
        assertEquals(Configuration.parse(yaml), Configuration.parse(earlier));
    }

    @Test
    void anotherNameKeepsWhatWasChosenAndFits() {
        BackboneConfig wide = new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 16, 3, false);
        assertEquals(
                new BackboneConfig("wide-resnet50-2", BackboneConfig.Stem.CIFAR, 16, 3, false),
                wide.withName("wide-resnet50-2"));
        assertEquals(16, wide.withName("convnext-base").baseWidth());
        assertEquals(
                128,
                new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 64, 3, false)
                        .withName("convnext-base")
                        .baseWidth());
        assertEquals(5, wide.withChannels(5).withName("vit-tiny").channels());
    }

    @ParameterizedTest
    @CsvSource({"32,4", "64,8", "96,8", "98,7", "128,16", "224,16", "448,16", "97,16"})
    void patchesOfATransformerFitTheImages(int side, int patch) {
        BackboneConfig fitted = new BackboneConfig("vit-small", Map.of()).fittedTo(side);
        assertEquals(patch, fitted.options().get("patch-size"));
        assertEquals(side / patch * patch, fitted.options().get("image-size"));
    }

    @Test
    void localViewsFitThePatches() {
        String views = Methods.recipe("dino", "imagenet")
                .withNetwork("vit-tiny")
                .views()
                .toString();
        assertTrue(views.contains("count=8, size=96"), views);
        AutoRecipe chosen = AutoRecipe.choose(
                "dino",
                TinyRuns.images(),
                new AutoRecipe.Given(
                        "vit-tiny",
                        0,
                        128,
                        0,
                        0,
                        AutoRecipe.Given.NOTHING.device(),
                        AutoRecipe.Given.NOTHING.precision(),
                        AutoRecipe.Given.NOTHING.decode()));
        assertEquals(48, chosen.recipe().views().size(2));
        assertEquals("adamw", RecordTree.word(chosen.recipe().optimizer().name()));
        assertTrue(
                chosen.reasons().contains("backbone vit-tiny with patches of 16"),
                chosen.reasons().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vit-tiny      | views.size=18           | backbone.patch-size must divide the sides of the images, 18, got 4",
                "vit-tiny      | backbone.heads=7        | backbone.heads must divide the width of 24, got 7",
                "vit-tiny      | backbone.patch-size=3   | backbone.image-size must be a multiple of patch-size 3, got 16",
                "vit-tiny      | backbone.pooling=max    | backbone.pooling must be one of token, average, got max",
                "vit-tiny      | backbone.depth=deep     | backbone.depth must be a whole number, got deep",
                "vit-tiny      | backbone.drop-path=2    | backbone.drop-path must be 0.0 to 0.99, got 2.0",
                "vit-tiny      | backbone.channels=4     | backbone.channels must be 3, as the views have it, got 4",
                "vit-tiny      | backbone.stem=cifar     | unknown key backbone.stem; there are backbone.name,",
                "vit-tiny      | backbone.patchsize=4    | unknown key backbone.patchsize; did you mean backbone.patch-size?",
                "convnext-tiny | backbone.patch-size=4   | backbone.patch-size must be at most 2 for images of 16×16, got 4",
                "convnext-tiny | backbone.base-width=0   | backbone.base-width must be 1 to 1024, got 0",
                "convnext-tiny | backbone.blocks=1-1     | backbone.blocks must be four numbers of 1 to 100",
                "resnext50-32x4d | backbone.base-width=8 | backbone.base-width must be at least 16 for ResNeXt-50 32x4d",
                "resnext50-32x4d | backbone.stem=big     | backbone.stem must be one of cifar, imagenet, got big",
            })
    void saysWhatDoesNotFit(String name, String change, String message) {
        String said = assertThrows(
                        IllegalArgumentException.class, () -> TinyRuns.configuration("byol", settings(name, change)))
                .getMessage();
        assertTrue(said.startsWith(message), said);
    }
}
