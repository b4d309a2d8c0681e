package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.data.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Comma-separated values (RFC 4180, with line feeds between the rows). */
final class CsvWriter implements EmbeddingWriter {
    private final int dimension;
    private final AtomicFile file;
    private final CSVPrinter printer;
    private final Path path;
    private final @Nullable String model;

    CsvWriter(Path path, int dimension, @Nullable String model) throws IOException {
        this.dimension = dimension;
        this.path = path;
        this.model = model;
        this.file = AtomicFile.create(path);
        CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
        this.printer = new CSVPrinter(
                new BufferedWriter(Channels.newWriter(Channels.newChannel(file.stream()), UTF_8), 1 << 16), format);
        printer.print("path");
        printer.print("label");
        for (int i = 0; i < dimension; i++) {
            printer.print("e" + i);
        }
        printer.println();
    }

    @Override
    public void write(String name, @Nullable String label, float[] embedding) throws IOException {
        EmbeddingWriter.requireDimension(dimension, embedding);
        printer.print(name);
        printer.print(label);
        for (float value : embedding) {
            printer.print(value);
        }
        printer.println();
    }

    @Override
    public void commit() throws IOException {
        printer.flush();
        ModelBeside.remove(path);
        file.commit();
        ModelBeside.write(path, model);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
