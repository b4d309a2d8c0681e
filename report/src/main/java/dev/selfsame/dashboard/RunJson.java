package dev.selfsame.dashboard;

import dev.selfsame.report.Chart;
import dev.selfsame.report.ChartData;
import dev.selfsame.report.Numbers;
import dev.selfsame.report.RunStatus;
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
        RunStatus status = shown.status();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", shown.id());
        row.put("name", shown.run().name());
        row.put("method", status.method());
        row.put("state", word(status.state()));
        row.put("verdict", word(status.verdict().state()));
        row.put("headline", status.verdict().headline());
        row.put("step", status.step());
        row.put("total", status.totalSteps());
        row.put("loss", Numbers.text(status.loss()));
        row.put("spread", Numbers.text(status.embeddingStd()));
        row.put("knn", Numbers.percent(status.knnTop1()));
        row.put("left", Numbers.duration(status.secondsLeft()));
        return row;
    }

    /** All that a page of the run shows. */
    static Map<String, Object> whole(RunWatch.Shown shown, List<Chart> charts) {
        Map<String, Object> whole = told(shown);
        whole.put("charts", ChartData.of(charts));
        whole.put("correlations", shown.status().correlations());
        return whole;
    }

    /** The same, but of charts only what came. */
    static Map<String, Object> more(RunWatch.Shown shown, Map<String, Object> grown) {
        Map<String, Object> more = told(shown);
        more.put("grown", grown);
        return more;
    }

    private static Map<String, Object> told(RunWatch.Shown shown) {
        RunStatus status = shown.status();
        Verdict verdict = status.verdict();
        Map<String, Object> told = row(shown);
        told.put("detail", verdict.detail());
        told.put("notes", verdict.notes());
        told.put("figures", status.figures());
        told.put("configuration", status.configuration());
        told.put("views", status.viewsTime());
        return told;
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
