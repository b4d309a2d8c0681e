package dev.selfsame.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** The pages that the JDK's own tool has made of the sources' comments, in the folder {@code apidocs} of the site. */
final class Javadoc {
    /** What their addresses begin with, as Maven's plugin wants it. */
    static final String FOLDER = "apidocs/";

    /** The address of their first page. */
    static final String START = FOLDER + "index.html";

    private Javadoc() {}

    static boolean isIn(Path site) {
        return Files.exists(site.resolve(START));
    }

    /** What the search finds of each type. */
    static List<SearchIndex.Entry> entries(Path site) throws IOException {
        if (!isIn(site)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(site.resolve(FOLDER + "dev/selfsame"))) {
            return files.filter(Javadoc::isType)
                    .sorted()
                    .map(file -> entry(site, file))
                    .toList();
        }
    }

    /** Types begin with a capital letter; other pages are about packages. */
    private static boolean isType(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".html") && Character.isUpperCase(name.charAt(0));
    }

    private static SearchIndex.Entry entry(Path site, Path file) {
        String address = site.relativize(file).toString().replace('\\', '/');
        String folder = address.substring(FOLDER.length(), address.lastIndexOf('/'));
        String type = address.substring(address.lastIndexOf('/') + 1, address.length() - ".html".length());
        return new SearchIndex.Entry("Javadoc · " + folder.replace('/', '.'), type, address, comment(file));
    }

    /** What the tool of Java 17 and later takes for the comment of a type. */
    private static String comment(Path file) {
        try {
            Element comment = Jsoup.parse(file).selectFirst("#class-description > .block");
            return comment == null ? "" : comment.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
