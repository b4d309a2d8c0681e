package dev.selfsame.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.Browser;
import dev.selfsame.testing.HeadlessChromium;
import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The pages of this repository's site in a real browser, opened as files. */
@Browser
@Timeout(240)
class SitePageTest {
    private static final String TUTORIAL = "docs/tutorial/1-contrastive.html";

    @TempDir
    private static Path site;

    private static HeadlessChromium browser;

    @BeforeAll
    static void start() throws IOException {
        Site.render(Shared.project(), site);
        browser = new HeadlessChromium();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    /** No script fails, nothing is forbidden, nothing is missing. */
    @AfterEach
    void theConsoleIsEmpty() {
        assertEquals(List.of(), browser.errors());
    }

    private static void open(String address, int width, boolean dark) {
        browser.show(width, 900, dark);
        browser.open(site.resolve(address).toUri().toString());
    }

    private static String first() {
        return browser.text("#site-results li:first-child a");
    }

    @Test
    void theSearchFindsAPageAndGoesThere() throws Exception {
        open("index.html", 1280, false);
        browser.find("body").sendKeys("/");
        assertTrue(browser.isTrue("return document.activeElement.id === 'site-query'"));
        browser.find("#site-query").sendKeys("negatives infonce");
        browser.await("results", () -> first().contains("InfoNCE"));
        assertFalse(browser.find("main").isDisplayed());
        assertTrue(browser.text("#site-results mark").equalsIgnoreCase("negatives")
                || browser.text("#site-results mark").equalsIgnoreCase("infonce"));
        browser.picture("site-search-1280");
        browser.find("#site-query").sendKeys(Keys.ENTER);
        browser.await("the page", () -> browser.address().contains(TUTORIAL + "#infonce"));
        browser.await("its text", () -> browser.text("h1").equals("1. Contrastive learning"));
    }

    @Test
    void keysGoThroughWhatIsFoundAndBack() throws Exception {
        open("docs/contract.html", 390, true);
        browser.find("#site-query").sendKeys("collaps"); // the beginning of a word
        browser.await("results", () -> !browser.all("#site-results li").isEmpty());
        browser.picture("site-search-390-dark");
        browser.find("#site-query").sendKeys(Keys.ARROW_DOWN);
        assertTrue(browser.isTrue("return document.activeElement === document.querySelector('#site-results a')"));
        browser.find("#site-results a").sendKeys(Keys.ARROW_UP);
        assertTrue(browser.isTrue("return document.activeElement.id === 'site-query'"));
        browser.find("#site-query").sendKeys(Keys.ESCAPE);
        assertTrue(browser.find("main").isDisplayed());
        assertFalse(browser.find("#site-results").isDisplayed());
    }

    @Test
    void whatNoPageHasIsNotFound() throws Exception {
        open("index.html", 1280, false);
        browser.find("#site-query").sendKeys("xylophone <img src=x onerror=alert(1)>");
        browser.await("an answer", () -> browser.text("#site-count").equals("Nothing has all of these words."));
        assertEquals(0, browser.all("#site-results li, #site-results img").size());
    }

    /** As lunr comes, its tree of words joins some that hold digits, and finds words that no page has. */
    @Test
    void numbersAreWordsLikeOthers() throws Exception {
        open("index.html", 1280, false);
        browser.find("#site-query").sendKeys("negatives");
        browser.await("results", () -> !browser.all("#site-results li").isEmpty());
        // "2" goes by "1" to node 523; "3" by "1" to node 5 and by "2" to node 3
        assertTrue(browser.isTrue("lunr.TokenSet._nextId = 1;"
                + "const words = ['0a', '0b', '0cd', '1' + 'y'.repeat(514), '21zz', '31d', '32'];"
                + "return String(lunr.TokenSet.fromArray(words).toArray().sort()) === String(words)"));
    }

    @Test
    void whatADocumentSaysRunsNothing(@TempDir Path folder) throws Exception {
        String hostile = "<img src=x onerror=window.hacked=1>";
        Repository repository = new Repository(folder)
                .with(
                        "README.md",
                        "# " + hostile + "\n\n<script>window.hacked = 1</script>\n\n$\\href{javascript:x}{y}$\n")
                .with("docs/" + hostile + ".md", "# " + hostile + "\n\nzebra " + hostile);
        assertEquals(List.of(), repository.render());
        browser.open(repository.site().resolve("index.html").toUri().toString());
        assertEquals(hostile, browser.text("h1"));
        browser.find("#site-query").sendKeys("zebra");
        browser.await("results", () -> first().equals(hostile));
        browser.find("#site-results a").click();
        browser.await("the page", () -> browser.text("main p").startsWith("zebra"));
        assertTrue(browser.isTrue("return window.hacked === undefined && document.images.length === 0"));
    }

    @Test
    void formulasAreDrawn() {
        for (String address : List.of(TUTORIAL, "docs/tutorial/2-byol.html", "docs/tutorial/3-barlow-twins.html")) {
            open(address, 1280, false);
            assertEquals(
                    browser.all(".formula").size(), browser.all(".formula math").size());
            assertFalse(browser.all("div.formula mfrac").isEmpty());
            assertEquals(0, browser.all(".katex-error").size());
        }
    }

    @Test
    void noPageScrollsSidewaysOnAPhone() throws IOException {
        for (Page page : Documents.of(Shared.project()).pages()) {
            open(page.address(), 390, false);
            Object widest = browser.run("return document.documentElement.scrollWidth");
            assertEquals("390", String.valueOf(widest), page.address());
        }
    }

    @Test
    void picturesForPeople() throws IOException {
        for (int width : new int[] {390, 1280}) {
            open("index.html", width, false);
            browser.picture("site-start-" + width);
            open(TUTORIAL, width, width == 1280);
            browser.picture("site-tutorial-" + width);
        }
        open("index.html", 390, false);
        browser.find("nav summary").click();
        assertTrue(browser.find("nav a").isDisplayed());
        browser.picture("site-pages-390");
    }
}
