package dev.selfsame.report;

import dev.selfsame.train.RunDirectory;
import dev.selfsame.train.RunException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of one run. */
final class RunPage {
    private static final long SEED = 1;

    private RunPage() {}

    /**
     * The whole page.
     *
     * @param images what the encoder makes of them; null to leave that out
     * @param imageNotes what to know about them, a sentence each
     */
    static String of(
            Path directory, RunFiles files, Verdict verdict, @Nullable ReportImages images, List<String> imageNotes) {
        List<Chart> charts = Charts.of(files.metrics());
        List<Chart> spectra = Spectra.of(files.snapshots());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("state", verdict.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        values.put("headline", Markup.escape(verdict.headline()));
        values.put("detail", Markup.escape(verdict.detail()));
        values.put("notes", Page.paragraphs(verdict.notes()));
        values.put("figures", Page.list(Facts.figures(files.metrics())));
        values.put("scores", scores(files.scores()));
        values.put("charts", Page.figures(charts));
        values.put("inside", InsideSection.of(files.snapshots(), Page.figures(spectra)));
        values.put("views", views(directory, files, images));
        values.put("neighbours", images == null ? "" : NeighbourSection.of(images));
        values.put("map", images == null ? "" : MapSection.of(images));
        values.put("image-notes", imageNotes(imageNotes));
        values.put("configuration", Page.list(Facts.configuration(files)));
        values.put("yaml", Markup.escape(files.configurationText().strip()));
        values.put("provenance", Markup.escape(files.provenanceText().strip()));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("charts", ChartData.of(RunData.charts(files)));
        if (images != null) {
            data.put("map", MapSection.data(images));
        }
        return Page.of(files.name(), "Selfsame report", Markup.fill(Resources.RUN_TEMPLATE, values), data);
    }

    private static String views(Path directory, RunFiles files, @Nullable ReportImages images) {
        if (!files.views().isEmpty()) {
            return ViewsSection.of(files.views());
        }
        if (images == null) {
            return "";
        }
        try {
            return ViewsSection.of(
                    images.sample(),
                    RunDirectory.at(directory).readConfiguration().recipe().views(),
                    SEED);
        } catch (RunException e) {
            return "<p class=\"note\">No sheet of views: " + Markup.escape(String.valueOf(e.getMessage())) + "</p>";
        }
    }

    private static String imageNotes(List<String> notes) {
        return notes.isEmpty()
                ? ""
                : "<section aria-labelledby=\"image-notes-title\"><h2 id=\"image-notes-title\">About the images</h2>"
                        + Page.paragraphs(notes) + "</section>";
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
}
