package dev.selfsame.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Traits;
import java.util.ArrayList;
import java.util.List;

/**
 * What usually makes runs collapse or diverge, by what their methods are like, with what the configuration says of it. A
 * judgement, not a diagnosis.
 */
public final class LikelyCauses {
    /** A target that keeps less than this of itself at a step is hardly another network. */
    private static final double HASTY = 0.9;

    /** Of a method that this version doesn't know, what breaks most of them. */
    private static final Traits UNKNOWN = Traits.of("").withPredictorOnly();

    private LikelyCauses() {}

    static List<String> ofCollapse(Configuration configuration) {
        return ofCollapse(ConfigurationTree.of(configuration));
    }

    /**
     * Of a collapse, the likeliest first; each a few words, such as {@code a target that follows too fast (method.tau
     * 0.5)}. There is always one.
     *
     * @param tree the keys of a {@code config.yaml}, which may be of another version
     */
    public static List<String> ofCollapse(JsonNode tree) {
        Traits traits =
                Methods.traits(tree.path("method").path("name").asText()).orElse(UNKNOWN);
        List<String> causes = new ArrayList<>();
        String hasty = with(tree, "a target that follows too fast", "method.tau");
        boolean isHasty = at(tree, "method.tau").asDouble(1) < HASTY;
        if (isHasty) {
            causes.add(hasty);
        }
        if (traits.predicts()) {
            causes.add("no predictor or one that learns too slowly");
            causes.add("no stop-gradient");
            causes.add("heads without batch norm");
        }
        if (traits.prototypes()) {
            causes.add(
                    with(tree, "all images at one prototype, by a temperature that is too high", "method.temperature"));
        }
        if (traits.negatives()) {
            causes.add(with(tree, "a temperature so high that negatives hardly repel", "method.temperature"));
        }
        if (!traits.predicts() && !traits.prototypes() && !traits.negatives()) {
            causes.add("too little weight on the terms of the loss that keep embeddings apart");
        }
        if (traits.momentum() && !isHasty) {
            causes.add(hasty);
        }
        causes.add(with(tree, "a learning rate that is too high", "optimizer.learning-rate"));
        causes.add(with(tree, "too much weight decay", "optimizer.weight-decay"));
        causes.add(with(tree, "batches that are too small", "batch-size"));
        causes.add("images or views that are nearly all alike");
        return causes;
    }

    /** What to try where the loss is not finite; each a few words, such as {@code a lower optimizer.learning-rate}. */
    static List<String> remediesOfDivergence(Configuration configuration) {
        JsonNode tree = ConfigurationTree.of(configuration);
        List<String> remedies = new ArrayList<>();
        remedies.add(with(tree, "a lower optimizer.learning-rate", "optimizer.learning-rate", "it is "));
        remedies.add(with(tree, "a longer schedule.warmup-epochs", "schedule.warmup-epochs", "it is "));
        if (configuration.run().precision() == Precision.BF16) {
            remedies.add("precision fp32");
        }
        if (at(tree, "method.temperature").isNumber()) {
            remedies.add(with(tree, "a higher method.temperature", "method.temperature", "it is "));
        }
        return remedies;
    }

    /** As a sentence puts them: {@code a, b or c}. */
    static String or(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " or " + parts.get(last);
    }

    private static String with(JsonNode tree, String words, String key) {
        return with(tree, words, key, key + " ");
    }

    /** Words with the value of a key in brackets, if there is such a key. */
    private static String with(JsonNode tree, String words, String key, String before) {
        JsonNode value = at(tree, key);
        return value.isNumber()
                ? words + " (" + before
                        + value.decimalValue().stripTrailingZeros().toPlainString() + ")"
                : words;
    }

    private static JsonNode at(JsonNode tree, String key) {
        JsonNode node = tree;
        for (String part : key.split("\\.", -1)) {
            node = node.path(part);
        }
        return node;
    }
}
