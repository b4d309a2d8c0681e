package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.data.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Parquet (the specification's version 1 pages, plain and uncompressed: floats of embeddings don't compress). Rows are
 * collected into groups of about {@value #GROUP_BYTES} bytes, so memory does not grow with their number.
 *
 * <p>The metadata is written by Apache's own classes. Its writer is not used, because it needs Hadoop, which an
 * embedding program should not inherit.
 */
final class ParquetWriter implements EmbeddingWriter {
    private static final int GROUP_BYTES = 32 << 20;
    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

    private final int dimension;
    private final int groupBytes;
    private final AtomicFile file;
    private final OutputStream out;
    private final ParquetColumn paths = new ParquetColumn(Type.BYTE_ARRAY, 0, 0, "path");
    private final ParquetColumn labels = new ParquetColumn(Type.BYTE_ARRAY, 0, 1, "label");
    private final ParquetColumn embeddings = new ParquetColumn(Type.FLOAT, 1, 2, "embedding", "list", "element");
    private final List<RowGroup> groups = new ArrayList<>();
    private final @Nullable String model;
    private long position;
    private long rows;
    private long groupRows;

    ParquetWriter(Path path, int dimension, @Nullable String model) throws IOException {
        this(path, dimension, model, GROUP_BYTES);
    }

    ParquetWriter(Path path, int dimension, @Nullable String model, int groupBytes) throws IOException {
        this.model = model;
        this.groupBytes = groupBytes;
        this.dimension = dimension;
        this.file = AtomicFile.create(path);
        this.out = new BufferedOutputStream(file.stream(), 1 << 16);
        out.write(MAGIC);
        position = MAGIC.length;
    }

    @Override
    public void write(String name, @Nullable String label, float[] embedding) throws IOException {
        EmbeddingWriter.requireDimension(dimension, embedding);
        paths.add(0, 0, name.getBytes(UTF_8));
        if (label == null) {
            labels.addNull(0, 0);
        } else {
            labels.add(0, 1, label.getBytes(UTF_8));
        }
        embeddings.addList(embedding);
        rows++;
        groupRows++;
        if (embeddings.bytes() + paths.bytes() + labels.bytes() >= groupBytes) {
            endGroup();
        }
    }

    @Override
    public void commit() throws IOException {
        endGroup();
        FileMetaData metadata = new FileMetaData(1, schema(), rows, groups);
        metadata.setCreated_by("selfsame version " + Version.current());
        if (model != null) {
            metadata.addToKey_value_metadata(new KeyValue(MODEL_KEY).setValue(model));
        }
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(metadata, footer);
        out.write(footer.toByteArray());
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        out.write(MAGIC);
        out.flush();
        file.commit();
    }

    private void endGroup() throws IOException {
        if (groupRows == 0) {
            return;
        }
        long start = position;
        List<ColumnChunk> chunks = new ArrayList<>();
        for (ParquetColumn column : List.of(paths, labels, embeddings)) {
            ColumnMetaData written = column.writeTo(out, position);
            chunks.add(new ColumnChunk(position).setMeta_data(written));
            position += written.getTotal_compressed_size();
        }
        groups.add(new RowGroup(chunks, position - start, groupRows));
        groupRows = 0;
    }

    /** Depth first: the root, the two strings, and a list in the three levels that every reader knows. */
    private static List<SchemaElement> schema() {
        return List.of(
                new SchemaElement("embeddings").setNum_children(3),
                string("path", FieldRepetitionType.REQUIRED),
                string("label", FieldRepetitionType.OPTIONAL),
                new SchemaElement("embedding")
                        .setRepetition_type(FieldRepetitionType.REQUIRED)
                        .setNum_children(1)
                        .setConverted_type(ConvertedType.LIST)
                        .setLogicalType(LogicalType.LIST(new ListType())),
                new SchemaElement("list")
                        .setRepetition_type(FieldRepetitionType.REPEATED)
                        .setNum_children(1),
                new SchemaElement("element").setType(Type.FLOAT).setRepetition_type(FieldRepetitionType.OPTIONAL));
    }

    private static SchemaElement string(String name, FieldRepetitionType repetition) {
        return new SchemaElement(name)
                .setType(Type.BYTE_ARRAY)
                .setRepetition_type(repetition)
                .setConverted_type(ConvertedType.UTF8)
                .setLogicalType(LogicalType.STRING(new StringType()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
