package dev.selfsame.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Why a method usually collapses, with what the configuration of the run says about it. */
final class CollapseReasons {
    /** Methods that nothing but a predictor and a stopped gradient keeps from collapsing. */
    private static final Set<String> PREDICTING = Set.of("byol", "nnbyol", "simsiam", "fastsiam", "nnsiam");

    /** A target that keeps less than this of itself at a step is hardly another network. */
    private static final double SLOW_TARGET = 0.9;

    private CollapseReasons() {}

    /** A few sentences. */
    static String of(JsonNode configuration) {
        String method = configuration.path("method").path("name").asText();
        Traits traits = Methods.all().stream()
                .filter(entry -> entry.name().equals(method))
                .map(Methods.Entry::traits)
                .findFirst()
                .orElse(Traits.of(""));
        String reasons = suspect(configuration);
        if (PREDICTING.contains(method)) {
            reasons += "Nothing in " + method + " pushes different images apart: its predictor and the stopped gradient"
                    + (traits.momentum() ? ", and a target that follows slowly," : "")
                    + " keep it from giving every image the same embedding. What usually breaks that: a learning rate or"
                    + " weight decay that is too high, no predictor or one that learns too slowly, heads without batch"
                    + " norm, a batch that is too small"
                    + (traits.momentum() ? ", a target that follows too fast." : ".");
        } else if (traits.prototypes()) {
            reasons += "In " + method + " images are compared by their prototypes, and it collapses where all go to the"
                    + " same one or to all alike: a temperature or learning rate that is too high, prototypes that move"
                    + " too early, a batch (with its queue) of fewer images than prototypes.";
        } else if (traits.negatives()) {
            reasons += "In " + method + " the other images push an embedding away, so that it seldom collapses. What"
                    + " usually leads here: a learning rate that is too high, images that are nearly all alike, a"
                    + " temperature so high that the push is weak.";
        } else if (Methods.all().stream().anyMatch(entry -> entry.name().equals(method))) {
            reasons += "The loss of " + method + " itself asks for embeddings that are spread out, so that it seldom"
                    + " collapses. What usually leads here: a learning rate that is too high, too little weight on the"
                    + " part of the loss that spreads, a batch that is too small to measure it.";
        } else {
            reasons += "What usually leads here: no stop-gradient or no predictor, no batch norm in the heads, a"
                    + " learning rate or weight decay that is too high, a batch that is too small.";
        }
        String settings = settings(configuration);
        return settings.isEmpty() ? reasons : reasons + " This run had " + settings + ".";
    }

    /** What is out of the ordinary, as a sentence with a space behind it; empty where nothing is. */
    private static String suspect(JsonNode configuration) {
        JsonNode tau = configuration.path("method").path("tau");
        if (tau.isNumber() && tau.asDouble() < SLOW_TARGET) {
            return String.format(
                    Locale.ROOT,
                    "Look at method.tau first: at %s the target keeps hardly anything of itself and follows the network"
                            + " at once. ",
                    Numbers.text(tau.asDouble()));
        }
        return "";
    }

    private static String settings(JsonNode configuration) {
        List<String> settings = new ArrayList<>();
        for (String key : List.of(
                "optimizer.learning-rate",
                "optimizer.weight-decay",
                "batch-size",
                "method.tau",
                "method.temperature",
                "method.lambda")) {
            JsonNode value = configuration;
            for (String part : key.split("\\.", -1)) {
                value = value.path(part);
            }
            if (value.isNumber()) {
                settings.add(key + " " + Numbers.text(value.asDouble()));
            }
        }
        return String.join(", ", settings);
    }
}
