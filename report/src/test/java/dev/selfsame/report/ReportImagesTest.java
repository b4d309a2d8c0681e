package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageFolder;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Rgb;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Origin;
import dev.selfsame.nn.ResNet;
import dev.selfsame.view.EvaluationView;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportImagesTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private static Encoder encoder;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeEncoder() {
        ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(8));
        net.initialize(1);
        encoder = Encoder.of(net, EvaluationView.of(32), Origin.untrained(1), EncoderConfig.DEFAULT);
    }

    @AfterAll
    static void closeEncoder() {
        encoder.close();
    }

    private static ImageSource demo(int size) {
        return new DemoImages(1, DemoImages.Split.TRAIN, size);
    }

    private String html(ImageSource images) throws IOException {
        Report report = Report.of(new RunFixture(folder.resolve("run")).healthy(390).directory);
        return report.withImages(ReportImages.of(encoder, images, source -> source))
                .html();
    }

    /** Images in class folders. */
    private Path drawn(String... classes) throws IOException {
        for (int i = 0; i < 12; i++) {
            Path file = folder.resolve("photos")
                    .resolve(classes[i % classes.length])
                    .resolve(i + HOSTILE + ".png");
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, demo(12).read(i));
        }
        return folder.resolve("photos");
    }

    @Test
    void showsNeighboursOfTwentyImages() throws Exception {
        String html = html(demo(60));

        assertEquals(20, count(html, "class=\"query\""));
        assertEquals(160, count(html, "class=\"(?:same|other)\""));
        assertTrue(html.contains(", cosine "));
        assertTrue(html.contains("10 classes; of the 8 nearest neighbours of an image, "));
    }

    @Test
    void mapsEveryImage() throws Exception {
        JsonNode map = ReportTest.page(html(demo(60))).path("map");

        assertEquals(
                List.of("Principal components", "UMAP"), map.path("layouts").findValuesAsText("name"));
        for (JsonNode layout : map.path("layouts")) {
            for (String axis : List.of("x", "y")) {
                assertEquals(60, layout.path(axis).size());
                layout.path(axis).forEach(place -> assertTrue(Math.abs(place.asInt()) <= 1000, place.toString()));
            }
        }
        assertEquals(60, map.path("names").size());
        assertEquals(60, map.path("nearest").size());
        assertEquals("[\"" + demo(1).classes().get(0) + "\"", firstOf(map.path("classes")));
        byte[] sheet =
                Base64.getDecoder().decode(map.path("sheet").asText().substring("data:image/jpeg;base64,".length()));
        assertEquals(8 * 32, ImageIO.read(new ByteArrayInputStream(sheet)).getWidth());
    }

    private static String firstOf(JsonNode array) {
        return array.toString().split(",", 2)[0];
    }

    @Test
    void equalImagesGiveEqualPages() throws Exception {
        assertEquals(html(demo(60)), html(demo(60)));
        assertNotEquals(html(demo(60)), html(demo(61)));
    }

    @Test
    void fewImagesHaveFewNeighbours() throws Exception {
        String html = html(demo(3));

        assertEquals(3, count(html, "class=\"query\""));
        assertEquals(6, count(html, "class=\"(?:same|other)\""));
        JsonNode layouts = ReportTest.page(html).path("map").path("layouts");
        assertEquals(List.of("Principal components"), layouts.findValuesAsText("name"));
        assertEquals(3, layouts.path(0).path("x").size());
    }

    @Test
    void ofManyImagesASampleIsDrawn() {
        assertEquals(ReportImages.MOST, ReportImages.choose(demo(5_000)).size());
        assertEquals(3, ReportImages.choose(demo(3)).size());
    }

    @Test
    void brokenImagesAreLeftOut() throws Exception {
        Path photos = drawn("a", "b");
        Files.writeString(photos.resolve("a").resolve("0broken.png"), "no image");
        JsonNode map = ReportTest.page(html(ImageFolder.open(photos))).path("map");

        assertEquals(12, map.path("names").size());
        assertFalse(map.path("names").toString().contains("broken"));
        Files.createDirectories(folder.resolve("none"));
        Files.writeString(folder.resolve("none").resolve("x.png"), "no image");
        ImageSource none = ImageFolder.open(folder.resolve("none"));
        String problem = assertThrows(ReportException.class, () -> html(none)).getMessage();
        assertTrue(problem.startsWith("fewer than two of the images can be read: "), problem);
    }

    @Test
    void showsImagesAsTheEncoderSeesThem() throws Exception {
        Path clear = Files.createDirectories(folder.resolve("clear"));
        for (int i = 0; i < 2; i++) {
            BufferedImage transparent = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
            ImageIO.write(transparent, "png", clear.resolve(i + ".png").toFile());
        }
        EncoderConfig red = EncoderConfig.DEFAULT.withBackground(new Rgb(255, 0, 0));
        assertEquals(new Rgb(255, 0, 0), middle(red, clear));
        assertEquals(Rgb.WHITE, middle(EncoderConfig.DEFAULT, clear));
    }

    private static Rgb middle(EncoderConfig config, Path photos) throws IOException {
        ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(8));
        net.initialize(1);
        try (Encoder other = Encoder.of(net, EvaluationView.of(32), Origin.untrained(1), config)) {
            Pixels shown = ReportImages.of(other, ImageFolder.open(photos), source -> source)
                    .sample()
                    .thumbnail(0, 9);
            return new Rgb(shown.sample(4, 4, 0), shown.sample(4, 4, 1), shown.sample(4, 4, 2));
        }
    }

    @Test
    void withoutClassesNothingIsSaidOfThem() throws Exception {
        Path list = folder.resolve("list.txt");
        StringBuilder lines = new StringBuilder();
        Path photos = drawn("a");
        try (var files = Files.walk(photos)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> lines.append(file)
                    .append('\n'));
        }
        Files.writeString(list, lines.toString());
        String html = html(Sources.open(list.toString()));

        assertEquals("[]", ReportTest.page(html).path("map").path("classes").toString());
        assertTrue(html.contains("No class is known"));
        assertEquals(0, count(html, "class=\"(?:same|other)\""));
    }

    @Test
    void namesOfFilesAndClassesStayText() throws Exception {
        String html = html(ImageFolder.open(drawn(HOSTILE, "\"onload=\"alert(2)")));

        assertFalse(html.contains("<img src=x"));
        assertFalse(html.contains("\"onload=\""));
        JsonNode map = ReportTest.page(html).path("map");
        assertTrue(map.path("classes").toString().contains(HOSTILE));
        assertTrue(map.path("names").path(0).asText().endsWith(HOSTILE + ".png"));
        assertTrue(html.contains("alt=\"&quot;onload=&quot;alert(2)/"), "an image's name in a quoted attribute");
    }

    @Test
    void drawsTheViewsOfTheRunsMethod() throws Exception {
        String html = html(demo(12));

        assertTrue(html.contains("No sheet of views: "), "the configuration of the fixture is not whole");
        new RunFixture(folder.resolve("run")).write("config.yaml", DefaultConfiguration.yaml());
        Report report = Report.of(folder.resolve("run"));
        String whole = report.withImages(ReportImages.of(encoder, demo(12), source -> source))
                .html();
        assertTrue(whole.contains("class=\"views\" alt=\"Images, a row each, and their views\" src=\"data:image/jpeg"));
    }

    @Test
    void aPageOfManyImagesStaysBelowFiveMegabytes() throws Exception {
        String html = html(demo(ReportImages.MOST));

        assertTrue(html.length() < 5_000_000, "characters: " + html.length());
    }

    private static long count(String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        return matcher.results().count();
    }
}
