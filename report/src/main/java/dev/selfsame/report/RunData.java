package dev.selfsame.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What there is to draw and to say of a run, as JSON. */
final class RunData {
    private RunData() {}

    /** All charts of a run, in the order of the page. */
    static List<Chart> charts(RunFiles files) {
        return Stream.concat(Charts.of(files.metrics()).stream(), Spectra.of(files.snapshots()).stream())
                .toList();
    }

    static String of(RunFiles files, Verdict verdict) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "verdict",
                Map.of(
                        "state", verdict.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "headline", verdict.headline(),
                        "detail", verdict.detail(),
                        "notes", verdict.notes()));
        data.put("figures", Facts.figures(files.metrics()));
        data.put("charts", ChartData.of(charts(files)));
        List<Object> correlations = new ArrayList<>();
        Correlation.of(files.snapshots())
                .maps()
                .forEach(map -> correlations.add(Map.of(
                        "title", map.title(),
                        "summary", map.summary(),
                        "address", map.address())));
        data.put("correlations", correlations);
        return Markup.json(data);
    }
}
