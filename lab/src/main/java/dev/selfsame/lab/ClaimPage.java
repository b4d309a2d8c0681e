package dev.selfsame.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** {@code claim.md}: the sentence, the numbers, the figures and the command, for people. */
final class ClaimPage {
    private static final String FILE = "claim.md";

    private ClaimPage() {}

    static void write(Experiment experiment, List<String> commandLine) throws IOException {
        String text = text(
                ClaimJson.of(experiment, commandLine), "# " + experiment.claim().name(), "");
        ClaimJson.text(experiment.directory().resolve(FILE), text);
    }

    /**
     * A section.
     *
     * @param claim of {@code claim.json}
     * @param heading its first line
     * @param figures what stands before the names of figures
     */
    static String text(JsonNode claim, String heading, String figures) {
        List<String> lines = new ArrayList<>();
        lines.add(heading);
        lines.add("");
        lines.add("> " + claim.path("statement").asText());
        lines.add("");
        lines.add("**" + claim.path("sentence").asText() + "**");
        lines.add("");
        if (claim.path("quick").asBoolean()) {
            lines.add("A few steps, to try the program (`--quick`): the numbers say nothing.");
            lines.add("");
        }
        lines.add("- Who says so: " + claim.path("source").asText());
        lines.add("- Rule: " + claim.path("rule").asText());
        lines.add("- Images: " + claim.path("data").asText() + ".");
        lines.add("");
        lines.addAll(table(claim));
        for (JsonNode figure : claim.path("figures")) {
            lines.add("");
            String file = figure.path("file").asText();
            lines.add("![" + claim.path("claim").asText() + ": " + file.replace(".png", "") + "](" + figures + file
                    + ")");
            lines.add("");
            lines.add(figure.path("caption").asText());
        }
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Made by `%s` with version %s; the longest run took %.0f s, all runs together %.0f s.",
                claim.path("command").asText(),
                claim.path("version").asText(),
                claim.path("longest_run_seconds").asDouble(),
                claim.path("run_seconds").asDouble()));
        lines.add("");
        return String.join("\n", lines);
    }

    private static List<String> table(JsonNode claim) {
        List<String> lines = new ArrayList<>();
        lines.add("| variant | kNN top-1 in % | 95 % interval | each seed | spread | effective rank | collapsed |");
        lines.add("|---|---|---|---|---|---|---|");
        JsonNode untrained = claim.path("untrained_knn_top1");
        lines.add("| before training | " + knn(untrained) + " | | | |");
        for (JsonNode variant : claim.path("variants")) {
            int seeds = variant.path("knn_top1").path("values").size();
            String collapsed = variant.path("collapsed").asInt() + " of " + seeds
                    + (variant.path("diverged").asInt() > 0
                            ? ", diverged " + variant.path("diverged").asInt()
                            : "");
            lines.add("| " + variant.path("name").asText() + " | " + knn(variant.path("knn_top1")) + " | "
                    + each(variant.path("embedding_std"), "%.2f", 1) + " | "
                    + each(variant.path("effective_rank"), "%.1f", 1)
                    + " of " + variant.path("rank_bound").asInt() + " | " + collapsed + " |");
        }
        return lines;
    }

    private static String knn(JsonNode estimate) {
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f to %.1f | %s",
                100 * estimate.path("mean").asDouble(),
                100 * estimate.path("low").asDouble(),
                100 * estimate.path("high").asDouble(),
                each(estimate.path("values"), "%.1f", 100));
    }

    private static String each(JsonNode values, String format, double times) {
        return String.join(
                ", ",
                StreamSupport.stream(values.spliterator(), false)
                        .map(value ->
                                value.isNull() ? "–" : String.format(Locale.ROOT, format, times * value.asDouble()))
                        .toList());
    }
}
