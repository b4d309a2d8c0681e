package dev.selfsame.report;

import dev.selfsame.report.NeighbourRows.Row;
import dev.selfsame.report.NeighbourRows.Shown;
import java.util.Locale;

/** Images with those that the encoder takes for most alike. */
final class NeighbourSection {
    private NeighbourSection() {}

    static String of(ReportImages images) {
        NeighbourRows neighbours = images.neighbours();
        boolean labelled = !Double.isNaN(neighbours.agreement());
        StringBuilder markup = new StringBuilder();
        markup.append(
                "<section aria-labelledby=\"neighbours-title\"><h2 id=\"neighbours-title\">Nearest neighbours</h2>\n"
                        + "<p>Left an image, then those of the sample whose embeddings are most alike, by the cosine.");
        if (labelled) {
            markup.append(String.format(
                    Locale.ROOT,
                    " Under a neighbour, = says that it is of the same class, ≠ that it is of another. Of the neighbours"
                            + " of all images of the sample, %s are of the same class; training saw no class.",
                    Numbers.percent(neighbours.agreement())));
        }
        markup.append("</p>\n<ol class=\"neighbours\">\n");
        for (Row row : neighbours.rows()) {
            markup.append("<li>").append(picture(row.query(), caption(row.query()), "query", "&nbsp;"));
            for (Shown shown : row.neighbours()) {
                markup.append(neighbour(row.query(), shown, labelled));
            }
            markup.append("</li>\n");
        }
        return markup.append("</ol>\n</section>").toString();
    }

    private static String neighbour(Shown query, Shown shown, boolean labelled) {
        boolean same = query.label() != null && query.label().equals(shown.label());
        String text = String.format(Locale.ROOT, "%s, cosine %.2f", caption(shown), shown.cosine());
        return labelled
                ? picture(
                        shown,
                        text + (same ? ", same class" : ", another class"),
                        same ? "same" : "other",
                        same ? "=" : "≠")
                : picture(shown, text, "any", "");
    }

    private static String caption(Shown shown) {
        return shown.label() == null ? shown.name() : shown.name() + ", class " + shown.label();
    }

    private static String picture(Shown shown, String text, String kind, String sign) {
        String escaped = Markup.escape(text);
        return "<span class=\"" + kind + "\"><img alt=\"" + escaped + "\" title=\"" + escaped + "\" src=\""
                + Thumbnails.address(shown.thumbnail()) + "\"><i aria-hidden=\"true\">" + sign + "</i></span>";
    }
}
