package dev.selfsame.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets a test that needs the shared images run where they are. */
final class ExternalCondition implements ExecutionCondition {
    static final String LEFT_OUT = "left out: no folder ";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide(Shared.data(), "true".equals(System.getenv("CI")));
    }

    static ConditionEvaluationResult decide(Path data, boolean ci) {
        if (Files.isDirectory(data)) {
            return ConditionEvaluationResult.enabled("the shared images are there");
        }
        if (ci) {
            throw new IllegalStateException("no folder " + data + ": with CI=true every external test must run");
        }
        return ConditionEvaluationResult.disabled(LEFT_OUT + data);
    }
}
