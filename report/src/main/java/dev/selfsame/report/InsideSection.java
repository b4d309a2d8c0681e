package dev.selfsame.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the snapshots of a run show: how embeddings fill their dimensions, and how dimensions repeat each other. */
final class InsideSection {
    private InsideSection() {}

    /**
     * The section, empty for a run without snapshots.
     *
     * @param spectra markup of their charts
     */
    static String of(Snapshots snapshots, String spectra) {
        Correlation.Series correlations = Correlation.of(snapshots);
        StringBuilder markup = new StringBuilder();
        markup.append(spectra.isEmpty() ? "" : "<div class=\"charts\">\n" + spectra + "\n</div>\n");
        if (!correlations.maps().isEmpty()) {
            Map<String, Correlation> bySteps = new LinkedHashMap<>();
            correlations.maps().forEach(map -> bySteps.put(map.title(), map));
            markup.append(heatMaps(bySteps));
        }
        snapshots.unreadable().forEach(line -> markup.append(note(line)));
        correlations.unreadable().forEach(line -> markup.append(note(line)));
        return markup.isEmpty()
                ? ""
                : "<section aria-labelledby=\"inside-title\"><h2 id=\"inside-title\">Inside the embeddings</h2>\n"
                        + "<p>Measured on a batch at some steps of the run.</p>\n" + markup + "</section>";
    }

    private static String note(String line) {
        return "<p class=\"note\">Left out, as it can't be read: " + Markup.escape(line) + "</p>\n";
    }

    /**
     * Pictures side by side.
     *
     * @param maps at least one, under their titles
     */
    static String heatMaps(Map<String, Correlation> maps) {
        StringBuilder markup = new StringBuilder();
        markup.append("<h3>Cross-correlation of two views</h3>\n<p class=\"note\">Each row is a dimension of one view's"
                + " embedding, each column one of the other view's; a light diagonal on grey, the identity, says that"
                + " the views agree in every dimension and no dimension repeats another. Barlow Twins asks for that;"
                + " other methods come near it or don't. It is of one batch: of N images, dimensions that have nothing to"
                + " do with each other come to about 1/√N by chance, 0.09 of 128. Of larger embeddings a run keeps the"
                + " first 128 dimensions.");
        int dimensions =
                maps.values().stream().mapToInt(Correlation::dimensions).max().orElse(0);
        if (dimensions > Correlation.MOST) {
            markup.append(String.format(
                    Locale.ROOT,
                    " Drawn are the first %d of the %,d that this run kept; the numbers are of all of them.",
                    Correlation.MOST,
                    dimensions));
        }
        markup.append("</p>\n<div class=\"scale\" role=\"img\" aria-label=\"Colours: dark is -1, grey 0, light 1\">"
                + "<i></i><span><b>−1</b><b>0</b><b>1</b></span></div>\n<div class=\"heatmaps\">\n");
        maps.forEach((title, map) -> markup.append(figure(Markup.escape(title), map)));
        return markup.append("</div>\n").toString();
    }

    private static String figure(String title, Correlation map) {
        return "<figure><figcaption><h4>" + title + "</h4></figcaption><img alt=\"Cross-correlation, " + title + ": "
                + map.summary() + "\" src=\"" + map.address() + "\"><p class=\"summary\">" + map.summary()
                + "</p></figure>\n";
    }
}
