package dev.selfsame.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.train.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How loss, spread, rank and kNN went over a whole run, from its metrics: a curve of block characters each, or a line. */
final class RunCurves {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 40;

    /**
     * One of them.
     *
     * @param name in the summary
     * @param values over the run, at least two
     * @param least drawn lowest
     * @param most drawn highest
     * @param format of a value
     * @param unit behind the last value
     */
    private record Curve(String name, List<Double> values, double least, double most, String format, String unit) {
        private String value(int i) {
            return String.format(Locale.ROOT, format, values.get(i));
        }

        String drawn() {
            return String.format(
                    Locale.ROOT,
                    "%-7s %-" + WIDTH + "s  %s → %s%s",
                    name,
                    blocks(),
                    value(0),
                    value(values.size() - 1),
                    unit);
        }

        String said() {
            return name + " " + value(0) + " to " + value(values.size() - 1) + unit;
        }

        /** A character for each value, or the mean of some that stand together. */
        private String blocks() {
            int width = Math.min(WIDTH, values.size());
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < width; i++) {
                int from = i * values.size() / width;
                int to = (i + 1) * values.size() / width;
                double mean = values.subList(from, to).stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                double height = most > least ? (mean - least) / (most - least) : 0.5;
                int level = (int) Math.round(height * (BLOCKS.length() - 1));
                text.append(BLOCKS.charAt(Math.max(0, Math.min(BLOCKS.length() - 1, level))));
            }
            return text.toString();
        }
    }

    private RunCurves() {}

    /**
     * The summary; empty where there is nothing to compare, or the metrics can't be read.
     *
     * @param blocks whether whoever reads it can see Unicode's block characters
     */
    static List<String> lines(Path run, boolean blocks) {
        List<Curve> curves;
        try {
            curves = curves(Files.readAllLines(RunDirectory.at(run).metrics()));
        } catch (IOException e) {
            return List.of(); // the run itself is well
        }
        if (curves.isEmpty()) {
            return List.of();
        }
        return blocks
                ? curves.stream().map(Curve::drawn).toList()
                : List.of(String.join(", ", curves.stream().map(Curve::said).toList()));
    }

    private static List<Curve> curves(List<String> lines) throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        for (String line : lines) {
            entries.add(JSON.readTree(line));
        }
        List<Curve> curves = new ArrayList<>();
        List<Double> loss = values(entries, "loss");
        add(curves, new Curve("loss", loss, least(loss), most(loss), "%.4g", ""));
        add(curves, new Curve("spread", values(entries, "embedding_std"), 0, 1, "%.2f", ""));
        double bound = most(values(entries, "rank_bound"));
        String of = String.format(Locale.ROOT, " of %.0f", bound);
        add(curves, new Curve("rank", values(entries, "effective_rank"), 0, bound, "%.1f", of));
        List<Double> percent =
                values(entries, "knn_top1").stream().map(top1 -> 100 * top1).toList();
        add(curves, new Curve("kNN", percent, 0, 100, "%.1f", " %"));
        return curves;
    }

    private static void add(List<Curve> curves, Curve curve) {
        if (curve.values.size() > 1) {
            curves.add(curve);
        }
    }

    private static List<Double> values(List<JsonNode> entries, String key) {
        return entries.stream()
                .map(entry -> entry.path(key))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .toList();
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    private static double most(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
