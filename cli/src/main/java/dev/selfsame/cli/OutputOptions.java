package dev.selfsame.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a result goes to standard output. */
final class OutputOptions {
    private static final int LONG_NUMBER = 12;

    @Option(names = "--json", description = "Print the result as JSON and nothing else on standard output.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Prints one result: an object, or its values in a line. */
    void print(Map<String, Object> result) {
        if (json) {
            Json.print(out(), result);
            return;
        }
        StringBuilder line = new StringBuilder();
        result.forEach((key, value) -> line.append(line.isEmpty() ? "" : "  ")
                .append(key.replace('_', ' '))
                .append(' ')
                .append(text(value)));
        say(line.toString());
    }

    /** A value for people: of long or tiny numbers six digits. */
    static String text(Object value) {
        String all = String.valueOf(value);
        return value instanceof Double number && (all.length() > LONG_NUMBER || all.contains("E"))
                ? String.format(Locale.ROOT, "%.6g", number)
                : all;
    }

    /** Prints a list: an array of objects, or a line each with the values of two keys side by side. */
    void print(List<Map<String, Object>> rows, String left, String right) {
        print(rows, left, row -> String.valueOf(row.get(right)));
    }

    /** The same with a text for people that isn't one of the values. */
    void print(List<Map<String, Object>> rows, String left, Function<Map<String, Object>, String> right) {
        if (json) {
            Json.print(out(), rows);
            return;
        }
        int width = rows.stream()
                .mapToInt(row -> String.valueOf(row.get(left)).length())
                .max()
                .orElse(0);
        rows.forEach(row -> say(String.format("%-" + width + "s  %s", row.get(left), right.apply(row))));
    }

    /** Whether JSON is wanted. */
    boolean json() {
        return json;
    }

    /** A line on standard output. */
    void say(String line) {
        out().println(line);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
