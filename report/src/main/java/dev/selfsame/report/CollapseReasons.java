package dev.selfsame.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Traits;
import dev.selfsame.train.LikelyCauses;

/** What keeps a method's embeddings apart, and what has usually happened where they aren't. */
final class CollapseReasons {
    private CollapseReasons() {}

    /** A few sentences. */
    static String of(JsonNode configuration) {
        String method = configuration.path("method").path("name").asText();
        return Methods.traits(method)
                        .map(traits -> whatKeepsApart(method, traits) + " ")
                        .orElse("")
                + "What usually leads here, the likeliest first: "
                + String.join("; ", LikelyCauses.ofCollapse(configuration)) + ".";
    }

    private static String whatKeepsApart(String method, Traits traits) {
        if (traits.predicts()) {
            return "Nothing in " + method + " pushes different images apart: its predictor and the stopped gradient"
                    + (traits.momentum() ? ", and a target that follows slowly," : "")
                    + " keep it from giving every image the same embedding.";
        }
        if (traits.prototypes()) {
            return "In " + method
                    + " images are compared by their prototypes, and it collapses where all go to the same"
                    + " one or to all alike.";
        }
        return traits.negatives()
                ? "In " + method + " the other images push an embedding away, so that it seldom collapses."
                : "The loss of " + method
                        + " itself asks for embeddings that are spread out, so that it seldom collapses.";
    }
}
