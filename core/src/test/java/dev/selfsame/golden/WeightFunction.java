package dev.selfsame.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.loss.DclLoss;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A weight function of DCL's as a golden case describes it, for Lightly gives it both normalised views: a number, a tensor or
 * an array of one weight an image, or the text {@code sum(F, dim=1)}, behind which may stand {@code of the normalised views}
 * and {@code detached} or {@code not detached}. F is {@code (z0 - z1)^2}, {@code abs(z0 - z1)} or {@code z0 * z1}.
 */
final class WeightFunction {
    private static final Pattern SUM =
            Pattern.compile("sum\\((.+), dim=1\\)( of the normali[sz]ed views)?(, (not )?detached)?");

    private WeightFunction() {}

    static DclLoss.Weights of(JsonNode described) {
        if (described.isNumber() || described.isArray() || Golden.isTensor(described)) {
            double[] values = Golden.numbers(described);
            return (anchors, positives) -> Tensor.of(values, values.length).to(anchors.dtype());
        }
        Matcher matcher = SUM.matcher(described.asText().strip());
        if (!matcher.matches()) {
            throw unknown(described);
        }
        String formula = matcher.group(1).replace(" ", "");
        if (!Arrays.asList("(z0-z1)^2", "abs(z0-z1)", "z0*z1").contains(formula)) {
            throw unknown(described);
        }
        boolean detached = matcher.group(3) != null && matcher.group(4) == null;
        return (anchors, positives) -> {
            Tensor weights = each(formula, anchors, positives).sum(1, false);
            return detached ? weights.detach() : weights;
        };
    }

    private static Tensor each(String formula, Tensor z0, Tensor z1) {
        return switch (formula) {
            case "(z0-z1)^2" -> z0.sub(z1).square();
            case "abs(z0-z1)" -> z0.sub(z1).abs();
            default -> z0.mul(z1);
        };
    }

    private static AssertionError unknown(JsonNode described) {
        return new AssertionError("unknown, so not compared: the weight function " + described
                + "; known are numbers and sum(F, dim=1) with F one of (z0 - z1)^2, abs(z0 - z1) and z0 * z1");
    }
}
