package dev.selfsame.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The lines for benchmarks and for the peers' programs in the documents are ones that these take. */
class DocumentedLinesTest {
    private static final Path ROOT = Shared.project();
    private static final Pattern LINE = Pattern.compile(
            "(?m)^(benchmarks/run|benchmarks/java dev\\.selfsame\\.benchmarks\\.run\\.MethodTable)\\b([^#\n]*)");
    private static final Pattern PYTHON = Pattern.compile("python (benchmarks/peers/\\w+\\.py)([^`#\n]*)");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");

    private static String documents;

    @BeforeAll
    static void read() throws IOException {
        StringBuilder all = new StringBuilder();
        List<Path> files = new ArrayList<>(List.of(
                ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("benchmarks/README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        for (Path file : files) {
            all.append(Files.readString(file)).append('\n');
        }
        documents = all.toString();
    }

    private static String refusal(String program, String arguments) {
        Object command = program.equals("benchmarks/run") ? new Performance() : new MethodTable();
        try {
            new CommandLine(command)
                    .parseArgs(Stream.of(arguments.strip().split("\\s+"))
                            .filter(word -> !word.isEmpty())
                            .toArray(String[]::new));
            return "";
        } catch (ParameterException e) {
            return program + arguments + ": " + e.getMessage();
        }
    }

    @Test
    void linesOfTheBenchmarksAreTaken() {
        List<MatchResult> lines = LINE.matcher(documents).results().toList();
        assertEquals(
                List.of(),
                lines.stream()
                        .map(line -> refusal(line.group(1), line.group(2)))
                        .filter(refusal -> !refusal.isEmpty())
                        .toList());
        for (String program : List.of("benchmarks/run", "benchmarks/java dev.selfsame.benchmarks.run.MethodTable")) {
            assertTrue(
                    lines.stream().filter(line -> line.group(1).equals(program)).count() >= 2, program);
        }
    }

    @Test
    void optionsOfThePeersProgramsAreThere() throws IOException {
        int count = 0;
        List<String> unknown = new ArrayList<>();
        Matcher lines = PYTHON.matcher(documents);
        while (lines.find()) {
            String program = Files.readString(ROOT.resolve(lines.group(1)));
            Matcher options = OPTION.matcher(lines.group(2));
            while (options.find()) {
                count++;
                if (!program.contains('"' + options.group() + '"')) {
                    unknown.add(lines.group(1) + " " + options.group());
                }
            }
        }
        assertEquals(List.of(), unknown);
        assertTrue(count > 20, count + " options");
    }
}
