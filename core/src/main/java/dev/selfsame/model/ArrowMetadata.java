package dev.selfsame.model;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * What an Arrow file says around its values, by Apache's own classes. Its vectors are not used: they want memory of
 * their own and a JVM that opens {@code java.nio} to them.
 */
final class ArrowMetadata {
    /**
     * Where a batch lies.
     *
     * @param offset of its message in the file
     * @param head bytes of the message with what stands before it
     * @param body bytes of the values
     */
    record Place(long offset, int head, long body) {}

    /** Bytes of a batch's values: where they begin in its body, and how many. */
    record Extent(long offset, long length) {}

    private ArrowMetadata() {}

    /** The message that comes first. */
    static byte[] schema(int dimension, @Nullable String model) {
        FlatBufferBuilder builder = new FlatBufferBuilder(512);
        return message(builder, MessageHeader.Schema, schema(builder, dimension, model), 0);
    }

    /**
     * The message before a batch's values.
     *
     * @param nulls of the labels
     * @param extents of the buffers in the schema's order
     */
    static byte[] batch(int rows, int nulls, int dimension, List<Extent> extents, long body) {
        FlatBufferBuilder builder = new FlatBufferBuilder(512);
        RecordBatch.startNodesVector(builder, 4);
        FieldNode.createFieldNode(builder, (long) rows * dimension, 0); // from the last to the first
        FieldNode.createFieldNode(builder, rows, 0);
        FieldNode.createFieldNode(builder, rows, nulls);
        FieldNode.createFieldNode(builder, rows, 0);
        int nodes = builder.endVector();
        RecordBatch.startBuffersVector(builder, extents.size());
        for (int i = extents.size() - 1; i >= 0; i--) {
            Buffer.createBuffer(builder, extents.get(i).offset, extents.get(i).length);
        }
        int buffers = builder.endVector();
        int batch = RecordBatch.createRecordBatch(builder, rows, nodes, buffers, 0, 0);
        return message(builder, MessageHeader.RecordBatch, batch, body);
    }

    /** What stands at the end. */
    static byte[] footer(int dimension, @Nullable String model, List<Place> batches) {
        FlatBufferBuilder builder = new FlatBufferBuilder(1024);
        int schema = schema(builder, dimension, model);
        Footer.startDictionariesVector(builder, 0);
        int dictionaries = builder.endVector();
        Footer.startRecordBatchesVector(builder, batches.size());
        for (int i = batches.size() - 1; i >= 0; i--) {
            Place place = batches.get(i);
            Block.createBlock(builder, place.offset, place.head, place.body);
        }
        int blocks = builder.endVector();
        Footer.finishFooterBuffer(
                builder, Footer.createFooter(builder, MetadataVersion.V5, schema, dictionaries, blocks, 0));
        return builder.sizedByteArray();
    }

    private static byte[] message(FlatBufferBuilder builder, byte kind, int header, long body) {
        Message.finishMessageBuffer(builder, Message.createMessage(builder, MetadataVersion.V5, kind, header, body, 0));
        return builder.sizedByteArray();
    }

    private static int schema(FlatBufferBuilder builder, int dimension, @Nullable String model) {
        int item = field(
                builder,
                "item",
                true,
                Type.FloatingPoint,
                FloatingPoint.createFloatingPoint(builder, Precision.SINGLE));
        int[] fields = {
            field(builder, "path", false, Type.Utf8, utf8(builder)),
            field(builder, "label", true, Type.Utf8, utf8(builder)),
            field(
                    builder,
                    "embedding",
                    false,
                    Type.FixedSizeList,
                    FixedSizeList.createFixedSizeList(builder, dimension),
                    item)
        };
        int fieldVector = Schema.createFieldsVector(builder, fields);
        int metadata = 0;
        if (model != null) {
            int key = builder.createString(EmbeddingWriter.MODEL_KEY);
            int pair = KeyValue.createKeyValue(builder, key, builder.createString(model));
            metadata = Schema.createCustomMetadataVector(builder, new int[] {pair});
        }
        return Schema.createSchema(builder, Endianness.Little, fieldVector, metadata, 0);
    }

    private static int utf8(FlatBufferBuilder builder) {
        Utf8.startUtf8(builder);
        return Utf8.endUtf8(builder);
    }

    private static int field(
            FlatBufferBuilder builder, String name, boolean nullable, byte kind, int type, int... children) {
        int below = Field.createChildrenVector(builder, children);
        return Field.createField(builder, builder.createString(name), nullable, kind, type, 0, below, 0);
    }
}
