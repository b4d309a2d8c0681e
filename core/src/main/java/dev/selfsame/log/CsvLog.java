package dev.selfsame.log;

import dev.selfsame.data.AtomicFile;
import dev.selfsame.train.RunDirectory;
import dev.selfsame.train.TrainingListener;
import dev.selfsame.train.Writing;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code RUN/metrics.csv}: a line of column names, then a row for each line of {@code metrics.jsonl}, that of a probe with
 * {@code knn_top1} and little else. What is not known is empty. On resume, rows past the checkpoint are cut.
 */
public final class CsvLog implements TrainingListener {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    private static final String STEP = "step";
    private static final String EPOCH = "epoch";
    private static final List<String> OF_A_PROBE = List.of(STEP, EPOCH, NamedNumbers.KNN);

    private final Path file;
    private final List<String> columns = new ArrayList<>();

    private @Nullable OutputStream out;

    private CsvLog(Path file) {
        this.file = file;
    }

    /** For the run in a directory. */
    public static CsvLog into(Path run) {
        return new CsvLog(RunDirectory.at(run).metricsCsv());
    }

    @Override
    public void started(Start start) {
        columns.clear();
        Writing.to(file, () -> {
            List<CSVRecord> kept = start.step() == 0 ? List.of() : rowsUpTo(start.step());
            if (kept.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                begin(kept.stream().map(CSVRecord::toList).toList());
            }
        });
    }

    /** Puts other rows in place of the file's, the first being the names, and goes on behind them. */
    private void begin(List<List<String>> rows) throws IOException {
        close();
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row)));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (AtomicFile fresh = AtomicFile.create(file)) {
            fresh.stream().write(bytes, 0, bytes.length);
            fresh.commit();
        }
        columns.clear();
        columns.addAll(rows.get(0));
        out = new FileOutputStream(file.toFile(), true); // unlike a channel, an interrupt leaves it open
    }

    private void close() throws IOException {
        OutputStream closing = out;
        out = null;
        if (closing != null) {
            closing.close();
        }
    }

    /** The line of names and the whole rows that are not past a step; empty where there is no such file. */
    private List<CSVRecord> rowsUpTo(long step) throws IOException {
        List<CSVRecord> kept = new ArrayList<>();
        if (Files.notExists(file)) {
            return kept;
        }
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1); // a killed process may have left half a row
        try (CSVParser rows = CSVParser.parse(whole, FORMAT)) {
            for (CSVRecord row : rows) {
                if (kept.isEmpty() || stepOf(row) <= step) {
                    kept.add(row);
                }
            }
        }
        return kept;
    }

    private static long stepOf(CSVRecord row) {
        try {
            return Long.parseLong(row.get(0));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void logged(StepMetrics metrics) {
        Map<String, Double> numbers = NamedNumbers.of(metrics);
        Map<String, String> row = new TreeMap<>(Map.of(STEP, Long.toString(metrics.step())));
        numbers.forEach((name, value) -> row.put(name, text(value)));
        if (columns.isEmpty() || columns.equals(OF_A_PROBE)) {
            List<String> names = new ArrayList<>(List.of(STEP));
            names.addAll(numbers.keySet());
            names.add(NamedNumbers.KNN);
            Writing.to(file, () -> begin(withProbes(names)));
        }
        write(row);
    }

    /** Names, and the rows of the probes that come before the first line. */
    private List<List<String>> withProbes(List<String> names) throws IOException {
        List<List<String>> rows = new ArrayList<>(List.of(names));
        for (CSVRecord row : columns.isEmpty() ? List.<CSVRecord>of() : rowsUpTo(Long.MAX_VALUE)) {
            if (!row.toList().equals(OF_A_PROBE)) {
                rows.add(cells(names, Map.of(STEP, row.get(0), EPOCH, row.get(1), NamedNumbers.KNN, row.get(2))));
            }
        }
        return rows;
    }

    @Override
    public void probed(long step, int epoch, double knnTop1) {
        Map<String, String> row =
                Map.of(STEP, Long.toString(step), EPOCH, Integer.toString(epoch), NamedNumbers.KNN, text(knnTop1));
        if (columns.isEmpty()) {
            Writing.to(file, () -> begin(List.of(OF_A_PROBE)));
        }
        write(row);
    }

    @Override
    public void ended() {
        Writing.to(file, this::close);
    }

    private void write(Map<String, String> row) {
        OutputStream to = out;
        if (to != null) {
            Writing.to(file, () -> to.write(line(cells(columns, row)).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static List<String> cells(List<String> names, Map<String, String> row) {
        return names.stream().map(name -> row.getOrDefault(name, "")).toList();
    }

    private static String line(List<String> cells) {
        return FORMAT.format(cells.toArray()) + "\n";
    }

    /** Whole numbers without a decimal point. */
    private static String text(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
