package dev.selfsame.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of this repository. */
class SiteTest {
    /** A file that a page would take from the network: of a script, a style or an image. */
    private static final Pattern FROM_ELSEWHERE =
            Pattern.compile("(?:src|srcset)=[\"']?(?:https?:|//)|<link[^>]+(?:https?:|//)|url\\(|@import|\\bfetch\\(");

    @TempDir
    private static Path site;

    private static List<String> faults;

    @BeforeAll
    static void render() throws IOException {
        faults = Site.render(Shared.project(), site);
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertEquals(List.of(), faults);
    }

    @Test
    void everyDocumentIsAPageThatTheSideNames() throws IOException {
        Document start = Jsoup.parse(site.resolve("index.html"));
        List<String> named = start.select("#site-pages a[href]").eachAttr("href");
        try (Stream<Path> documents = Files.walk(Shared.project().resolve("docs"))) {
            for (Path document :
                    documents.filter(file -> file.toString().endsWith(".md")).toList()) {
                String address = Place.of(Shared.project(), document).address();
                assertTrue(Files.exists(site.resolve(address)), address);
                assertTrue(named.contains(address), address);
            }
        }
        assertEquals("Selfsame", start.title());
        assertEquals(List.of("index.html"), start.select("[aria-current]").eachAttr("href"));
        assertTrue(named.containsAll(List.of("CHANGELOG.html", "CONTRIBUTING.html")), named.toString());
    }

    @Test
    void nothingIsLoadedFromElsewhere() throws IOException {
        for (Path page : files(".html")) {
            String html = Files.readString(page);
            for (Element element : Jsoup.parse(html).select("script, link, img, iframe, object, source, video")) {
                assertFalse(
                        FROM_ELSEWHERE.matcher(element.outerHtml()).find(), () -> page + ": " + element.outerHtml());
            }
        }
        for (String name : List.of("site.js", "site.css")) {
            assertFalse(
                    FROM_ELSEWHERE.matcher(Files.readString(site.resolve(name))).find(), name);
        }
    }

    @Test
    void theSearchHasWhatStandsInThePages() throws IOException {
        String script = Files.readString(site.resolve("search-index.js"));
        JsonNode entries = JsonMapper.builder().build().readTree(script.substring(script.indexOf('[')));
        List<JsonNode> found = StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.get("text").asText().contains("2N − 2 negatives")
                        || entry.get("heading").asText().contains("2N − 2 negatives"))
                .toList();
        assertEquals(1, found.size(), found.toString());
        String address = found.get(0).get("address").asText();
        assertTrue(address.startsWith("docs/tutorial/1-contrastive.html#"), address);
        Document page = Jsoup.parse(site.resolve("docs/tutorial/1-contrastive.html"));
        Element heading = page.getElementById(address.substring(address.indexOf('#') + 1));
        assertEquals(found.get(0).get("heading").asText(), heading == null ? "none" : heading.text());
    }

    @Test
    void theTutorialHasItsFormulasFiguresAndSources() throws IOException {
        Document page = Jsoup.parse(site.resolve("docs/tutorial/1-contrastive.html"));
        String text = Files.readString(Shared.project().resolve("docs/tutorial/1-contrastive.md"));
        long fences = text.lines().filter("$$"::equals).count();
        assertTrue(fences > 2);
        assertEquals(fences / 2, page.select("div.formula").size());
        assertTrue(page.select("div.formula").get(0).text().startsWith("s(u, v) = \\frac{u \\cdot v}"));
        for (Element image : page.select("main img")) {
            assertTrue(Files.size(site.resolve("docs/tutorial").resolve(image.attr("src"))) > 1000);
            assertFalse(image.attr("alt").isBlank());
        }
        assertFalse(page.select("main img").isEmpty());
        assertFalse(page.text().contains("<!--"));
        Element source = page.selectFirst("main a[href$=InfoNce.java.html]");
        assertTrue(source != null);
        Document shown = Jsoup.parse(site.resolve("docs/tutorial").resolve(source.attr("href")));
        assertTrue(shown.select("pre").text().contains("record InfoNce("));
    }
}
