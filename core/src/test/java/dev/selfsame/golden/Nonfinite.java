package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/**
 * What the golden values' README says of {@code nonfinite}, for every group alike: where the expected value holds NaN or an
 * infinity, returning something better is no fault. Better is to refuse the arguments or the inputs, or a finite number;
 * an infinity is no worse than NaN. The gradients of a loss that isn't finite say nothing about those of one that is.
 */
final class Nonfinite {
    static final String KEY = "nonfinite";

    private Nonfinite() {}

    /** Whether a case or a step expects something that isn't finite. */
    static boolean isExpected(JsonNode caseOrStep) {
        return caseOrStep.path(KEY).asBoolean(false);
    }

    /** What is computed, or null where it is refused and may be. */
    static <T> T orRefused(JsonNode caseOrStep, Supplier<T> compute) {
        try {
            return compute.get();
        } catch (IllegalArgumentException refused) {
            if (isExpected(caseOrStep)) {
                return null;
            }
            throw refused;
        }
    }

    /** Whether a value may stand where one that isn't finite is expected. */
    static boolean isNoWorse(double expected, double actual) {
        return Double.isNaN(expected) || Double.isFinite(actual) || actual == expected;
    }

    /** Whether gradients can be compared: not where a finite loss stands for one that isn't. */
    static boolean gradientsCount(JsonNode caseOrStep, double loss) {
        JsonNode expected = caseOrStep.path("expected").path("loss");
        boolean better =
                !expected.isMissingNode() && !Double.isFinite(Golden.numbers(expected)[0]) && Double.isFinite(loss);
        return !(isExpected(caseOrStep) && better);
    }
}
