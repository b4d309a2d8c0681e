package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.parquet.ParquetColumn;
import dev.selfsame.parquet.ParquetCursor;
import dev.selfsame.parquet.ParquetFile;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a Parquet file with a column of paths. */
final class ParquetManifest implements Manifest.Rows {
    private final int rows;
    private final ParquetCursor paths;
    private final @Nullable ParquetCursor labels;
    private final @Nullable ParquetCursor splits;
    private int row = -1;
    private String path = "";
    private String label = "";
    private String split = "";

    /** The file before its first row. */
    ParquetManifest(ParquetFile file, ParquetTable table) {
        this.rows = file.rows();
        this.paths = file.cursor(Objects.requireNonNull(table.path()));
        this.labels = cursor(file, table.label());
        this.splits = cursor(file, table.split());
    }

    private static @Nullable ParquetCursor cursor(ParquetFile file, @Nullable ParquetColumn column) {
        return column == null ? null : file.cursor(column);
    }

    @Override
    public boolean next() throws IOException {
        row++;
        if (row >= rows) {
            return false;
        }
        byte[] bytes = paths.bytes();
        path = bytes == null ? "" : new String(bytes, ISO_8859_1);
        label = text(labels);
        split = text(splits);
        return true;
    }

    private static String text(@Nullable ParquetCursor column) throws IOException {
        String text = column == null ? null : column.text();
        return text == null ? "" : new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String split() {
        return split;
    }

    @Override
    public String place() {
        return "row " + row;
    }

    @Override
    public boolean hasSplits() {
        return splits != null;
    }

    @Override
    public void close() {}
}
