package dev.selfsame.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private static Element body(String text) {
        return Markdown.body(new Place("docs/page.md"), text, linked -> {});
    }

    private static List<String> formulas(String text) {
        return body(text).select(".formula").eachText();
    }

    @Test
    void formulasKeepTheirTeX() {
        assertEquals(
                List.of("z'_i * x_{k,*} \\lVert u \\rVert"), formulas("With $z'_i * x_{k,*} \\lVert u \\rVert$ *so*."));
        assertEquals(List.of("a", "b"), formulas("Both $a$ and $b$."));
        assertEquals(List.of("a < b"), formulas("| x |\n|---|\n| $a < b$ |"));
        Element alone = body("Let\n$$\n\\frac{a}{b} \\\\\n_x_\n$$\nbe it.").selectFirst("div.formula");
        assertEquals("\\frac{a}{b} \\\\\n_x_", alone == null ? "none" : alone.wholeText());
    }

    @Test
    void otherDollarsAreText() {
        for (String text : List.of("From $5 to $10", "So $ x $ is", "one $", "1$ and 2$3", "a $`b`$ c", "\\$a\\$")) {
            assertEquals(List.of(), formulas(text), text);
            assertEquals(text.replace("\\", "").replace("`", ""), body(text).text());
        }
        assertEquals("$(cat x) and $y", body("`$(cat x)` and $y").text());
        assertEquals(List.of(), formulas("```\n$$\nx\n$$\n```"));
    }

    @Test
    void htmlIsShownAndDoesNothing() {
        Element body =
                body("# " + HOSTILE + "\n\n<script>alert(1)</script>\n\nSo " + HOSTILE + " and [a](javascript:alert(1))"
                        + "\n\n`" + HOSTILE + "` $" + HOSTILE + "$\n\n<!-- left out --><b>not</b>");
        assertEquals(List.of(), body.select("img, script, b, [onerror]").eachText());
        assertEquals(HOSTILE, body.select("h1").text());
        assertEquals(List.of(""), body.select("a").eachAttr("href"));
        assertEquals(HOSTILE, body.select(".formula").text());
    }

    @Test
    void commentsAreLeftOut() {
        assertEquals("a b", body("a\n\n<!-- sizes n=100 | 3 -->\n\nb").text());
    }

    @Test
    void namesOfFilesAreText(@TempDir Path folder) throws Exception {
        Repository repository = new Repository(folder)
                .with(
                        "README.md",
                        "# Start\n\n[a](docs/%3Cimg%20src=x%20onerror=alert(1)%3E.md) [b](javascript%3Aalert(1).md)")
                .with("docs/" + HOSTILE + ".md", "no title here")
                .with("javascript:alert(1).md", "# " + HOSTILE);
        assertEquals(List.of(), repository.render());
        Document start = repository.page("index.html");
        assertEquals(
                List.of("docs/%3Cimg%20src=x%20onerror=alert(1)%3E.html", "./javascript:alert(1).html"),
                start.select("main a").eachAttr("href"));
        assertFalse(start.select("nav a[href^=./javascript]").isEmpty());
        for (String address : List.of("index.html", "docs/" + HOSTILE + ".html", "javascript:alert(1).html")) {
            Document page = repository.page(address);
            assertEquals(List.of(), page.select("img, [onerror]").eachText());
            assertEquals(List.of(), page.select("nav a[href^=javascript:]").eachText());
            assertEquals(2, page.select("script").size());
        }
        assertEquals(
                HOSTILE + " · Selfsame",
                repository.page("javascript:alert(1).html").title());
    }
}
