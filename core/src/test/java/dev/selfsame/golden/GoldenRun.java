package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.tensor.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** One run of the golden tests over a folder, with its counts. */
final class GoldenRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDING = ".json";

    private final Path folder;
    private int passed;
    private int failed;
    private int notCovered;

    GoldenRun(Path folder) {
        this.folder = folder;
    }

    /** The folder of the files that this library brings along. */
    static Path shippedFolder() {
        try {
            return Path.of(GoldenRun.class.getResource("/golden").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file that this library brings along for a group. */
    static JsonNode shipped(String group) {
        try {
            return JSON.readTree(shippedFolder().resolve(group + ENDING).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A container of tests for each file. */
    Stream<DynamicNode> tests() throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            fail("no golden files (*.json) in " + folder);
        }
        boolean foreign = !Files.isSameFile(folder, shippedFolder());
        return files.stream().map(file -> tests(file, foreign));
    }

    private DynamicNode tests(Path path, boolean foreign) {
        String name = path.getFileName().toString();
        name = name.substring(0, name.length() - ENDING.length());
        List<DynamicNode> tests = new ArrayList<>();
        try {
            JsonNode file = JSON.readTree(path.toFile());
            String group = file.path("group").asText(name);
            if (file.path("cases").isEmpty()) {
                throw new IOException("it has no cases");
            }
            ((ObjectNode) file).put("group", group);
            for (JsonNode goldenCase : file.get("cases")) {
                if (NotCovered.LIST.lists(group, goldenCase)) {
                    notCovered++;
                } else {
                    tests.add(dynamicTest(
                            goldenCase.path("name").asText("without a name"),
                            () -> count(group, prepared((ObjectNode) goldenCase, foreign), file)));
                }
            }
        } catch (IOException e) {
            failed++;
            tests.add(dynamicTest("cases", () -> fail(path + ": " + e.getMessage())));
        }
        return dynamicContainer(name, tests);
    }

    /** What is said of a case holds for its steps; whether the file is another's says {@link Golden#isForeign}. */
    static JsonNode prepared(ObjectNode goldenCase, boolean foreign) {
        goldenCase.put(Golden.FOREIGN, foreign);
        for (JsonNode step : goldenCase.path("steps")) {
            ObjectNode object = (ObjectNode) step;
            object.put(Golden.FOREIGN, foreign);
            if (Nonfinite.isExpected(goldenCase)) {
                object.put(Nonfinite.KEY, true);
            }
        }
        return goldenCase;
    }

    private void count(String group, JsonNode goldenCase, JsonNode file) throws IOException {
        boolean held = false;
        try {
            check(group, goldenCase, file);
            held = true;
        } finally {
            if (held) {
                passed++;
            } else {
                failed++;
            }
        }
    }

    /** Holds the library against one case. */
    static void check(String group, JsonNode goldenCase, JsonNode file) throws IOException {
        Checkers.Checker checker = Checkers.of(group)
                .orElseThrow(() -> new AssertionError(
                        "no checker for the group " + group + ", and golden-not-covered.txt doesn't list it"));
        try (Scope scope = new Scope()) {
            if (DocumentedRanges.leavesOut(goldenCase)) {
                assertThrows(IllegalArgumentException.class, () -> checker.check(goldenCase, file));
            } else {
                checker.check(goldenCase, file);
            }
        }
    }

    int passed() {
        return passed;
    }

    int failed() {
        return failed;
    }

    int notCovered() {
        return notCovered;
    }

    /** What scripts read. */
    @Override
    public String toString() {
        return "golden: " + passed + " passed, " + failed + " failed, " + notCovered + " not covered";
    }
}
