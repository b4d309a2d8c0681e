package dev.selfsame.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link that leads nowhere is named, with its page. */
class LinkCheckTest {
    @TempDir
    private Path folder;

    private List<String> faults(String text) throws IOException {
        return new Repository(folder)
                .with("README.md", "# Start\n")
                .with("docs/other.md", "# Other\n\n## A part\n")
                .with("docs/page.md", "# Page\n\n" + text + "\n")
                .render();
    }

    @Test
    void whatLeadsSomewhereIsRight() throws IOException {
        new Repository(folder).with("src/Some.java", "class Some {}").with("LICENSE", "A licence");
        Files.write(folder.resolve("docs/image.png"), new byte[] {1});
        assertEquals(
                List.of(),
                faults("[a](other.md) [b](other.md#a-part) [c](../README.md) [d](#page) [e](../src/Some.java)"
                        + " [f](../LICENSE) [g](https://example.org/x#y) ![h](image.png)"));
        assertTrue(Files.exists(folder.resolve("target/site/docs/image.png")));
    }

    @Test
    void aPageThatIsNotThere() throws IOException {
        assertEquals(
                List.of("docs/page.html: link to 'missing.html': there is no such file"), faults("[a](missing.md)"));
    }

    @Test
    void aPageOfAnEarlierSite() throws IOException {
        new Repository(folder).with("target/site/docs/missing.html", "<h1>From yesterday</h1>");
        aPageThatIsNotThere();
    }

    @Test
    void aHeadingThatIsNotThere() throws IOException {
        assertEquals(
                List.of(
                        "docs/page.html: link to 'other.html#no-part': there is no 'no-part' on that page",
                        "docs/page.html: link to '#here': there is no 'here' on that page"),
                faults("[a](other.md#no-part) [b](#here)"));
    }

    @Test
    void anImageThatIsNotThere() throws IOException {
        assertEquals(
                List.of("docs/page.html: img 'images/none.png': there is no such file"),
                faults("![None](images/none.png)"));
    }

    @Test
    void aSourceThatIsNotThere() throws IOException {
        assertEquals(
                List.of("docs/page.html: link to '../source/src/None.java.html': there is no such file"),
                faults("<!-- quote src/None.java -->\n```java\nint n;\n```"));
    }

    @Test
    void anImageOfAnotherSite() throws IOException {
        assertEquals(
                List.of("docs/page.html: img 'https://example.org/x.png': pages load nothing from elsewhere"),
                faults("![Far](https://example.org/x.png)"));
    }

    @Test
    void waysOutOfTheSite() throws IOException {
        assertEquals(
                List.of(
                        "docs/page.html: link to '/etc/passwd': leads out of the site",
                        "docs/page.html: link to '//example.org/x': pages load nothing from elsewhere"),
                faults("[a](/etc/passwd) [b](//example.org/x)"));
    }

    @Test
    void whatIsNoAddress() throws IOException {
        assertEquals(List.of("docs/page.html: link to '%zz': not an address"), faults("[a](%zz)"));
    }
}
