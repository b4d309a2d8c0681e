package dev.selfsame.dashboard;

import dev.selfsame.report.Chart;
import dev.selfsame.report.ChartData;
import dev.selfsame.report.Numbers;
import dev.selfsame.report.Standing;
import dev.selfsame.report.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs as pages are told of them. Numbers are written here, so that all pages write them as the report does. */
final class RunJson {
    private RunJson() {}

    /** A line of the list. */
    static Map<String, Object> row(RunWatch.Shown shown) {
        Standing standing = shown.standing();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", shown.id());
        row.put("name", shown.run().name());
        row.put("method", standing.method());
        row.put("state", word(standing.state()));
        row.put("verdict", word(standing.verdict().state()));
        row.put("headline", standing.verdict().headline());
        row.put("step", standing.step());
        row.put("total", standing.totalSteps());
        row.put("loss", Numbers.text(standing.loss()));
        row.put("spread", Numbers.text(standing.embeddingStd()));
        row.put("knn", Numbers.percent(standing.knnTop1()));
        row.put("left", Numbers.duration(standing.secondsLeft()));
        return row;
    }

    /** All that a page of the run shows. */
    static Map<String, Object> whole(RunWatch.Shown shown, List<Chart> charts) {
        Map<String, Object> whole = told(shown);
        whole.put("charts", ChartData.of(charts));
        whole.put("correlations", shown.standing().correlations());
        return whole;
    }

    /** The same, but of charts only what came. */
    static Map<String, Object> more(RunWatch.Shown shown, Map<String, Object> grown) {
        Map<String, Object> more = told(shown);
        more.put("grown", grown);
        return more;
    }

    private static Map<String, Object> told(RunWatch.Shown shown) {
        Standing standing = shown.standing();
        Verdict verdict = standing.verdict();
        Map<String, Object> told = row(shown);
        told.put("detail", verdict.detail());
        told.put("notes", verdict.notes());
        told.put("figures", standing.figures());
        told.put("configuration", standing.configuration());
        told.put("views", standing.viewsTime());
        return told;
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
