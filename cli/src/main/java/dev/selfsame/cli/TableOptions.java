package dev.selfsame.cli;

import dev.selfsame.data.AtomicFile;
import dev.selfsame.data.Skipped;
import dev.selfsame.evaluate.ClassScore;
import dev.selfsame.evaluate.Classified;
import dev.selfsame.evaluate.Confusion;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a classifier did class by class. */
final class TableOptions {
    private static final String MATRIX = "confusion.csv";
    private static final String PER_CLASS = "per-class.csv";

    @Option(
            names = "--tables",
            paramLabel = "DIR",
            description =
                    "Write confusion.csv (a line a true class, a column a predicted one) and per-class.csv (recall,"
                            + " precision, F1) into this folder. Default: none")
    private @Nullable Path tables;

    @Option(
            names = "--details",
            description = "Say how each class did, too; with --json as the arrays per_class, classes and confusion.")
    private boolean details;

    private interface Table {
        void write(Appendable out) throws IOException;
    }

    /** Fails where the tables can't be written, before the work begins. */
    void requireWritable() throws IOException {
        if (tables != null) {
            Outputs.requireWritable(List.of(tables.resolve(MATRIX), tables.resolve(PER_CLASS)));
        }
    }

    /** Prints the result and writes the tables: in this order, since the result must not be lost where a disk is full. */
    void print(OutputOptions output, Classified result, String input, Skipped skipped) throws IOException {
        Confusion confusion = result.predictions().confusion();
        Map<String, Object> all = FeatureOptions.result(result, input, skipped);
        if (details && output.json()) {
            all.put("per_class", confusion.perClass());
            all.put("classes", confusion.classes());
            all.put("confusion", confusion.counts());
        }
        output.print(all);
        if (details && !output.json()) {
            confusion.perClass().forEach(score -> output.say(line(score)));
        }
        if (tables != null) {
            write(tables.resolve(MATRIX), confusion::writeMatrix);
            write(tables.resolve(PER_CLASS), confusion::writePerClass);
        }
    }

    private static void write(Path file, Table table) throws IOException {
        try (AtomicFile aside = AtomicFile.create(file)) {
            Writer out = new OutputStreamWriter(aside.stream(), StandardCharsets.UTF_8);
            table.write(out);
            out.flush();
            aside.commit();
        }
    }

    private static String line(ClassScore score) {
        return String.format(
                Locale.ROOT,
                "%s: %,d images, recall %s, precision %s, F1 %s",
                score.name(),
                score.images(),
                text(score.recall()),
                text(score.precision()),
                text(score.f1()));
    }

    private static String text(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }
}
