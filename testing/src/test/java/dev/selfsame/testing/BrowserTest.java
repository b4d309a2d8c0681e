package dev.selfsame.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
    @Test
    void runsWhereThereIsABrowserWithItsDriver(@TempDir Path one, @TempDir Path other) throws IOException {
        String path = String.join(File.pathSeparator, "", one.toString(), other.toString());
        assertEquals(Optional.empty(), Chromium.find(path));
        Path browser = program(other.resolve("chromium"));
        assertEquals(Optional.empty(), Chromium.find(path));
        Path driver = program(one.resolve("chromedriver"));
        Optional<Chromium> found = Chromium.find(path);
        assertEquals(Optional.of(new Chromium(browser, driver)), found);
        assertFalse(BrowserCondition.decide(found, true).isDisabled());
        assertFalse(BrowserCondition.decide(found, false).isDisabled());
    }

    private static Path program(Path file) throws IOException {
        Files.createFile(file);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    @Test
    void isLeftOutWhereThereIsNone() {
        assertTrue(BrowserCondition.decide(Optional.empty(), false).isDisabled());
    }

    @Test
    void failsOnCiWhereThereIsNone() {
        var error = assertThrows(IllegalStateException.class, () -> BrowserCondition.decide(Optional.empty(), true));
        assertTrue(error.getMessage().contains("chromium"), error.getMessage());
    }

    @Test
    void theNumberLeftOutIsPrintedAtTheEnd() {
        assertEquals(
                "browser tests left out: 2 (no chromium with its chromedriver on the PATH)",
                LeftOutLines.of(TwoWithout.class));
    }

    static final class NoBrowser implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return BrowserCondition.decide(Optional.empty(), false);
        }
    }

    @ExtendWith(NoBrowser.class)
    static class TwoWithout {
        @Test
        void first() {}

        @Test
        void second() {}
    }
}
