package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Writes {@code performance.md} from what was measured. */
final class Report {
    private static final String QUICK_PAIRS = "; **quick**";
    private static final String QUICK =
            "\n**Some of this was measured with `--quick`, to try the program: those figures say nothing.**";

    private final StringBuilder text = new StringBuilder();

    private Report() {}

    /**
     * The whole page.
     *
     * @param before the page as it was: its cases stay where they were not measured anew
     * @param command that measured, as it was typed
     */
    static String of(Results results, Page before, String command) {
        Page now = new Page(parts(results, Report::aims), parts(results, Report::section));
        Map<String, String> aims = joined(before.aims(), now.aims());
        Map<String, String> sections = joined(before.sections(), now.sections());
        Report report = new Report();
        report.line("# Performance\n");
        report.line((sections.size() == now.sections().size()
                        ? "Written by `" + command + "`"
                        : "Written by calls of `benchmarks/run`, the last `" + command
                                + "`; the cases say when, of which commit and at what speed of the machine each was"
                                + " measured, and the table of the machine is that of the last")
                + "; [benchmarks/README.md](../../benchmarks/README.md) says how it measures."
                + " Ours and the peers' processes ran by turns, one at a time, with `OPENBLAS_*` unset. A ratio is the"
                + " median of the pairs' ratios, with the lowest and the highest behind it.");
        if (sections.values().stream().anyMatch(section -> section.contains(QUICK_PAIRS))) {
            report.line(QUICK);
        }
        report.line("\n## Aims");
        report.row("", "", "ratio", "aim", "");
        report.line("|---|---|---|---|---|");
        aims.values().forEach(report.text::append);
        sections.values().forEach(section -> report.text.append('\n').append(section));
        report.machine(results);
        return report.text.toString();
    }

    /** By the names of the cases, in their order. */
    private static Map<String, String> parts(Results results, BiConsumer<Report, CaseResult> written) {
        Map<String, String> parts = new TreeMap<>();
        for (CaseResult each : results.cases()) {
            Report part = new Report();
            written.accept(part, each);
            parts.put(letter(each), part.text.toString());
        }
        return parts;
    }

    private static Map<String, String> joined(Map<String, String> before, Map<String, String> now) {
        Map<String, String> all = new TreeMap<>(before);
        all.putAll(now);
        return all;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void row(Object... cells) {
        line(List.of(cells).stream().map(Object::toString).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void aims(CaseResult each) {
        for (Comparison comparison : each.comparisons()) {
            if (comparison.aim() != 0) {
                Spread ratio = each.ratio(comparison);
                row(
                        letter(each),
                        comparison.what(),
                        told(ratio),
                        aim(comparison),
                        comparison.reached(ratio) ? "reached" : "**missed**");
            }
        }
    }

    private static String letter(CaseResult each) {
        return "(" + each.id().charAt(0) + ")" + each.id().substring(1).replace('-', ' ');
    }

    private static String aim(Comparison comparison) {
        return (comparison.kind().atLeast ? "at least " : "at most ") + plain(comparison.aim());
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String told(Spread spread) {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", spread.median(), spread.lowest(), spread.highest());
    }

    private void section(CaseResult each) {
        line("## " + letter(each) + ": " + each.title());
        line(each.about());
        line("");
        int pairs = each.sides().stream()
                .mapToInt(side -> side.samples().size())
                .min()
                .orElse(0);
        line(String.format(
                Locale.ROOT,
                "%d pairs, %s; just before, other things kept %.2f cores busy%s.",
                pairs,
                each.measured(),
                each.busyCores(),
                each.quick() ? QUICK_PAIRS : ""));
        line("");
        sides(each);
        line("");
        row("", "ratio", "aim");
        line("|---|---|---|");
        for (Comparison comparison : each.comparisons()) {
            row(comparison.what(), told(each.ratio(comparison)), comparison.aim() == 0 ? "" : aim(comparison));
        }
        each.sides().forEach(this::parts);
        verdicts(each.verdicts());
        line("\n```");
        each.sides().forEach(side -> line(side.command().replace("{workers}", Integer.toString(side.workers()))));
        line("```");
    }

    private void sides(CaseResult each) {
        row("", each.unit(), "lowest–highest", "workers (tried)", "peak memory, MiB");
        line("|---|---|---|---|---|");
        for (SideResult side : each.sides()) {
            if (isParts(side)) {
                continue; // its own table follows
            }
            Spread spread = side.spread();
            row(
                    side.label(),
                    value(spread.median()),
                    value(spread.lowest()) + "–" + value(spread.highest()),
                    workers(side),
                    side.peakMib() == 0 ? "" : String.format(Locale.ROOT, "%,.0f", side.peakMib()));
        }
    }

    private static String workers(SideResult side) {
        if (side.workers() < 0) {
            return "";
        }
        String tried = side.tried().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
                .collect(Collectors.joining(", "));
        return side.workers() + (tried.isEmpty() ? "" : " (" + tried + ")");
    }

    /** Three digits or more. */
    private static String value(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static boolean isParts(SideResult side) {
        return side.samples().stream().anyMatch(sample -> sample.told().has("milliseconds"));
    }

    /** Where a view's time goes, if the side told. */
    private void parts(SideResult side) {
        Map<String, List<Double>> parts = new LinkedHashMap<>();
        for (Sample sample : side.samples()) {
            for (Map.Entry<String, JsonNode> part :
                    sample.told().path("milliseconds").properties()) {
                parts.computeIfAbsent(part.getKey(), name -> new ArrayList<>())
                        .add(part.getValue().asDouble());
            }
        }
        if (parts.isEmpty()) {
            return;
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        parts.forEach((name, values) -> medians.put(name, Spread.of(values).median()));
        double sum = medians.values().stream().mapToDouble(Double::doubleValue).sum();
        line("\nWhere the time of an image and its pair goes, on one thread:\n");
        row("part", "ms an image", "share");
        line("|---|---|---|");
        medians.forEach((name, milliseconds) -> row(
                name,
                String.format(Locale.ROOT, "%.3f", milliseconds),
                String.format(Locale.ROOT, "%.0f %%", 100 * milliseconds / sum)));
        row("sum", String.format(Locale.ROOT, "%.3f", sum), "");
    }

    private void verdicts(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        line("\nThe same work:");
        verdicts.forEach(verdict -> line("- " + (verdict.same() ? "" : "**not the same**: ") + verdict.what()));
    }

    private void machine(Results results) {
        line("\n## Machine and versions");
        row("", "");
        line("|---|---|");
        results.machine().forEach(this::row);
        results.peers().forEach((name, version) -> row("peers' " + name, version));
    }
}
