package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/**
 * Arguments that Lightly computes something for and ours refuses, as the Javadoc of {@code dev.selfsame.loss} says under
 * Erratum: a negative weight, which turns a term round, a share outside of 0 to 1, a temperature or a tolerance that isn't
 * above 0. A case with such an argument holds if ours refuses it.
 */
final class DocumentedRanges {
    private static final Range NOT_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY, false);
    private static final Range POSITIVE = new Range(0, Double.POSITIVE_INFINITY, true);
    private static final Range SHARE = new Range(0, 1, false);
    private static final Range DIVISOR = new Range(1e-8, Double.POSITIVE_INFINITY, false);

    private static final Map<String, Range> VICREG = Map.of(
            "lambda_param", NOT_NEGATIVE, "mu_param", NOT_NEGATIVE, "nu_param", NOT_NEGATIVE, "eps", NOT_NEGATIVE);
    private static final Map<String, Range> MSN =
            Map.of("regularization_weight", NOT_NEGATIVE, "me_max_weight", NOT_NEGATIVE);
    private static final Map<String, Range> TEACHER = Map.of(
            "teacher_temp", DIVISOR, "warmup_teacher_temp", DIVISOR, "student_temp", DIVISOR, "center_momentum", SHARE);
    private static final Map<String, Range> WHITENING = Map.of("momentum", SHARE, "eps", SHARE);

    private static final Map<String, Map<String, Range>> BY_TARGET = Map.ofEntries(
            Map.entry("VICRegLoss", VICREG),
            Map.entry("VICRegLLoss", VICREG),
            Map.entry("TiCoLoss", Map.of("beta", SHARE, "rho", NOT_NEGATIVE)),
            Map.entry("HypersphereLoss", Map.of("t", POSITIVE, "lam", NOT_NEGATIVE, "alpha", POSITIVE)),
            Map.entry("FroSSLLoss", Map.of("invariance_weight", NOT_NEGATIVE)),
            Map.entry("EMPSSLLoss", Map.of("tcr_eps", POSITIVE, "inv_coef", NOT_NEGATIVE)),
            Map.entry("KoLeoLoss", Map.of("p", POSITIVE, "eps", NOT_NEGATIVE)),
            Map.entry("MSNLoss", MSN),
            Map.entry("PMSNLoss", MSN),
            Map.entry("PMSNCustomLoss", MSN),
            Map.entry("CO2Regularizer", Map.of("alpha", NOT_NEGATIVE)),
            Map.entry("DCLWLoss", Map.of("sigma", DIVISOR)),
            Map.entry("SwaVLoss", Map.of("temperature", DIVISOR, "sinkhorn_epsilon", DIVISOR)),
            Map.entry("CAPILoss", Map.of("teacher_temperature", DIVISOR, "student_temperature", DIVISOR)),
            Map.entry("DINOLoss", TEACHER),
            Map.entry("IBOTPatchLoss", TEACHER),
            Map.entry("IBOTPlusPlusPatchLoss", TEACHER),
            Map.entry(
                    "VISRegLoss",
                    Map.of("lambda_scale", NOT_NEGATIVE, "lambda_shape", NOT_NEGATIVE, "lambda_center", NOT_NEGATIVE)),
            Map.entry("WMSELoss", WHITENING),
            Map.entry("Whitening2d", WHITENING),
            Map.entry("update_momentum", Map.of("m", SHARE)));

    /** From low to high; {@code open} leaves out low itself. */
    private record Range(double low, double high, boolean open) {
        boolean has(double value) {
            return value <= high && (open ? value > low : value >= low);
        }
    }

    private DocumentedRanges() {}

    /** Whether Lightly computes a case that has an argument which ours refuses. */
    static boolean leavesOut(JsonNode goldenCase) {
        JsonNode args = goldenCase.path("args");
        Map<String, Range> ranges =
                BY_TARGET.getOrDefault(goldenCase.path("target").asText(), Map.of());
        boolean outside = false;
        for (Iterator<String> names = args.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode value = args.get(name);
            outside |= value.isNumber()
                    && ranges.containsKey(name)
                    && !ranges.get(name).has(value.asDouble());
        }
        return outside && !goldenCase.path("expected").has("raises") && !Nonfinite.isExpected(goldenCase);
    }
}
