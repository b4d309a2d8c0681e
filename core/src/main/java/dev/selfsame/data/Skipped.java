package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The images that could not be read, each once, with the reason that was met first. Any number of threads may use it.
 *
 * <p>As a file it has the columns {@code name} and {@code reason}, behind a line with these names, in UTF-8 byte order
 * of the names, escaped as in {@link TabSeparated}.
 */
public final class Skipped {
    private static final String HEAD = "name\treason";

    private final Map<String, String> reasons = new HashMap<>();

    /** None yet. */
    public Skipped() {}

    /**
     * An unreadable image.
     *
     * @param name its name in the source
     * @param reason why, in one line
     */
    public record Entry(String name, String reason) {}

    /** Notes an image, unless it is noted already; true where it is new. */
    public synchronized boolean add(String name, String reason) {
        return reasons.putIfAbsent(name, reason) == null;
    }

    /** How many images. */
    public synchronized int count() {
        return reasons.size();
    }

    /** All of them in UTF-8 byte order of their names. */
    public synchronized List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(reasons.size());
        reasons.forEach((name, reason) -> entries.add(new Entry(name, reason)));
        entries.sort((a, b) -> FileNames.UTF8_ORDER.compare(a.name, b.name));
        return entries;
    }

    /** Writes the file aside and moves it into place; where there is nothing to list, removes it instead. */
    public void write(Path file) throws IOException {
        List<Entry> entries = entries();
        if (entries.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(aside, UTF_8)) {
            out.write(HEAD + "\n");
            for (Entry entry : entries) {
                out.write(TabSeparated.escape(entry.name) + "\t" + TabSeparated.escape(entry.reason) + "\n");
            }
        }
        Files.move(aside, file, REPLACE_EXISTING);
    }

    /** {@code FILE.skipped.tsv}, beside an output: where the images that it lacks are listed. */
    public static Path beside(Path output) {
        return output.resolveSibling(output.getFileName() + ".skipped.tsv");
    }

    /** Adds what an earlier {@link #write} listed of some images; nothing where there is no such file. */
    void read(Path file, Stream<String> names) throws IOException {
        Skipped all = new Skipped();
        all.read(file);
        names.forEach(name -> {
            String reason = all.reasons.get(name);
            if (reason != null) {
                add(name, reason);
            }
        });
    }

    /** Adds what an earlier {@link #write} listed; nothing where there is no such file. */
    public void read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                if (tab >= 0 && !line.equals(HEAD)) {
                    add(TabSeparated.unescape(line.substring(0, tab)), TabSeparated.unescape(line.substring(tab + 1)));
                }
            }
        }
    }

    @Override
    public String toString() {
        return "Skipped[" + count() + " images]";
    }
}
