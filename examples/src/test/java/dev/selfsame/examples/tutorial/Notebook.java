package dev.selfsame.examples.tutorial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A chapter as cells: text, and code for JShell. No cell takes a tensor over from another, so that each may run on a thread
 * of its own, as kernels like to have it.
 *
 * @param name of the page
 * @param cells in their order
 */
record Notebook(String name, List<Cell> cells) {
    /** The pages' own package. */
    private static final String PACKAGE = "dev.selfsame.examples.tutorial";

    private static final String JARS =
            """
            This notebook is made from %s.md. It needs a Java kernel, and jars: `examples/figures --class-path` builds them and
            links them into `examples/target/quick/lib`, and the next line puts these on the class path.
            """;

    /** Text or code; a line of the kernel's own is neither for JShell nor for reading. */
    enum Kind {
        TEXT,
        CODE,
        KERNEL
    }

    record Cell(Kind kind, String source) {
        /** No line begins with a dot. */
        String script() {
            return source.replaceAll("\n +\\.", ".");
        }
    }

    static Notebook of(Page page, boolean small) throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (Page.Part part : page.parts()) {
            if (part instanceof Page.Text text) {
                cells.add(new Cell(Kind.TEXT, text.markdown()));
            } else if (part instanceof Page.Sizes sizes) {
                cells.add(new Cell(Kind.CODE, sizes.code(small)));
            } else if (part instanceof Page.Java java) {
                String fenced = "```java\n" + java.code() + "```\n";
                cells.add(java.runs() ? new Cell(Kind.CODE, java.code()) : new Cell(Kind.TEXT, fenced));
            }
        }
        cells.add(1, new Cell(Kind.TEXT, JARS.formatted(page.name())));
        cells.add(2, new Cell(Kind.KERNEL, "%jars ../../examples/target/quick/lib/*.jar\n"));
        cells.add(3, new Cell(Kind.CODE, beginning(page)));
        return new Notebook(page.name(), cells);
    }

    /** The imports of the programs whose lines are run, their own static methods, and where files go. */
    private static String beginning(Page page) throws IOException {
        Set<String> imports = new TreeSet<>();
        Set<String> programs = new TreeSet<>();
        for (Page.Java java : page.all(Page.Java.class)) {
            if (java.runs()) {
                Files.readAllLines(java.source()).stream()
                        .filter(line -> line.startsWith("import "))
                        .forEach(imports::add);
                String program = java.source().getFileName().toString().replace(".java", "");
                programs.add("import static " + PACKAGE + "." + program + ".*;");
            }
        }
        imports.add("import java.nio.file.Files;");
        imports.add("import " + PACKAGE + ".*;");
        return String.join("\n", imports) + "\n" + String.join("\n", programs)
                + "\nPath figures = Files.createTempDirectory(\"figures\"); // where the figures go\n"
                + "Path runs = Files.createTempDirectory(\"runs\");\n";
    }

    /** The code, with the headings as comments. JShell takes a line for whole as soon as it can be, so calls stay on one. */
    String jsh() {
        StringBuilder script = new StringBuilder("// Made from " + name + ".md; README.md says how to run it.\n");
        for (Cell cell : cells) {
            if (cell.kind == Kind.CODE) {
                script.append('\n').append(cell.script());
            } else if (cell.kind == Kind.TEXT) {
                cell.source.lines().filter(line -> line.matches("#+ .*")).forEach(line -> script.append("\n// ")
                        .append(line)
                        .append('\n'));
            }
        }
        return script.toString();
    }

    /** The notebook's file, in version 4.5 of Jupyter's format. */
    String ipynb() throws JsonProcessingException {
        List<Object> all = new ArrayList<>();
        for (Cell cell : cells) {
            Map<String, Object> json = new LinkedHashMap<>();
            boolean text = cell.kind == Kind.TEXT;
            json.put("cell_type", text ? "markdown" : "code");
            if (!text) {
                json.put("execution_count", null);
            }
            json.put("id", "cell-" + all.size());
            json.put("metadata", Map.of());
            if (!text) {
                json.put("outputs", List.of());
            }
            json.put("source", lines(cell.source));
            all.add(json);
        }
        Map<String, Object> kernel = new LinkedHashMap<>();
        kernel.put("display_name", "Java");
        kernel.put("language", "java");
        kernel.put("name", "java");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("kernelspec", kernel);
        metadata.put("language_info", Map.of("name", "java"));
        Map<String, Object> notebook = new LinkedHashMap<>();
        notebook.put("cells", all);
        notebook.put("metadata", metadata);
        notebook.put("nbformat", 4);
        notebook.put("nbformat_minor", 5);
        DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter);
        return new ObjectMapper().writer(printer).writeValueAsString(notebook) + "\n";
    }

    /** Each but the last with its end, as notebooks have them. */
    private static List<String> lines(String source) {
        List<String> lines = new ArrayList<>(source.strip().lines().toList());
        for (int i = 0; i < lines.size() - 1; i++) {
            lines.set(i, lines.get(i) + "\n");
        }
        return lines;
    }
}
