package dev.selfsame.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchIndexTest {
    private static List<SearchIndex.Entry> entries(String text) {
        Place place = new Place("docs/page.md");
        return SearchIndex.entries(new Page(place, Markdown.body(place, text, linked -> {})));
    }

    @Test
    void eachHeadingIsAnEntryWithWhatStandsBelowIt() {
        assertEquals(
                List.of(
                        new SearchIndex.Entry("Page", "Page", "docs/page.html", "First words\n"),
                        new SearchIndex.Entry("Page", "A part", "docs/page.html#a-part", "one two\n"),
                        new SearchIndex.Entry("Page", "Smaller", "docs/page.html#smaller", "")),
                entries("# Page\n\nFirst *words*\n\n## A part\n\n| one | two |\n|---|---|\n\n### Smaller\n"));
    }

    @Test
    void aPageWithoutATitleHasItsFilesName() {
        assertEquals(
                List.of(new SearchIndex.Entry("docs/page.md", "docs/page.md", "docs/page.html", "only text\n")),
                entries("only text"));
    }

    @Test
    void typesOfTheJavadocAreFoundAndLinkedTo(@TempDir Path folder) throws Exception {
        Repository repository = new Repository(folder)
                .with("README.md", "# Start")
                .with("docs/contract.md", "# Contract")
                .with("target/site/apidocs/index.html", "<p>Selfsame")
                .with("target/site/apidocs/dev/selfsame/loss/package-summary.html", "<p>no type")
                .with(
                        "target/site/apidocs/dev/selfsame/loss/InfoNce.html",
                        "<section id=class-description><div class=block>One <b>formula</b>.</div></section>");
        assertEquals(List.of(), repository.render());
        String script = Files.readString(repository.site().resolve("search-index.js"));
        String entry = "{\"page\":\"Javadoc · dev.selfsame.loss\",\"heading\":\"InfoNce\","
                + "\"address\":\"apidocs/dev/selfsame/loss/InfoNce.html\",\"text\":\"One formula.\"}]";
        assertTrue(script.contains(entry), script);
        assertEquals(
                "Javadoc",
                repository
                        .page("docs/contract.html")
                        .select("nav a[href=../apidocs/index.html]")
                        .text());
    }
}
