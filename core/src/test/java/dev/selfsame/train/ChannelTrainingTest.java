package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.ChannelSurvey;
import dev.selfsame.data.ImageFolder;
import dev.selfsame.data.ImageSource;
import dev.selfsame.image.ChannelFiles;
import dev.selfsame.image.ChannelFiles.Kind;
import dev.selfsame.image.ChannelFiles.Layout;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.ChannelRecipes;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.model.Encoder;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.ChannelStatistics;
import dev.selfsame.view.ChannelViews;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images as they are, from recipe to encoder. */
class ChannelTrainingTest {
    @TempDir
    Path folder;

    private ImageSource images() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        for (int i = 0; i < 20; i++) {
            Files.write(
                    data.resolve("%02d.tif".formatted(i)),
                    ChannelFiles.tiff(ChannelFiles.whole(20, 20, 5, i, 9000 + i), Kind.UINT16, Layout.PLANES));
        }
        return ImageFolder.withArrays(data);
    }

    private static ChannelStatistics statistics() {
        List<Double> values = List.of(1.5, -2.0, 1e9, 0.1, 7.0);
        return new ChannelStatistics(values, List.of(1.0, 2.0, 3e8, 0.0, 1e-3), values, values, values, values);
    }

    private static Configuration configuration(String method) {
        Recipe tiny = Methods.recipe(method, "cifar10")
                .withBackbone(new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false))
                .withBatchSize(8)
                .withEpochs(2);
        return new Configuration(ChannelRecipes.of(tiny, statistics()), RunSettings.DEFAULT)
                .with(List.of("views.size=16", "threads=1", "workers=2", "precision=fp32"));
    }

    /** Views of which there is a like for images as they are. */
    private static boolean isPair(Views views) {
        return views instanceof SimClrViews
                || views instanceof ByolViews
                || (views instanceof AlikeViews alike && alike.count() == 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simclr", "byol", "barlow-twins"})
    void everyPublishedRecipeOfTwoViewsHasOneForChannels(String method) {
        for (Methods.Entry entry : Methods.all()) {
            for (String name : entry.recipes()) {
                Recipe rgb = Methods.recipe(entry.name(), name);
                Recipe recipe;
                try {
                    recipe = ChannelRecipes.of(rgb, statistics());
                } catch (IllegalArgumentException refused) {
                    assertFalse(isPair(rgb.views()), entry.name());
                    assertTrue(refused.getMessage().contains("images as they are"), refused.getMessage());
                    continue;
                }
                assertEquals(5, recipe.backbone().channels());
                assertEquals(rgb.views().size(0), recipe.views().size(0));
                assertEquals(rgb.optimizer(), recipe.optimizer());
                Configuration whole = new Configuration(recipe, RunSettings.DEFAULT);
                assertEquals(whole, Configuration.parse(whole.toYaml()));
            }
        }
        assertEquals(method, configuration(method).recipe().method().name());
    }

    @Test
    void recipesOfOtherThanTwoViewsAreRefusedByName() {
        Set<String> refused = new HashSet<>();
        for (Methods.Entry entry : Methods.all()) {
            for (String name : entry.recipes()) {
                Recipe rgb = Methods.recipe(entry.name(), name);
                if (rgb.views().count() != 2) {
                    assertEquals(
                            "images as they are (--channels) have two views, and recipe " + name + " of "
                                    + entry.name() + " has " + rgb.views().count()
                                    + ": take a method of two views, such as simclr, byol or barlow-twins",
                            assertThrows(IllegalArgumentException.class, () -> ChannelRecipes.of(rgb, statistics()))
                                    .getMessage());
                    refused.add(entry.name());
                }
            }
        }
        assertTrue(refused.containsAll(List.of("fastsiam", "emp-ssl")), refused.toString());
    }

    @Test
    void statisticsCanBeSet() {
        Configuration changed = configuration("byol")
                .with(List.of(
                        "views.statistics.mean=[1, 2.5, -3e2, 4, 5]",
                        "views.statistics.std=1,2,3,4,5",
                        "views.turns=false",
                        "views.brightness=0.1"));
        ChannelViews views = (ChannelViews) changed.recipe().views();
        assertEquals(List.of(1.0, 2.5, -300.0, 4.0, 5.0), views.statistics().mean());
        assertEquals(List.of(1.0, 2.0, 3.0, 4.0, 5.0), views.statistics().std());
        assertEquals(0.1, views.brightness());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            views.statistics.mean=1,x,3,4,5 | views.statistics.mean must be a number, got 1,x,3,4,5
            views.statistics.mean=          | views.statistics.mean must be a number, got nothing
            views.statistics.mean=1,2       | statistics have mean, std, low, high, min and max for each channel, got 2, 5, 5, 5, 5 and 5
            views.strength=1                | views.strength is for RGB images; those taken as they are have no saturation, hue, grayscale or solarizing, and views.brightness and views.contrast instead of colour jitter
            views.colour=linear            | views.colour is for RGB images; those taken as they are have no saturation, hue, grayscale or solarizing, and views.brightness and views.contrast instead of colour jitter
            views.grayscale=0.1             | views.grayscale is for RGB images; those taken as they are have no saturation, hue, grayscale or solarizing, and views.brightness and views.contrast instead of colour jitter
            views.vertical-flip=2           | Flips: verticalFlip: probability must be between 0 and 1, got 2.0
            views.solarize1=0.2             | views.solarize1 is for RGB images; those taken as they are have no saturation, hue, grayscale or solarizing, and views.brightness and views.contrast instead of colour jitter
            backbone.channels=4             | backbone.channels must be 5, as the views have it, got 4
            """)
    void whatCannotBeIsRefusedByName(String setting, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> configuration("byol")
                                .with(List.of(setting)))
                        .getMessage());
    }

    @Test
    void statisticsThatDifferAreAConflict() {
        Configuration other = configuration("byol").with(List.of("views.statistics.std=1,2,3,4,5"));
        assertEquals(
                List.of("views.statistics.std: [1.0,2.0,3.0E8,0.0,0.001] → [1.0,2.0,3.0,4.0,5.0]"),
                configuration("byol").conflicts(other));
    }

    @Test
    void autoTakesImagesAsTheyAre() throws IOException {
        ImageSource images = images();
        ChannelStatistics measured = ChannelSurvey.of(images, 5).statistics();
        AutoRecipe chosen = AutoRecipe.choose("simclr", images, AutoRecipe.Given.NOTHING, measured);
        SimClrViews rgb = SimClrViews.of(32).withStrength(0.5).withBlur(0).withMinScale(0.2);
        assertEquals(ChannelViews.like(rgb, measured), chosen.recipe().views());
        assertEquals(5, chosen.recipe().backbone().channels());
        assertTrue(
                chosen.viewReasons().get(0).contains("typically 20 px"),
                chosen.viewReasons().toString());
    }

    /** Stopped and resumed it is the same run, and the encoder knows the statistics. */
    @ParameterizedTest
    @ValueSource(strings = {"simclr", "barlow-twins"})
    void trainsResumesAndEmbeds(String method) throws Exception {
        ImageSource images = images();
        Configuration configuration = configuration(method);
        ChannelViews views = ((ChannelViews) configuration.recipe().views())
                .withStatistics(ChannelSurvey.of(images, 5).statistics());
        configuration = new Configuration(configuration.recipe().withViews(views), configuration.run());
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        Training.of(configuration).images(images).into(whole).run();
        Training.of(configuration).images(images).into(parts).set("max-steps=1").run();
        Training.of(configuration).images(images).into(parts).resume(true).run();
        assertEquals(-1, Files.mismatch(whole.resolve("encoder.safetensors"), parts.resolve("encoder.safetensors")));
        assertEquals(views, RunDirectory.at(whole).readConfiguration().recipe().views());
        try (Encoder encoder = Encoder.load(whole)) {
            assertEquals(views.normalize(), encoder.view().normalize());
            assertArrayEquals(encoder.embed(images.read(3)), encoder.embed(ChannelFiles.whole(20, 20, 5, 3, 9003)));
        }
    }

    @Test
    void aStatisticsFileIsReadBack() throws IOException {
        for (String name : List.of("s.yaml", "s.json", "S.JSON")) {
            Path file = folder.resolve(name);
            StatisticsFile.write(file, statistics());
            assertEquals(statistics(), StatisticsFile.read(file));
            assertEquals(name.endsWith("yaml"), Files.readString(file).startsWith("mean:"));
        }
    }

    @Test
    void whatIsNoStatisticsFileIsRefusedWithItsName() throws IOException {
        Path file = folder.resolve("s.yaml");
        assertTrue(assertThrows(RunException.class, () -> StatisticsFile.read(file))
                .getMessage()
                .endsWith("s.yaml: no such file"));
        Files.writeString(file, "mean: [1]\nstd: [1]\nlow: [0]\nhigh: [1]\nmin: [0]\n");
        assertTrue(assertThrows(RunException.class, () -> StatisticsFile.read(file))
                .getMessage()
                .endsWith("s.yaml: the key max is missing"));
        Files.writeString(file, "mean: [1, [2]]\nstd: [1]\nlow: [0]\nhigh: [1]\nmin: [0]\nmax: [1]\n");
        assertTrue(assertThrows(RunException.class, () -> StatisticsFile.read(file))
                .getMessage()
                .endsWith("s.yaml: mean must be a number, got [2]"));
        Files.writeString(file, "mean: {a: 1}\nstd: [1]\nlow: [0]\nhigh: [1]\nmin: [0]\nmax: [1]\n");
        assertTrue(assertThrows(RunException.class, () -> StatisticsFile.read(file))
                .getMessage()
                .endsWith("s.yaml: mean must be a list of numbers, got {\"a\":1}"));
    }
}
