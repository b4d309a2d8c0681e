package dev.selfsame.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A browser of this machine, and the program that drives it.
 *
 * @param browser Chromium, or Chrome
 * @param driver its chromedriver
 */
public record Chromium(Path browser, Path driver) {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** The first on the {@code PATH}; empty unless both are there. */
    public static Optional<Chromium> find() {
        String path = System.getenv("PATH");
        return find(path == null ? "" : path);
    }

    static Optional<Chromium> find(String path) {
        Optional<Path> driver = find("chromedriver", path);
        return NAMES.stream()
                .flatMap(name -> find(name, path).stream())
                .findFirst()
                .flatMap(browser -> driver.map(with -> new Chromium(browser, with)));
    }

    private static Optional<Path> find(String name, String path) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
