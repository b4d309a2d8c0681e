package dev.selfsame.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds this library against golden values: every case of every JSON file in the folder that {@code -Dgolden=FOLDER}
 * names, by default those among the test resources. A file says its group; where it doesn't, its name does. Each group has
 * one checker ({@link Checkers}). A group or case without one fails, unless {@code golden-not-covered.txt} lists it with
 * the reason.
 */
class GoldenTest {
    private static GoldenRun run;

    @TestFactory
    Stream<DynamicNode> golden() throws IOException {
        run = new GoldenRun(folder(System.getProperty("golden")));
        return run.tests();
    }

    @Test
    void whatIsListedAsNotCoveredIsNotCoveredAndStillThere() throws IOException {
        for (NotCovered.Entry entry : NotCovered.LIST.entries()) {
            boolean checked = Checkers.of(entry.group()).isPresent();
            if (entry.isWholeGroup()) {
                assertTrue(!checked, entry + " is listed as not covered, but it has a checker");
                continue;
            }
            assertTrue(checked, entry + " is listed as not covered: list its whole group, which has no checker");
            boolean there = false;
            for (JsonNode goldenCase : GoldenRun.shipped(entry.group()).path("cases")) {
                there |= entry.is(entry.group(), goldenCase);
            }
            assertTrue(there, entry + " is listed as not covered, but there is no such case");
        }
    }

    @AfterAll
    static void count() {
        if (run != null) {
            System.out.println(run);
        }
    }

    /**
     * The folder of a name: from the project's, or from where the tests run; that of the test resources where there is none.
     */
    static Path folder(String named) {
        if (named == null || named.isBlank()) {
            return GoldenRun.shippedFolder();
        }
        // Maven runs tests in the module's folder; a relative name was meant from the project's.
        for (Path base : List.of(Shared.project(), Path.of(""))) {
            Path folder = base.resolve(named).toAbsolutePath().normalize();
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        throw new IllegalArgumentException("-Dgolden names no folder: " + named);
    }
}
