package dev.selfsame.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets a test that needs pgvector run where it is there. */
final class PgvectorCondition implements ExecutionCondition {
    static final String LEFT_OUT = "left out: no PostgreSQL with pgvector";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide(PostgresPrograms.find());
    }

    static ConditionEvaluationResult decide(Optional<PostgresPrograms> programs) {
        return programs.isPresent()
                ? ConditionEvaluationResult.enabled("there is a PostgreSQL with pgvector")
                : ConditionEvaluationResult.disabled(LEFT_OUT);
    }
}
