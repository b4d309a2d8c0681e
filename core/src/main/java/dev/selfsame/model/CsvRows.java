package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Comma-separated values as {@link CsvWriter} writes them. */
final class CsvRows implements EmbeddingRows {
    private final Path file;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final int size;
    private final int dimension;
    private final @Nullable String model;

    private CsvRows(Path file, CSVParser parser, int size) throws IOException {
        this.file = file;
        this.model = ModelBeside.read(file);
        this.parser = parser;
        this.records = parser.iterator();
        this.size = size;
        CSVRecord header = record();
        this.dimension = header.size() - 2;
        boolean ours = dimension > 0
                && header.get(0).replace("\uFEFF", "").equals("path") // which spreadsheets put at the beginning
                && header.get(1).equals("label");
        for (int i = 0; ours && i < dimension; i++) {
            ours = header.get(i + 2).equals("e" + i);
        }
        if (!ours) {
            throw new ModelFileException(file + " does not begin with the columns path, label, e0, e1, …");
        }
    }

    static CsvRows open(Path file) throws IOException {
        int lines = records(file);
        if (lines == 0) {
            throw new ModelFileException(file + " is empty");
        }
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8.newDecoder()), 1 << 16);
        try {
            return new CsvRows(file, CSVParser.parse(reader, CSVFormat.RFC4180), lines - 1);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** How many records there are: line ends outside of quotes. */
    private static int records(Path file) throws IOException {
        int count = 0;
        boolean quoted = false;
        int last = '\n';
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                quoted ^= next == '"';
                if (next == '\n' && !quoted) {
                    count++;
                }
                last = next;
            }
        }
        if (quoted || last != '\n') {
            throw new ModelFileException(file + " is cut off: its last line does not end");
        }
        return count;
    }

    private CSVRecord record() throws IOException {
        try {
            return records.next();
        } catch (UncheckedIOException | IllegalStateException | NoSuchElementException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new ModelFileException(file + " is not " + UTF_8, e);
            }
            throw new ModelFileException(file + " is damaged in line " + parser.getCurrentLineNumber(), e);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public @Nullable String model() {
        return model;
    }

    @Override
    public Row next() throws IOException {
        CSVRecord record = record();
        if (record.size() != dimension + 2) {
            throw new ModelFileException(file + " line " + parser.getCurrentLineNumber() + ": expected "
                    + (dimension + 2) + " values, got " + record.size());
        }
        float[] embedding = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            embedding[i] = number(record.get(i + 2));
        }
        return new Row(record.get(0), record.get(1).isEmpty() ? null : record.get(1), embedding);
    }

    private float number(String text) throws ModelFileException {
        try {
            return Float.parseFloat(text);
        } catch (NumberFormatException e) {
            throw new ModelFileException(
                    file + " line " + parser.getCurrentLineNumber() + ": expected a number, got '" + text + "'", e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
