package dev.selfsame.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.report.Metrics.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a reader wants to know at a glance, as name and value. */
final class Facts {
    private Facts() {}

    /** Where the run stands, by its last line. */
    static Map<String, String> figures(Metrics metrics) {
        Map<String, String> figures = new LinkedHashMap<>();
        Step last = metrics.last();
        figures.put("Loss", Numbers.text(last.loss()));
        figures.put("Embedding spread", Numbers.text(last.embeddingStd()));
        figures.put("Effective rank", rank(last));
        List<Metrics.Probe> probes = metrics.probes();
        if (!probes.isEmpty()) {
            Metrics.Probe probe = probes.get(probes.size() - 1);
            figures.put("kNN top-1", Numbers.percent(probe.top1()));
            if (Double.isFinite(probe.chance())) {
                figures.put("Chance", Numbers.percent(probe.chance()));
            }
        }
        figures.put(
                "Images per second",
                Numbers.text(Math.rint(Numbers.median(
                        metrics.steps().stream().map(Step::imagesPerSecond).toList()))));
        figures.put("Training time", Numbers.duration(last.seconds()));
        return figures;
    }

    private static String rank(Step last) {
        if (!Double.isFinite(last.effectiveRank())) {
            return Numbers.text(Double.NaN);
        }
        String rank = String.format(Locale.ROOT, "%.1f", last.effectiveRank());
        return last.rankBound() > 0 ? rank + " of " + Numbers.text(last.rankBound()) : rank;
    }

    /** What was run, on what. What the files don't say is left out. */
    static Map<String, String> configuration(RunFiles files) {
        JsonNode config = files.configuration();
        JsonNode provenance = files.provenance();
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "Method", text(config, "method", "name"), " (recipe ", text(config, "recipe"), ")");
        put(
                facts,
                "Backbone",
                text(config, "backbone", "name"),
                ", base width ",
                text(config, "backbone", "base-width"),
                ", " + text(config, "backbone", "stem") + " stem");
        put(facts, "Images", text(provenance, "data", "source"), "", "", "");
        put(facts, "Views", text(config, "views", "size"), " px, as ", text(config, "views", "kind"), "");
        put(facts, "Epochs", text(config, "epochs"), ", batches of ", text(config, "batch-size"), "");
        put(
                facts,
                "Optimizer",
                text(config, "optimizer", "name"),
                ", learning rate ",
                text(config, "optimizer", "learning-rate"),
                " at a batch of " + text(config, "optimizer", "reference-batch"));
        put(facts, "Seed", text(config, "seed"), ", precision ", text(config, "precision"), "");
        put(
                facts,
                "Machine",
                text(provenance, "machine", "cpu"),
                ", device ",
                text(config, "device"),
                ", threads " + text(config, "threads"));
        put(facts, "Started", text(provenance, "start"), "", "", "");
        put(facts, "Ended", text(provenance, "end"), "", "", "");
        put(facts, "Version", text(provenance, "version"), "", "", "");
        return facts;
    }

    private static void put(
            Map<String, String> facts, String name, String value, String before, String more, String after) {
        if (!value.isEmpty()) {
            facts.put(name, more.isEmpty() ? value : value + before + more + after);
        }
    }

    private static String text(JsonNode tree, String... path) {
        JsonNode node = tree;
        for (String key : path) {
            node = node.path(key);
        }
        return node.asText();
    }
}
