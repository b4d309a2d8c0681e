package dev.selfsame.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class PgvectorTest {
    @Test
    void runsWhereThereAreItsPrograms(@TempDir Path folder) throws IOException {
        assertEquals(Optional.empty(), PostgresPrograms.find(folder));
        program(folder.resolve("initdb"));
        assertEquals(Optional.empty(), PostgresPrograms.find(folder));
        Path control = program(folder.resolve("pg_ctl"));
        PostgresPrograms found = PostgresPrograms.find(folder).orElseThrow();
        assertEquals(control, found.program("pg_ctl"));
        assertFalse(PgvectorCondition.decide(Optional.of(found)).isDisabled());
    }

    private static Path program(Path file) throws IOException {
        Files.createFile(file);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    @Test
    void isLeftOutWhereThereAreNone() {
        assertTrue(PgvectorCondition.decide(Optional.empty()).isDisabled());
    }

    @Test
    void theNumberLeftOutIsPrintedAtTheEnd() {
        assertEquals(
                "pgvector tests left out: 1 (no PostgreSQL with it in " + PostgresPrograms.place() + ")",
                LeftOutLines.of(OneWithout.class));
    }

    static final class NoPgvector implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return PgvectorCondition.decide(Optional.empty());
        }
    }

    @ExtendWith(NoPgvector.class)
    static class OneWithout {
        @Test
        void first() {}
    }
}
