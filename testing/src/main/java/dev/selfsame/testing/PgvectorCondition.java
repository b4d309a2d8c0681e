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
        return decide(PostgresPrograms.find(), "true".equals(System.getenv("CI")));
    }

    static ConditionEvaluationResult decide(Optional<PostgresPrograms> programs, boolean ci) {
        if (programs.isPresent()) {
            return ConditionEvaluationResult.enabled("there is a PostgreSQL with pgvector");
        }
        if (ci) {
            throw new IllegalStateException("no PostgreSQL with pgvector in " + PostgresPrograms.place()
                    + ": with CI=true every test of pgvector must run");
        }
        return ConditionEvaluationResult.disabled(LEFT_OUT);
    }
}
