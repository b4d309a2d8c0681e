package dev.selfsame.cli;

import dev.selfsame.curate.ImageLocations;
import dev.selfsame.data.AtomicFile;
import dev.selfsame.data.ImageList;
import dev.selfsame.data.TabSeparated;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The lists that a command of {@code curate} writes. */
final class ListOptions {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "LIST",
            description = "List to write, as train --data takes it. Scores go beside it, as in LIST.scores.tsv.")
    private Path out = Path.of("");

    @Option(
            names = "--rest",
            paramLabel = "LIST",
            description = "Another list to write, of all other images. Default: none")
    private @Nullable Path rest;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** A table of scores: a line of column names, then lines of values. */
    record Table(String columns, int lines, IntFunction<Object[]> line) {}

    /** {@code LIST.scores.tsv}. */
    private Path scores() {
        return out.resolveSibling(out.getFileName() + ".scores.tsv");
    }

    /**
     * Looks at what is to be written, before the work begins.
     *
     * @param inputs what the command reads
     * @param sheet that it writes too, null for none
     */
    void require(List<String> inputs, @Nullable Path sheet) throws IOException {
        List<Path> outputs = new ArrayList<>(List.of(out, scores()));
        if (rest != null) {
            outputs.add(rest);
        }
        if (sheet != null) {
            outputs.add(sheet);
        }
        Outputs.requireApart(spec.commandLine(), outputs, inputs);
        Outputs.requireWritable(outputs);
    }

    /**
     * Writes the lists and the table.
     *
     * @param chosen rows in the order that is wanted
     * @param others all other rows
     * @param label of a row for the list, where the source's isn't meant
     * @param result gets where they are, and how many images the source hasn't
     */
    void write(
            CuratedImages set,
            int[] chosen,
            int[] others,
            @Nullable IntFunction<String> label,
            Table table,
            Map<String, Object> result)
            throws IOException {
        write(out, set, chosen, label);
        if (rest != null) {
            write(rest, set, others, label);
        }
        write(table);
        ImageLocations locations = set.locations();
        if (locations != null && locations.missing() > 0) {
            result.put("missing", locations.missing());
        }
        result.put("out", out.toString());
        if (rest != null) {
            result.put("rest", rest.toString());
        }
        result.put("scores", scores().toString());
    }

    private static void write(Path list, CuratedImages set, int[] rows, @Nullable IntFunction<String> label)
            throws IOException {
        ImageLocations locations = set.locations();
        String data = set.data();
        if (locations == null || data == null) {
            ImageList.write(
                    list,
                    Arrays.stream(rows).mapToObj(set.images().names()::get).toList());
            return;
        }
        int[] present =
                Arrays.stream(rows).filter(row -> locations.place(row) >= 0).toArray();
        int[] places = locations.places(present);
        if (label == null) {
            ImageList.write(list, data, locations.source(), places);
        } else {
            ImageList.write(
                    list,
                    data,
                    locations.source(),
                    places,
                    Arrays.stream(present).mapToObj(label).toArray(String[]::new));
        }
    }

    private void write(Table table) throws IOException {
        try (AtomicFile file = AtomicFile.create(scores());
                Writer lines = new BufferedWriter(new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8))) {
            lines.write(table.columns().replace(' ', '\t') + "\n");
            for (int i = 0; i < table.lines(); i++) {
                lines.write(
                        Arrays.stream(table.line().apply(i))
                                        .map(ListOptions::text)
                                        .collect(Collectors.joining("\t")) + "\n");
            }
            lines.flush();
            file.commit();
        }
    }

    /** Numbers to six decimals; what isn't one is empty. */
    private static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            return Double.isNaN(number) ? "" : Json.text(number.doubleValue());
        }
        return value == null ? "" : TabSeparated.escape(value.toString());
    }
}
