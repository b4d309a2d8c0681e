package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Origin;
import dev.selfsame.nn.ResNet;
import dev.selfsame.testing.Browser;
import dev.selfsame.testing.HeadlessChromium;
import dev.selfsame.view.EvaluationView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The page of a run in a real browser, opened as a file. */
@Browser
@Timeout(240)
class ReportPageTest {
    private static HeadlessChromium browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        browser = new HeadlessChromium();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void saysNothingInTheConsole() {
        assertEquals(List.of(), browser.errors());
    }

    private void open(int images) throws Exception {
        ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(2));
        net.initialize(1);
        try (Encoder encoder = Encoder.of(net, EvaluationView.of(32), Origin.untrained(1), EncoderConfig.DEFAULT)) {
            DemoImages demo = new DemoImages(1, DemoImages.Split.TRAIN, images);
            Report report = Report.of(new RunFixture(folder.resolve("run")).healthy(390).directory)
                    .withImages(ReportImages.of(encoder, demo, source -> source));
            browser.open(Files.writeString(folder.resolve("report.html"), report.html())
                    .toUri()
                    .toString());
        }
        browser.await("the map", () -> browser.isTrue("return document.querySelector('.plane canvas').width > 300"));
    }

    /** The whole map, as text. */
    private static String map() {
        return String.valueOf(browser.run("return document.querySelector('.plane canvas').toDataURL()"));
    }

    private static List<WebElement> layouts() {
        return browser.all("[aria-label='How the map is drawn'] button");
    }

    @Test
    void theMapIsDrawnByEitherLayout() throws Exception {
        open(60);
        String principal = map();
        String meaning = browser.text("#map-meaning");
        assertTrue(meaning.contains("(PCA)"), meaning);

        layouts().get(1).click();
        browser.await("UMAP", () -> browser.text("#map-meaning").startsWith("UMAP"));
        assertNotEquals(principal, map());
        assertEquals("true", layouts().get(1).getAttribute("aria-pressed"));
        assertEquals("false", layouts().get(0).getAttribute("aria-pressed"));

        layouts().get(0).click();
        browser.await(
                "the first layout again", () -> browser.text("#map-meaning").equals(meaning));
        assertEquals(principal, map());
    }

    @Test
    void whereThereIsOneLayoutNothingAsksWhich() throws Exception {
        open(10);
        assertEquals(List.of(), layouts());
    }

    @Test
    void onAPhoneNothingIsWiderThanIt() throws Exception {
        browser.show(390, 844, false);
        open(60);
        assertFalse(browser.isTrue("return document.documentElement.scrollWidth > innerWidth"));
        browser.show(1280, 900, false);
    }
}
