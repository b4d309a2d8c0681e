package dev.selfsame.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills the template. Whatever comes from a run is escaped, and the page's policy lets no script run but the two that are
 * ours, known by their hashes, and nothing be loaded from anywhere.
 */
final class Page {
    private Page() {}

    static String of(RunFiles files, Verdict verdict) {
        List<Chart> charts = Charts.of(files.metrics());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("policy", Markup.hash(Resources.UPLOT_SCRIPT) + " " + Markup.hash(Resources.SCRIPT));
        values.put("title", Markup.escape(files.name()));
        values.put("uplot-style", Resources.UPLOT_STYLE);
        values.put("style", Resources.STYLE);
        values.put("uplot-license", Markup.escape(Resources.UPLOT_LICENSE));
        values.put("uplot-script", Resources.UPLOT_SCRIPT);
        values.put("script", Resources.SCRIPT);
        values.put("state", verdict.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        values.put("headline", Markup.escape(verdict.headline()));
        values.put("detail", Markup.escape(verdict.detail()));
        values.put("notes", notes(verdict.notes()));
        values.put("figures", list(Facts.figures(files.metrics())));
        values.put("configuration", list(Facts.configuration(files)));
        values.put("scores", scores(files.scores()));
        values.put("charts", String.join("\n", charts.stream().map(Page::figure).toList()));
        values.put("views", views(files.views()));
        values.put("yaml", Markup.escape(files.configurationText().strip()));
        values.put("provenance", Markup.escape(files.provenanceText().strip()));
        values.put("data", Markup.json(charts.stream().map(Page::data).toList()));
        return Markup.fill(Resources.TEMPLATE, values);
    }

    private static String notes(List<String> notes) {
        StringBuilder markup = new StringBuilder();
        notes.forEach(note -> markup.append("<p>").append(Markup.escape(note)).append("</p>"));
        return markup.toString();
    }

    private static String list(Map<String, String> facts) {
        StringBuilder markup = new StringBuilder();
        facts.forEach((name, value) -> markup.append("<div><dt>")
                .append(Markup.escape(name))
                .append("</dt><dd>")
                .append(Markup.escape(value))
                .append("</dd></div>\n"));
        return markup.toString();
    }

    private static String scores(Map<String, Double> scores) {
        if (scores.isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        scores.forEach((name, top1) -> rows.append(String.format(
                Locale.ROOT,
                "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"bar\"><span style=\"width:%.1f%%\"></span></td></tr>%n",
                Markup.escape(name),
                Numbers.percent(top1),
                100 * top1)));
        return "<section aria-labelledby=\"scores-title\"><h2 id=\"scores-title\">What it learned</h2>"
                + "<p>Test images whose class their nearest neighbours name (kNN top-1). Training never saw a label.</p>"
                + "<table class=\"scores\">" + rows + "</table></section>";
    }

    private static String figure(Chart chart) {
        return Markup.fill(
                """
                <figure id="{{id}}" role="group" aria-labelledby="{{id}}-title">
                <figcaption><h3 id="{{id}}-title">{{title}}</h3><p>{{meaning}}</p></figcaption>
                <div class="plot"></div>
                <p class="summary">{{summary}}</p>
                </figure>""",
                Map.of(
                        "id", chart.id(),
                        "title", Markup.escape(chart.title()),
                        "meaning", Markup.escape(chart.meaning()),
                        "summary", Markup.escape(chart.summary())));
    }

    private static String views(String base64) {
        if (base64.isEmpty()) {
            return "";
        }
        return "<section aria-labelledby=\"views-title\"><h2 id=\"views-title\">Images and their views</h2>"
                + "<p>Left the image, then what the network was shown of it. It learns to give the views of one image"
                + " the same embedding.</p><img class=\"views\" alt=\"Images, a row each, and their views\""
                + " src=\"data:image/png;base64," + base64 + "\"></section>";
    }

    /** What the page's script draws. */
    private static Map<String, Object> data(Chart chart) {
        List<Object> series = new ArrayList<>();
        for (Chart.Series one : chart.series()) {
            series.add(Map.of(
                    "name",
                    one.name(),
                    "values",
                    one.values().stream().map(Page::number).toList()));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", chart.id());
        data.put("title", chart.title() + ": " + chart.summary());
        data.put("percent", chart.format() == Chart.Format.PERCENT);
        data.put("steps", chart.steps());
        data.put("series", series);
        data.put("lines", chart.lines());
        return data;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? Numbers.rounded(value) : null;
    }
}
