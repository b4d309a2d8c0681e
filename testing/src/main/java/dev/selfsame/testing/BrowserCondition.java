package dev.selfsame.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets a test that needs a browser run where there is one. */
final class BrowserCondition implements ExecutionCondition {
    static final String LEFT_OUT = "left out: no chromium with its chromedriver on the PATH";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide(Chromium.find(), "true".equals(System.getenv("CI")));
    }

    static ConditionEvaluationResult decide(Optional<Chromium> chromium, boolean ci) {
        if (chromium.isPresent()) {
            return ConditionEvaluationResult.enabled("there is a browser");
        }
        if (ci) {
            throw new IllegalStateException(
                    "no chromium with its chromedriver on the PATH: with CI=true every browser test must run");
        }
        return ConditionEvaluationResult.disabled(LEFT_OUT);
    }
}
