package dev.selfsame.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What pages need beside their text: our style and script, lunr for the search and KaTeX for formulas, from their WebJars. */
final class Resources {
    private static final List<String> OWN = List.of("site.css", "site.js");

    /** Those of others: the WebJar, its file, and the file's name in the site. Both are under the MIT licence. */
    private record Foreign(String jar, String file, String name) {}

    private static final List<Foreign> FOREIGN = List.of(
            new Foreign("lunr", "lunr.min.js", "lunr.min.js"),
            new Foreign("lunr", "LICENSE", "lunr.LICENSE.txt"),
            new Foreign("katex", "dist/katex.min.js", "katex.min.js"),
            new Foreign("katex", "LICENSE", "katex.LICENSE.txt"));

    private Resources() {}

    /** Puts them into the site's root; gives their names. */
    static List<String> write(Path site) throws IOException {
        List<String> names = new ArrayList<>(OWN);
        for (String name : OWN) {
            Files.writeString(site.resolve(name), own(name));
        }
        for (Foreign foreign : FOREIGN) {
            Files.writeString(site.resolve(foreign.name()), read(foreign));
            names.add(foreign.name());
        }
        return names;
    }

    static String own(String name) {
        return read("/dev/selfsame/site/" + name);
    }

    private static String read(Foreign foreign) {
        Properties properties = new Properties();
        String of = "/META-INF/maven/org.webjars.npm/" + foreign.jar() + "/pom.properties";
        try (InputStream in = open(of)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(of, e);
        }
        return read("/META-INF/resources/webjars/" + foreign.jar() + "/" + properties.getProperty("version") + "/"
                + foreign.file());
    }

    private static String read(String path) {
        try (InputStream in = open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static InputStream open(String path) {
        InputStream in = Resources.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("not on the class path: " + path);
        }
        return in;
    }
}
