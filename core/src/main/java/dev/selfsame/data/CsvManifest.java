package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file (RFC 4180) or, with tabs for commas, of a TSV file, whose first line names the columns. */
final class CsvManifest implements Manifest.Rows {
    private static final String MARK = "\u00EF\u00BB\u00BF"; // what some editors put before UTF-8

    private final Path file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final int columns;
    private final int path;
    private final int label;
    private final int split;
    private @Nullable CSVRecord row;

    private CsvManifest(Path file, CSVParser parser, Map<String, String> chosen) throws IOException {
        this.file = file;
        this.parser = parser;
        this.records = parser.iterator();
        List<String> names = header();
        this.columns = names.size();
        Columns found = new Columns(file, chosen, names, "path", "label", "split");
        String paths = found.find("path", Columns.PATH);
        if (paths == null) {
            throw found.noPaths("");
        }
        this.path = names.indexOf(paths);
        String labels = found.find("label", Columns.LABEL);
        this.label = labels == null ? -1 : names.indexOf(labels);
        String splits = found.find("split", Columns.SPLIT);
        this.split = splits == null ? -1 : names.indexOf(splits);
    }

    /**
     * Opens a file before its first row.
     *
     * @param delimiter what stands between two values
     * @param chosen the names of columns by what they are for
     */
    static CsvManifest open(Path file, char delimiter, Map<String, String> chosen) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a regular file");
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .get();
        // Latin-1 keeps each byte, so that names in any encoding survive.
        Reader reader = Files.newBufferedReader(file, ISO_8859_1);
        try {
            return new CsvManifest(file, CSVParser.parse(reader, format), chosen);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private List<String> header() throws IOException {
        List<String> names = new ArrayList<>();
        if (next() && row != null) {
            for (String name : row) {
                String plain = names.isEmpty() && name.startsWith(MARK) ? name.substring(MARK.length()) : name;
                names.add(Manifest.text(plain));
            }
        }
        if (names.isEmpty()) {
            throw new SourceException("the manifest " + file + " is empty");
        }
        return names;
    }

    @Override
    public boolean next() throws IOException {
        try {
            if (!records.hasNext()) {
                return false;
            }
            row = records.next();
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new IOException(
                    "line " + parser.getCurrentLineNumber() + " is damaged: "
                            + Reason.of(e.getCause() == null ? e : e.getCause()),
                    e);
        }
        if (columns > 0 && row.size() != columns) {
            throw new SourceException(file + " " + place() + ": expected " + columns + " values, got " + row.size());
        }
        return true;
    }

    private String value(int column) {
        return row == null || column < 0 ? "" : row.get(column);
    }

    @Override
    public String path() {
        return value(path);
    }

    @Override
    public String label() {
        return value(label);
    }

    @Override
    public String split() {
        return value(split);
    }

    @Override
    public String place() {
        return "line " + parser.getCurrentLineNumber();
    }

    @Override
    public boolean hasSplits() {
        return split >= 0;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
