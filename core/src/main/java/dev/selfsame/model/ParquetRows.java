package dev.selfsame.model;

import dev.selfsame.parquet.ParquetColumn;
import dev.selfsame.parquet.ParquetCursor;
import dev.selfsame.parquet.ParquetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parquet with the columns {@code path}, {@code embedding} and, where there is one, {@code label}. */
final class ParquetRows implements EmbeddingRows {
    private final Path file;
    private final int size;
    private final int dimension;
    private final @Nullable String model;
    private final ParquetCursor paths;
    private final @Nullable ParquetCursor labels;
    private final ParquetCursor embeddings;

    private ParquetRows(ParquetFile parquet) throws IOException {
        this.file = parquet.path();
        this.size = parquet.rows();
        this.model = parquet.metadata().get(EmbeddingWriter.MODEL_KEY);
        ParquetColumn vectors = require(parquet, "embedding", ParquetColumn.Kind.FLOATS);
        this.paths = parquet.cursor(require(parquet, "path", ParquetColumn.Kind.TEXT));
        this.embeddings = parquet.cursor(vectors);
        ParquetColumn labelled = column(parquet, "label");
        boolean readable = labelled != null
                && (labelled.kind() == ParquetColumn.Kind.TEXT || labelled.kind() == ParquetColumn.Kind.INTEGER);
        this.labels = labelled != null && readable ? parquet.cursor(labelled) : null;
        this.dimension = size == 0 ? 0 : parquet.cursor(vectors).floats().length;
    }

    static ParquetRows open(Path file) throws IOException {
        try {
            return new ParquetRows(ParquetFile.open(file));
        } catch (ModelFileException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static ModelFileException damaged(Path file, IOException e) {
        return new ModelFileException(file + ": " + e.getMessage(), e);
    }

    private static ParquetColumn require(ParquetFile parquet, String name, ParquetColumn.Kind kind)
            throws ModelFileException {
        ParquetColumn column = column(parquet, name);
        if (column == null || column.kind() != kind) {
            List<String> there =
                    parquet.columns().stream().map(ParquetColumn::name).toList();
            throw new ModelFileException(parquet.path() + " has no column " + name
                    + (kind == ParquetColumn.Kind.FLOATS ? " of lists of floats" : " of text") + ", only "
                    + String.join(", ", there));
        }
        return column;
    }

    /** By its first name: a list's values lie deeper, by names that differ with the writer. */
    private static @Nullable ParquetColumn column(ParquetFile parquet, String name) {
        for (ParquetColumn column : parquet.columns()) {
            boolean inside =
                    column.kind() == ParquetColumn.Kind.FLOATS && column.name().startsWith(name + ".");
            if (inside || column.name().equals(name)) {
                return column;
            }
        }
        return null;
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
        try {
            String path = paths.text();
            String label = labels == null ? null : labels.text();
            return new Row(path == null ? "" : path, label, embeddings.floats());
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    @Override
    public void close() {
        // a ParquetFile holds nothing open
    }
}
