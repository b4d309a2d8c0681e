package dev.selfsame.examples.tutorial;

import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the tutorial, taken apart. Comments of HTML, each on a line of its own, say what follows:
 *
 * <ul>
 *   <li>{@code quote FILE}: a piece of Java that stands in the file, to be read
 *   <li>{@code cell FILE}: the same, which is also a cell of the notebook
 *   <li>{@code sizes name=value … | value …}: whole numbers that the next cell uses, as they are and small, for tests
 * </ul>
 *
 * @param name of the file, without {@code .md}
 * @param parts in their order
 */
record Page(String name, List<Part> parts) {
    private static final Pattern MARKED = Pattern.compile(
            "(?m)^<!-- (?:(quote|cell) (\\S+) -->\n```java\n((?s:.*?))```\n|sizes ([^|]+) \\| (.+) -->\n)");

    sealed interface Part permits Text, Java, Sizes {}

    /** Markdown as it is. */
    record Text(String markdown) implements Part {}

    /** A piece of a source file. */
    record Java(String file, String code, boolean runs) implements Part {
        Path source() {
            return Shared.project().resolve(file);
        }
    }

    /** Numbers by name. */
    record Sizes(List<String> names, List<String> usual, List<String> small) implements Part {
        String code(boolean small) {
            StringBuilder code = new StringBuilder();
            for (int i = 0; i < names.size(); i++) {
                String value = (small ? this.small : usual).get(i);
                code.append("int ")
                        .append(names.get(i))
                        .append(" = ")
                        .append(value)
                        .append(";\n");
            }
            return code.toString();
        }
    }

    static Path folder() {
        return Shared.project().resolve("docs").resolve("tutorial");
    }

    /** The chapters, in their order. */
    static List<Page> chapters() throws IOException {
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches("\\d.*\\.md"))
                    .sorted()
                    .toList()) {
                pages.add(of(file));
            }
        }
        return pages;
    }

    static Page of(Path file) throws IOException {
        String text = Files.readString(file);
        List<Part> parts = new ArrayList<>();
        Matcher marked = MARKED.matcher(text);
        int end = 0;
        while (marked.find()) {
            addText(parts, text.substring(end, marked.start()));
            end = marked.end();
            if (marked.group(4) == null) {
                parts.add(new Java(
                        marked.group(2), marked.group(3), marked.group(1).equals("cell")));
            } else {
                parts.add(sizes(marked.group(4), marked.group(5)));
            }
        }
        addText(parts, text.substring(end));
        return new Page(file.getFileName().toString().replace(".md", ""), parts);
    }

    private static Sizes sizes(String usual, String small) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String one : usual.split(" ", -1)) {
            names.add(one.substring(0, one.indexOf('=')));
            values.add(one.substring(one.indexOf('=') + 1));
        }
        List<String> smallValues = Arrays.asList(small.split(" ", -1));
        if (smallValues.size() != names.size()) {
            throw new IllegalArgumentException(usual + " are not as many as " + small);
        }
        return new Sizes(names, values, smallValues);
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isBlank()) {
            parts.add(new Text(text.strip() + "\n"));
        }
    }

    <P> List<P> all(Class<P> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All Markdown of the page, without the marked pieces. */
    String text() {
        return String.join("\n", all(Text.class).stream().map(Text::markdown).toList());
    }
}
