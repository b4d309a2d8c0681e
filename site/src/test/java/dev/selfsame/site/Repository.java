package dev.selfsame.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A small repository, and the site that is made of it.
 *
 * @param root a folder, to which the files are written
 */
record Repository(Path root) {
    Repository {
        try {
            Files.createDirectories(root.resolve("docs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Repository with(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
        return this;
    }

    Path site() {
        return root.resolve("target/site");
    }

    /** What is wrong with its links. */
    List<String> render() throws IOException {
        return Site.render(root, site());
    }

    Document page(String address) throws IOException {
        return Jsoup.parse(site().resolve(address));
    }
}
