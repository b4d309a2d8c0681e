package dev.selfsame.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

class ExternalTest {
    @Test
    void runsWhereTheFolderIs(@TempDir Path folder) {
        assertFalse(ExternalCondition.decide(folder, false).isDisabled());
        assertFalse(ExternalCondition.decide(folder, true).isDisabled());
    }

    @Test
    void isLeftOutWhereTheFolderIsMissing(@TempDir Path folder) {
        assertTrue(ExternalCondition.decide(folder.resolve("data"), false).isDisabled());
    }

    @Test
    void failsOnCiWhereTheFolderIsMissing(@TempDir Path folder) {
        Path missing = folder.resolve("data");
        var error = assertThrows(IllegalStateException.class, () -> ExternalCondition.decide(missing, true));
        assertTrue(error.getMessage().contains(missing.toString()), error.getMessage());
    }

    @Test
    void theNumberLeftOutIsPrintedAtTheEnd() {
        assertEquals("external tests left out: 2 (no folder " + Shared.data() + ")", LeftOutLines.of(TwoWithout.class));
    }

    static final class NoFolder implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return ExternalCondition.decide(Path.of("no such folder"), false);
        }
    }

    @ExtendWith(NoFolder.class)
    static class TwoWithout {
        @Test
        void first() {}

        @Test
        void second() {}
    }
}
