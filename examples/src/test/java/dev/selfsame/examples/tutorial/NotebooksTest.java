package dev.selfsame.examples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks and scripts are those of the pages, and their cells run. */
class NotebooksTest {
    private static final String STALE =
            " is stale: mvn -pl examples test -Dtest=NotebooksTest -Dselfsame.write=true writes it anew";

    @TempDir
    private Path temporary;

    @Test
    void areThoseOfThePages() throws IOException {
        for (Page page : Page.chapters()) {
            Notebook notebook = Notebook.of(page, false);
            same(page.name() + ".ipynb", notebook.ipynb());
            same(page.name() + ".jsh", notebook.jsh());
        }
    }

    private static void same(String name, String text) throws IOException {
        Path file = Page.folder().resolve(name);
        if (Boolean.getBoolean("selfsame.write")) {
            Files.writeString(file, text);
        }
        assertTrue(Files.exists(file), name + STALE);
        assertEquals(text, Files.readString(file), name + STALE);
    }

    /** What Jupyter's schema asks for. */
    @Test
    void areNotebooksOfVersionFour() throws IOException {
        for (Page page : Page.chapters()) {
            JsonNode notebook =
                    new ObjectMapper().readTree(Notebook.of(page, false).ipynb());
            assertEquals(4, notebook.get("nbformat").asInt());
            List<String> ids = new ArrayList<>();
            for (JsonNode cell : notebook.get("cells")) {
                boolean code = cell.get("cell_type").asText().equals("code");
                assertEquals(code, cell.has("outputs") && cell.has("execution_count"));
                assertTrue(cell.get("metadata").isObject() && cell.get("source").size() > 0);
                ids.add(cell.get("id").asText());
            }
            assertEquals(ids.stream().distinct().toList(), ids);
        }
    }

    /** At the small sizes, and each snippet on a thread of its own. */
    @TestFactory
    List<DynamicTest> runInJShell() throws IOException {
        return Page.chapters().stream()
                .map(page -> DynamicTest.dynamicTest(page.name(), () -> runs(Notebook.of(page, true))))
                .toList();
    }

    /** The tool {@code jshell} reads a script line by line, and takes what is whole. */
    @Test
    void linesOfScriptsAreTheSnippetsOfCells() throws IOException {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            for (Page page : Page.chapters()) {
                for (Notebook.Cell cell : Notebook.of(page, false).cells()) {
                    if (cell.kind() == Notebook.Kind.CODE) {
                        assertEquals(
                                snippets(shell, List.of(cell.source())),
                                snippets(shell, cell.script().lines().toList()));
                    }
                }
            }
        }
    }

    /** What is taken of text that comes in pieces, without blanks and comments. */
    private static List<String> snippets(JShell shell, List<String> pieces) {
        List<String> snippets = new ArrayList<>();
        String rest = "";
        for (String piece : pieces) {
            rest += piece + "\n";
            while (!rest.isBlank()) {
                SourceCodeAnalysis.CompletionInfo info =
                        shell.sourceCodeAnalysis().analyzeCompletion(rest);
                if (!info.completeness().isComplete()) {
                    break;
                }
                snippets.add(info.source().replaceAll("//.*", "").replaceAll("[\\s;]", ""));
                rest = info.remaining();
            }
        }
        assertTrue(rest.isBlank(), rest);
        return snippets;
    }

    private void runs(Notebook notebook) throws IOException {
        Path own = Files.createDirectories(temporary.resolve(notebook.name()));
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            for (Notebook.Cell cell : notebook.cells()) {
                if (cell.kind() == Notebook.Kind.CODE) {
                    run(shell, cell.source().replace("Files.createTempDirectory(", "Path.of(\"" + own + "\", "));
                    Files.createDirectories(own.resolve("figures"));
                }
            }
        }
        try (Stream<Path> drawn = Files.list(own.resolve("figures"))) {
            assertTrue(drawn.count() > 1);
        }
    }

    private static void run(JShell shell, String cell) {
        String rest = cell;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo snippet =
                    shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertTrue(snippet.completeness().isComplete(), "not complete: " + rest);
            for (SnippetEvent event : shell.eval(snippet.source())) {
                if (event.exception() != null) {
                    throw new AssertionError(snippet.source() + " threw " + event.exception(), event.exception());
                }
                List<String> complaints = shell.diagnostics(event.snippet())
                        .map(complaint -> complaint.getMessage(null))
                        .toList();
                boolean taken = event.status() == Snippet.Status.VALID
                        || event.status() == Snippet.Status.OVERWRITTEN; // an earlier cell's variable of the name
                assertTrue(taken, () -> snippet.source() + ":\n" + complaints);
            }
            rest = snippet.remaining();
        }
    }
}
