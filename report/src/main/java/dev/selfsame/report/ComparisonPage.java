package dev.selfsame.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The page of several runs. */
final class ComparisonPage {
    private ComparisonPage() {}

    static String of(List<Comparison.Run> runs) {
        List<Chart> charts = OverlaidCharts.of(runs);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("runs", runs(runs));
        values.put("charts", Page.figures(charts));
        values.put("correlations", correlations(runs));
        values.put("settings", settings(runs));
        return Page.of(
                String.join(", ", runs.stream().map(Comparison.Run::name).toList()),
                "Selfsame comparison",
                Markup.fill(Resources.COMPARISON_TEMPLATE, values),
                Map.of("charts", ChartData.of(charts)));
    }

    private static String runs(List<Comparison.Run> runs) {
        List<Map<String, String>> figures =
                runs.stream().map(run -> Facts.figures(run.files().metrics())).toList();
        Set<String> names = new LinkedHashSet<>();
        figures.forEach(some -> names.addAll(some.keySet()));
        List<String> head = new ArrayList<>(List.of("Run", "Verdict"));
        head.addAll(names);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            List<String> row = new ArrayList<>(
                    List.of(runs.get(i).name(), runs.get(i).verdict().headline()));
            for (String name : names) {
                row.add(figures.get(i).getOrDefault(name, "–"));
            }
            rows.add(row);
        }
        return table(head, rows);
    }

    /** The last matrix of each run that has one. */
    private static String correlations(List<Comparison.Run> runs) {
        Map<String, Correlation> last = new LinkedHashMap<>();
        for (Comparison.Run run : runs) {
            List<Correlation> maps = Correlation.of(run.files().snapshots()).maps();
            if (!maps.isEmpty()) {
                last.put(run.name(), maps.get(maps.size() - 1));
            }
        }
        return last.isEmpty()
                ? ""
                : "<section aria-labelledby=\"inside-title\"><h2 id=\"inside-title\">Inside the embeddings</h2>\n"
                        + InsideSection.heatMaps(last) + "</section>";
    }

    private static String settings(List<Comparison.Run> runs) {
        List<Map<String, String>> all = runs.stream()
                .map(run -> {
                    Map<String, String> keys = new TreeMap<>();
                    flatten("", run.files().configuration(), keys);
                    return keys;
                })
                .toList();
        Set<String> names = new LinkedHashSet<>();
        all.forEach(keys -> names.addAll(keys.keySet()));
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            List<String> row = new ArrayList<>();
            all.forEach(keys -> row.add(keys.getOrDefault(name, "–")));
            if (new LinkedHashSet<>(row).size() > 1) {
                row.add(0, name);
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            return "<p>Nothing: the configurations are equal.</p>";
        }
        List<String> head = new ArrayList<>(List.of("Key of config.yaml"));
        runs.forEach(run -> head.add(run.name()));
        return "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"settings-title\">"
                + "<table class=\"runs\">\n" + table(head, rows) + "</table></div>";
    }

    private static void flatten(String before, JsonNode tree, Map<String, String> into) {
        for (Map.Entry<String, JsonNode> property : tree.properties()) {
            String key = before + property.getKey();
            if (property.getValue().isObject()) {
                flatten(key + ".", property.getValue(), into);
            } else {
                into.put(
                        key,
                        property.getValue().isValueNode()
                                ? property.getValue().asText()
                                : property.getValue().toString());
            }
        }
    }

    private static String table(List<String> head, List<List<String>> rows) {
        StringBuilder markup = new StringBuilder("<thead><tr>");
        head.forEach(name ->
                markup.append("<th scope=\"col\">").append(Markup.escape(name)).append("</th>"));
        markup.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            markup.append("<tr><th scope=\"row\">")
                    .append(Markup.escape(row.get(0)))
                    .append("</th>");
            row.stream().skip(1).forEach(value -> markup.append("<td>")
                    .append(Markup.escape(value))
                    .append("</td>"));
            markup.append("</tr>\n");
        }
        return markup.append("</tbody>\n").toString();
    }
}
