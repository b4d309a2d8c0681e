package dev.selfsame.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

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
        var out = new ByteArrayOutputStream();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(
                        request().selectors(selectClass(TwoWithout.class)).build(),
                        new LeftOutListener(new PrintStream(out, true, StandardCharsets.UTF_8)));
        assertEquals(
                "external tests left out: 2 (no folder " + Shared.data() + ")",
                out.toString(StandardCharsets.UTF_8).strip());
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
