package dev.selfsame.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.report.RunFixture;
import dev.selfsame.testing.Browser;
import dev.selfsame.testing.HeadlessChromium;
import dev.selfsame.train.RunDirectory;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages in a real browser. */
@Browser
@Timeout(240)
class DashboardPageTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    /** Pixels of the first chart's canvas that aren't empty. */
    private static final String DRAWN =
            """
            const canvas = document.querySelector(arguments[0] + " canvas");
            const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return pixels.filter((value, i) => i % 4 === 3 && value > 0).length > 500;
            """;

    private static HeadlessChromium browser;

    @TempDir
    Path folder;

    private Dashboard dashboard;

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

    @BeforeEach
    void open() throws IOException {
        browser.show(1280, 900, false);
        dashboard = Dashboard.ofRuns(folder, DashboardTest.ANY_PORT);
    }

    /** No page of ours says anything in the console: no script fails, nothing is forbidden, nothing is missing. */
    @AfterEach
    void close() {
        assertEquals(List.of(), browser.errors());
        browser.open("about:blank");
        dashboard.close();
    }

    private RunFixture run(String name) {
        return new RunFixture(folder.resolve(name));
    }

    private void openList(int runs) throws InterruptedException {
        browser.open(dashboard.address().toString());
        browser.await("the list", () -> browser.all("#runs tr").size() == runs);
    }

    private void openRun(String name) throws InterruptedException {
        browser.open(dashboard.address().toString());
        browser.await("the list", () -> link(name) != null);
        link(name).click();
        browser.await("the page of the run", () -> browser.text("h1").equals(name));
    }

    private static WebElement link(String name) {
        return browser.all("#runs a").stream()
                .filter(link -> link.getText().equals(name))
                .findFirst()
                .orElse(null);
    }

    private List<String> shown() {
        return browser.all("#runs tr").stream()
                .filter(WebElement::isDisplayed)
                .map(row -> row.findElement(By.tagName("a")).getText())
                .sorted()
                .toList();
    }

    @Test
    void theListFiltersByWhatStandsInIt() throws Exception {
        run("byol-one").healthy(390);
        run("byol-two").provenance("photos", 5000, false).healthy(50);
        run("other").provenance("photos", 5000, true).healthy(390);
        openList(3);
        assertEquals("3 in all", browser.text("#count"));
        WebElement filter = browser.find("#filter");
        filter.sendKeys("BYOL finished");
        assertEquals(List.of("byol-one", "other"), shown()); // the method of all is byol
        filter.clear();
        filter.sendKeys("byol- finished");
        assertEquals(List.of("byol-one"), shown());
        assertEquals("1 of 3", browser.text("#count"));
        filter.sendKeys(" nonsense");
        assertEquals(List.of(), shown());
        assertEquals("No run is like that.", browser.text("#none"));
        filter.sendKeys(Keys.ENTER);
        assertTrue(browser.address().endsWith("/"));
    }

    @Test
    void theOnlyRunOpensByItselfOnceItHasBegun() throws Exception {
        Path directory = folder.resolve("only");
        try (Dashboard ofOne = Dashboard.ofRun(directory, DashboardTest.ANY_PORT)) {
            browser.open(ofOne.address().toString());
            browser.await("the empty list", () -> browser.text("#none").startsWith("No run yet"));
            new RunFixture(directory).healthy(50);
            browser.await(
                    "its page",
                    () -> browser.all("#name").size() == 1 && browser.text("h1").equals("only"));
            browser.await("the curves", () -> browser.isTrue(DRAWN, "#loss"));
            assertFalse(browser.find("nav").isDisplayed()); // there is no list to go back to
            browser.open("about:blank");
        }
    }

    @Test
    void curvesAreDrawnAndGrow() throws Exception {
        RunFixture run = run("run").provenance("photos", 5000, false).healthy(50);
        openRun("run");
        browser.await("the curves", () -> browser.isTrue(DRAWN, "#loss"));
        assertEquals(
                List.of("loss", "spread", "rank", "learning-rate", "speed", "load-wait"),
                browser.all("#charts figure").stream()
                        .map(figure -> figure.getAttribute("id"))
                        .toList());
        assertTrue(browser.isTrue(DRAWN, "#spread"));
        assertTrue(browser.text("#loss .summary").startsWith("last "));
        assertEquals("50", browser.text("#loss .u-legend .u-series:first-child .u-value"));
        run.step(60, 0.125, 0.8);
        browser.await("the new step", () -> browser.text("#at").startsWith("Step 60 of 390"));
        assertEquals("60", browser.text("#loss .u-legend .u-series:first-child .u-value"));
        assertTrue(browser.text("#loss .summary").startsWith("last 0.1250"), browser.text("#loss .summary"));
        run.probe(60, 0.5);
        browser.await("a chart of the probe", () -> browser.isTrue(DRAWN, "#knn"));
        assertEquals("Live: this page follows by itself.", browser.text("#connection"));
    }

    @Test
    void theVerdictIsSaidOnceAndChangesWithTheRun() throws Exception {
        RunFixture run = run("run").provenance("photos", 5000, false).healthy(50);
        try (RunDirectory held = RunDirectory.hold(run.directory, true)) {
            assertTrue(held.isHeld());
            openRun("run");
            browser.await("the verdict", () -> browser.text("#headline").equals("Healthy so far"));
            assertTrue(browser.text("#state").contains("running"));
            browser.run(
                    "window.said = 0; new MutationObserver(() => said++).observe("
                            + "document.querySelector('#verdict [role=status]'), {childList: true, characterData: true, subtree: true})");
            run.step(60, -0.5, 0.7);
            browser.await("the new step", () -> browser.text("#at").startsWith("Step 60"));
            assertEquals(0L, browser.run("return said"));
            for (int step = 70; step <= 200; step += 10) {
                run.step(step, -0.9, 0.01);
            }
            browser.await("the collapse", () -> browser.text("#headline").equals("Collapsing since step 70"));
            assertTrue(browser.find("#verdict").getAttribute("class").contains("collapsing"));
            assertEquals("1", String.valueOf(browser.run("return Math.min(1, said)")));
        }
        run.sitting("\"failed\": \"no room on the disk\", \"end\": \"2025-01-01T10:10:00Z\"");
        browser.await("the end", () -> browser.text("#state").contains("failed"));
    }

    @Test
    void severalRunsAreOverlaid() throws Exception {
        run("a").healthy(390).probe(390, 0.4);
        run("b").healthy(200);
        RunFixture third = run("c").provenance("photos", 5000, false).step(1, "invariance", 9, "redundancy", 2, 0.9);
        openList(3);
        assertFalse(browser.find("#compare").isEnabled());
        for (String name : List.of("a", "c")) {
            link(name).findElement(By.xpath("ancestor::tr//input")).click();
        }
        assertEquals("2 chosen", browser.text("#hint"));
        browser.find("#compare").click();
        browser.await("both runs", () -> browser.all("#legend li").size() == 2);
        browser.await("the curves", () -> browser.isTrue(DRAWN, "#loss"));
        assertEquals(3, browser.all("#loss .u-legend .u-series").size());
        // A run has the same colour everywhere, and its last value is said where others go on.
        browser.await("the terms of one of them", () -> browser.isTrue(DRAWN, "#term-0"));
        assertNotEquals(colour("#loss", 2), colour("#loss", 3));
        assertEquals(colour("#loss", 3), colour("#term-0", 2));
        assertEquals("11", browser.all("#loss .u-legend .u-value").get(2).getText());
        assertTrue(browser.text("#loss .summary").contains("a: last "));
        third.step(10, "invariance", 5, "redundancy", 1, 0.9);
        browser.await("the new step", () -> browser.text("#legend").contains("step 10 of 390"));
    }

    @Test
    void termsAreOverlaidByTheirNamesAndEveryCurveIsThere() throws Exception {
        RunFixture barlow = run("barlow").provenance("photos", 5000, false);
        RunFixture vicreg = run("vicreg").provenance("photos", 5000, false);
        for (long step : new long[] {1, 10}) {
            barlow.step(step, "invariance", 9, "redundancy", 2, 0.9);
            vicreg.step(step, "invariance", 3, "variance", 1, 0.8);
        }
        barlow.snapshot(1, 0.5);
        vicreg.snapshot(1, 0.5);
        openList(2);
        browser.all("#runs input").forEach(WebElement::click);
        browser.find("#compare").click();
        browser.await("the curves", () -> browser.isTrue(DRAWN, "#loss"));
        assertEquals(2, curvesOf("Loss term: invariance"));
        assertEquals(1, curvesOf("Loss term: redundancy"));
        assertEquals(1, curvesOf("Loss term: variance"));
        assertEquals(2, curvesOf("Embedding spread"));
        assertEquals(2, curvesOf("Feature spread"));
        assertEquals(2, curvesOf("Singular values of the embeddings at the end"));
        vicreg.step(20, "invariance", 3, "variance", 0.25, 0.7);
        browser.await("the new step", () -> browser.text("#charts").contains("vicreg: last 0.7"));
        assertTrue(browser.text("#charts").contains("vicreg: last 0.25"), browser.text("#charts"));
    }

    @Test
    void aChartOfSeveralRunsKeepsItsHeadingWhichOneEverComesOrGoes() throws Exception {
        RunFixture vicreg = run("vicreg").provenance("photos", 5000, false);
        RunFixture barlow = run("barlow").provenance("photos", 5000, false);
        for (long step : new long[] {1, 10}) {
            barlow.step(step, "invariance", 9, "redundancy", 2, 0.9);
        }
        Client client = new Client(dashboard);
        String both = "/compare?run=" + client.id("vicreg") + "&run=" + client.id("barlow");
        browser.open(dashboard.address().resolve(both).toString());
        browser.await("the terms of one", () -> browser.text("#charts").contains("Loss term: redundancy"));
        assertHeadings();
        for (long step : new long[] {1, 10}) {
            vicreg.step(step, "variance", 1, "invariance", 3, 0.8);
        }
        browser.await("those of both", () -> browser.text("#charts").contains("Loss term: variance"));
        assertHeadings();
        assertEquals(2, curvesOf("Loss term: invariance"));
        RunDirectory gone = RunDirectory.at(vicreg.directory);
        for (Path file : List.of(gone.metrics(), gone.provenance(), gone.configuration(), gone.path())) {
            Files.delete(file);
        }
        browser.await("one less", () -> !browser.text("#charts").contains("Loss term: variance"));
        assertHeadings();
        assertEquals(1, curvesOf("Loss term: invariance"));
    }

    private static void assertHeadings() {
        assertEquals(
                List.of(),
                browser.run(
                        """
                return [...document.querySelectorAll("#charts figure")]
                  .map(figure => [figure.querySelector("h3").textContent, figure.querySelector("canvas").ariaLabel])
                  .filter(([heading, drawn]) => !drawn.startsWith(heading + ": "))
                  .map(both => both.join(" over "));
                """));
    }

    /** How many runs a chart of the comparison has. */
    private static long curvesOf(String title) {
        WebElement figure = browser.all("#charts figure").stream()
                .filter(one -> one.findElement(By.tagName("h3")).getText().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no chart " + title));
        return figure.findElements(By.cssSelector(".u-legend .u-series")).size() - 1L;
    }

    private static Object colour(String chart, int place) {
        return browser.run(
                "return getComputedStyle(document.querySelector(arguments[0])).borderBottomColor",
                chart + " .u-legend .u-series:nth-child(" + place + ") .u-marker");
    }

    @Test
    void aRunIsStoppedOnlyWhereThatIsMeant() throws Exception {
        RunFixture run = run("run").provenance("photos", 5000, false).healthy(50);
        Path file = RunDirectory.at(run.directory).stop();
        openRun("run");
        browser.await("the state", () -> browser.text("#state").contains("ended without a word"));
        assertFalse(browser.find("#stop").isDisplayed());
        try (RunDirectory held = RunDirectory.hold(run.directory, true)) {
            browser.await("the button", () -> browser.find("#stop").isDisplayed());
            browser.find("#stop").click();
            assertEquals("Let it go on", browser.run("return document.activeElement.textContent"));
            browser.find("#ask button[value='']").click();
            browser.find("#stop").click();
            browser.find("#ask").sendKeys(Keys.ESCAPE);
            assertFalse(Files.exists(file));
            browser.find("#stop").click();
            browser.find("#ask button[value=stop]").click();
            browser.await("the answer", () -> browser.text("#said").equals("It stops after the step in hand."));
            assertTrue(Files.exists(held.stop()));
            browser.await("the state", () -> browser.text("#state").contains("stopping after its step"));
            assertFalse(browser.find("#stop").isDisplayed());
        }
    }

    @Test
    void namesThatAreMarkupStayText() throws Exception {
        run(HOSTILE)
                .provenance("9 images below " + HOSTILE, 5000, true)
                .write(
                        "config.yaml",
                        "recipe: \"" + HOSTILE + "\"\nmethod: {name: \"" + HOSTILE + "\"}\nbatch-size: 128\n")
                .step(1, HOSTILE, 1, "</script><script>alert(2)</script>", 2, 0.9)
                .step(10, HOSTILE, 1, "</script><script>alert(2)</script>", 2, 0.9);
        run("other").healthy(50);
        openList(2);
        assertEquals(HOSTILE, link(HOSTILE).getText());
        browser.all("#runs input").forEach(WebElement::click);
        openRun(HOSTILE);
        browser.await("the terms", () -> browser.text("#charts").contains("Loss term: " + HOSTILE));
        assertTrue(browser.text("#configuration").contains("9 images below " + HOSTILE));
        assertEquals(0, browser.all("main img:not(#sheet)").size());
        assertEquals(HOSTILE + " – Selfsame", browser.run("return document.title"));
        browser.open(dashboard.address().toString());
        browser.await("the list", () -> browser.all("#runs tr").size() == 2);
        browser.all("#runs input").forEach(WebElement::click);
        browser.find("#compare").click();
        browser.await("both runs", () -> browser.text("#legend").contains(HOSTILE));
        browser.await("the curves", () -> browser.isTrue(DRAWN, "#loss"));
        assertEquals(0, browser.all("img").size()); // an alert would have failed the commands before
    }

    @Test
    void theSheetOfViewsIsRefreshed() throws Exception {
        RunFixture run = run("run").provenance("photos", 5000, false).healthy(50);
        openRun("run");
        assertFalse(browser.find("#views").isDisplayed());
        sheet(run.directory, 120);
        browser.await(
                "the sheet", () -> browser.isTrue("return document.getElementById('sheet').naturalWidth === 120"));
        assertTrue(browser.find("#views").isDisplayed());
        sheet(run.directory, 150);
        browser.await("another", () -> browser.isTrue("return document.getElementById('sheet').naturalWidth === 150"));
    }

    private static void sheet(Path directory, int width) throws IOException {
        BufferedImage picture = new BufferedImage(width, 160, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillRect(10, 10, width - 20, 140);
        graphics.dispose();
        ImageIO.write(picture, "png", directory.resolve("views.png").toFile());
    }

    @Test
    void theKeyboardReachesEverything() throws Exception {
        run("a").healthy(50);
        run("b").healthy(50);
        openList(2);
        assertEquals(List.of("filter", "run", "a", "run", "b"), focused(5));
        assertTrue(browser.isTrue("return getComputedStyle(document.activeElement).outlineStyle !== 'none'"));
        browser.run("document.activeElement.blur()");
        openRun("a");
        browser.await("the curves", () -> browser.isTrue(DRAWN, "#loss"));
        String at = "return document.querySelector('#loss .u-legend .u-series:first-child .u-value').textContent";
        browser.run("document.querySelector('#loss .plot').focus()");
        browser.find("#loss .plot").sendKeys(Keys.ARROW_LEFT);
        browser.find("#loss .plot").sendKeys(Keys.ARROW_LEFT);
        browser.await("the cursor", () -> "40".equals(browser.run(at)));
        assertTrue(browser.isTrue("return document.querySelector('#loss .plot').matches(':focus-visible')"));
    }

    /** What is reached by the tabulator key one after the other, by the first of its properties that says something. */
    private static List<String> focused(int times) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Object focused = browser.run("return document.activeElement");
            ((WebElement) focused).sendKeys(Keys.TAB);
            names.add(String.valueOf(
                    browser.run("const now = document.activeElement; return now.id || now.name || now.textContent")));
        }
        return names;
    }

    @Test
    void whoDoesNotSeeIsTold() throws Exception {
        run("a").healthy(50);
        run("b").healthy(50);
        openList(2);
        assertSpoken();
        assertEquals(
                "Choose a",
                browser.all("#runs label").stream()
                        .map(label -> String.valueOf(label.getAttribute("textContent")))
                        .sorted()
                        .findFirst()
                        .orElseThrow());
        browser.show(390, 844, false);
        assertEquals("row", browser.find("#runs tr").getAttribute("role")); // also where it looks like a card
        openRun("a");
        browser.await("the curves", () -> browser.isTrue(DRAWN, "#loss"));
        assertSpoken();
        assertTrue(browser.find("#loss canvas").getAttribute("aria-label").startsWith("Loss: last "));
        assertEquals("at", browser.find("#progress").getAttribute("aria-labelledby"));
    }

    /** Landmarks, one heading of the first rank, and a name for whatever can be used. */
    private static void assertSpoken() {
        for (String one : List.of("html[lang=en]", "main", "header", "h1", "title")) {
            assertEquals(1, browser.all(one).size(), one);
        }
        assertEquals(
                List.of(),
                browser.run(
                        """
                        return [...document.querySelectorAll("a, button, input, select, progress, img, [tabindex]")]
                          .filter(it => it.checkVisibility())
                          .filter(it => !(it.textContent.trim() || it.labels?.length || it.alt
                            || it.getAttribute("aria-label") || it.getAttribute("aria-labelledby")
                            || it.querySelector("[aria-label]")))
                          .map(it => it.outerHTML)
                        """));
    }

    @Test
    void fitsAPhoneAndFollowsTheSystemsColours() throws Exception {
        run("a-run-with-a-rather-long-name-such-as-programs-make/lr=0.30-batch=128-seed=1")
                .healthy(200);
        RunFixture running =
                run("byol").provenance("5,000 images below photos", 5000, false).healthy(150);
        running.probe(39, 0.31).probe(78, 0.36).probe(117, 0.39);
        collapsed();
        sheet(running.directory, 420);
        try (RunDirectory held = RunDirectory.hold(running.directory, true)) {
            assertTrue(held.isHeld());
            for (boolean dark : new boolean[] {false, true}) {
                for (int width : new int[] {1280, 390}) {
                    browser.show(width, 900, dark);
                    String name = (dark ? "dark-" : "light-") + width;
                    openList(3);
                    assertFits(width, "list");
                    browser.picture("list-" + name);
                    browser.all("#runs input").stream().limit(3).forEach(WebElement::click);
                    browser.find("#compare").click();
                    browser.await("three runs", () -> browser.all("#legend li").size() == 3);
                    browser.await("the curves", () -> browser.isTrue(DRAWN, "#loss"));
                    assertFits(width, "compare");
                    browser.picture("compare-" + name);
                    openRun("byol");
                    browser.await("the curves", () -> browser.isTrue(DRAWN, "#load-wait"));
                    browser.await(
                            "the sheet", () -> browser.isTrue("return document.getElementById('sheet').complete"));
                    assertFits(width, "run");
                    browser.picture("run-" + name);
                }
            }
        }
    }

    private void collapsed() {
        RunFixture run = run("collapsed").provenance("photos", 5000, true);
        for (int step = 0; step <= 390; step += 10) {
            run.step(Math.max(1, step), -0.99, Math.max(0.005, 0.9 - step / 40.0));
        }
    }

    private static void assertFits(int width, String page) {
        long scroll = ((Number) browser.run("return document.documentElement.scrollWidth")).longValue();
        assertTrue(scroll <= width, String.format(Locale.ROOT, "%s is %d wide of %d", page, scroll, width));
    }

    @Test
    void darkIsNotLight() throws Exception {
        run("a").healthy(50);
        String colour = "return getComputedStyle(document.body).backgroundColor";
        openList(1);
        Object light = browser.run(colour);
        browser.show(1280, 900, true);
        assertNotEquals(light, browser.run(colour));
    }
}
