package dev.selfsame.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all pages share. Whatever comes from a run is escaped, and the page's policy lets no script run but those that are
 * ours, known by their hashes, and nothing be loaded from anywhere.
 */
final class Page {
    private static final List<String> SCRIPTS =
            List.of(Resources.UPLOT_SCRIPT, Resources.CHARTS_SCRIPT, Resources.MAP_SCRIPT, Resources.PAGE_SCRIPT);

    private Page() {}

    /**
     * A whole page.
     *
     * @param title as text
     * @param kind what it is, as text
     * @param main its content, as markup
     * @param data what its script draws: {@code charts}, and {@code map} where there is one
     */
    static String of(String title, String kind, String main, Map<String, Object> data) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("policy", String.join(" ", SCRIPTS.stream().map(Markup::hash).toList()));
        values.put("title", Markup.escape(title));
        values.put("kind", Markup.escape(kind));
        values.put("uplot-style", Resources.UPLOT_STYLE);
        values.put("style", Resources.STYLE);
        values.put("main", main);
        values.put("uplot-license", Markup.escape(Resources.UPLOT_LICENSE));
        values.put("data", Markup.json(data));
        values.put(
                "scripts", String.join("\n", SCRIPTS.stream().map(Page::script).toList()));
        return Markup.fill(Resources.TEMPLATE, values);
    }

    private static String script(String text) {
        return "<script>" + text + "</script>";
    }

    /** A place for each chart, which says in words what the chart will show. */
    static String figures(List<Chart> charts) {
        return String.join("\n", charts.stream().map(Page::figure).toList());
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

    /** Names and values as a list of terms. */
    static String list(Map<String, String> facts) {
        StringBuilder markup = new StringBuilder();
        facts.forEach((name, value) -> markup.append("<div><dt>")
                .append(Markup.escape(name))
                .append("</dt><dd>")
                .append(Markup.escape(value))
                .append("</dd></div>\n"));
        return markup.toString();
    }

    /** A paragraph each. */
    static String paragraphs(List<String> notes) {
        StringBuilder markup = new StringBuilder();
        notes.forEach(note -> markup.append("<p>").append(Markup.escape(note)).append("</p>"));
        return markup.toString();
    }
}
