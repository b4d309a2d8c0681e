package dev.selfsame.examples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the tutorial say what the sources say, and show the figures that the programs draw. */
class PagesTest {
    /** A figure, alone or in a table, and what stands below it. */
    private static final Pattern FIGURE = Pattern.compile("!\\[[^\\]]*\\]\\(images/([^)]+)\\)");

    private static final Pattern COMMAND = Pattern.compile("\\*`examples/figures (\\w+)`");

    @Test
    void thereAreFourChapters() throws IOException {
        assertEquals(4, Page.chapters().size());
    }

    @Test
    void everyPieceOfJavaStandsInItsSource() throws IOException {
        for (Page page : Page.chapters()) {
            for (Page.Java piece : page.all(Page.Java.class)) {
                assertTrue(
                        isIn(piece.code().lines().toList(), Files.readAllLines(piece.source())),
                        page.name() + " shows other lines than " + piece.file() + ":\n" + piece.code());
            }
        }
    }

    @Test
    void everyPieceOfJavaNamesItsSource() throws IOException {
        for (Page page : Page.chapters()) {
            assertTrue(!page.text().contains("```java") && !page.text().contains("<!--"), page.text());
        }
    }

    /** One piece after the other, line by line, wherever it is indented. */
    private static boolean isIn(List<String> piece, List<String> source) {
        for (int at = 0; at + piece.size() <= source.size(); at++) {
            String first = source.get(at);
            if (first.isBlank() || !first.endsWith(piece.get(0))) {
                continue;
            }
            String indent = first.substring(0, first.length() - piece.get(0).length());
            boolean same = indent.isBlank();
            for (int i = 0; same && i < piece.size(); i++) {
                String line = piece.get(i);
                same = source.get(at + i).equals(line.isEmpty() ? "" : indent + line);
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    @Test
    void everyFigureStandsBesideItsCommand() throws IOException {
        Set<String> shown = new TreeSet<>();
        Set<String> drawing = new TreeSet<>();
        for (Page page : Page.chapters()) {
            String text = page.text();
            Matcher figure = FIGURE.matcher(text);
            while (figure.find()) {
                shown.add(figure.group(1));
                Matcher command = COMMAND.matcher(text);
                assertTrue(command.find(figure.end()), figure.group(1) + " has no command");
                drawing.add(command.group(1));
            }
        }
        assertEquals(new TreeSet<>(Figures.programs().keySet()), drawing);
        try (Stream<Path> files = Files.list(Page.folder().resolve("images"))) {
            assertEquals(
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)),
                    shown);
        }
    }

    @Test
    void formulasAreClosed() throws IOException {
        for (Page page : Page.chapters()) {
            for (String paragraph : page.text().split("\n\n", -1)) {
                String prose = paragraph.replaceAll("(?s)```.*?```", "");
                assertEquals(0, prose.chars().filter(c -> c == '$').count() % 2, page.name() + ":\n" + paragraph);
            }
        }
    }
}
