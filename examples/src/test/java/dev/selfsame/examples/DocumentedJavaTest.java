package dev.selfsame.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.Shared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every piece of Java in README.md and docs compiles: it stands in a source of the examples, or is a few statements about
 * an {@code encoder} and {@code images}. The tutorial's pages have a stricter test of their own.
 */
class DocumentedJavaTest {
    /** In a block of Java, or indented by four and ended by a semicolon. */
    private static final Pattern PIECE = Pattern.compile("(?ms)^```java\n(.*?)^```|^```.*?^```|^    ([^\n]+;)$");

    private static final List<String> PACKAGES = List.of(
            "curate", "data", "evaluate", "examples", "image", "method", "model", "model.export", "search", "train");

    private static final String PROGRAM =
            """
            %s
            import java.nio.file.*;

            class Shown {
                static void shown(Encoder encoder, ImageSource images, Path path) throws Exception {
                    %s
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void everyPieceCompiles() throws IOException {
        String sources = sources();
        int count = 0;
        for (Path document : documents()) {
            Matcher piece = PIECE.matcher(Files.readString(document));
            while (piece.find()) {
                String java = piece.group(1) != null ? piece.group(1) : piece.group(2);
                if (java != null) {
                    count++;
                    if (!sources.contains(flat(java))) {
                        compiles(document, java);
                    }
                }
            }
        }
        assertTrue(count > 8, count + " pieces");
    }

    private static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(List.of(Shared.project().resolve("README.md")));
        try (Stream<Path> docs = Files.list(Shared.project().resolve("docs"))) {
            all.addAll(docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList());
        }
        return all;
    }

    /** All sources of the examples, without what indents them. */
    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                all.append(flat(Files.readString(file)));
            }
        }
        return all.toString();
    }

    private static String flat(String java) {
        return java.replaceAll("(?m)^ +", "").strip() + "\n";
    }

    private void compiles(Path document, String java) throws IOException {
        StringBuilder imports = new StringBuilder();
        PACKAGES.forEach(
                name -> imports.append("import dev.selfsame.").append(name).append(".*;\n"));
        Path source = Files.writeString(folder.resolve("Shown.java"), PROGRAM.formatted(imports, java));
        String[] words = {
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString(), source.toString()
        };
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, complaints, complaints, words);
        assertEquals(0, status, () -> document + ":\n" + complaints.toString(StandardCharsets.UTF_8));
    }
}
