package dev.selfsame.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of an Arrow file have their buffers.
 *
 * @param path the first of a text's three: validity, offsets, bytes
 * @param label likewise, -1 where there is none
 * @param embedding the first of three: the lists' validity, the floats' validity, the floats
 * @param buffers of all columns
 * @param dimension the size of a list
 * @param model who made the embeddings, null where it is not said
 */
record ArrowColumns(int path, int label, int embedding, int buffers, int dimension, @Nullable String model) {
    static ArrowColumns of(Path file, Schema schema) throws ModelFileException {
        int path = -1;
        int label = -1;
        int embedding = -1;
        int dimension = 0;
        int buffers = 0;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            Field field = schema.fields(i);
            String name = field.name();
            names.add(name);
            boolean text = field.typeType() == Type.Utf8;
            boolean floats = isFloats(field);
            if (!text && !floats) {
                throw new ModelFileException(file + " has a column " + name + " of type " + Type.name(field.typeType())
                        + ": embeddings have path and label of type Utf8 and embedding of FixedSizeList of float32");
            }
            if (text && name.equals("path")) {
                path = buffers;
            } else if (text && name.equals("label")) {
                label = buffers;
            } else if (floats && name.equals("embedding")) {
                embedding = buffers;
                dimension = ((FixedSizeList) field.type(new FixedSizeList())).listSize();
            }
            buffers += 3;
        }
        if (path < 0 || embedding < 0 || dimension < 1) {
            throw new ModelFileException(file + " has no columns path (of text) and embedding (of floats), only "
                    + String.join(", ", names));
        }
        return new ArrowColumns(path, label, embedding, buffers, dimension, model(schema));
    }

    private static boolean isFloats(Field field) {
        if (field.typeType() != Type.FixedSizeList || field.childrenLength() != 1) {
            return false;
        }
        Field item = field.children(0);
        return item.typeType() == Type.FloatingPoint
                && ((FloatingPoint) item.type(new FloatingPoint())).precision() == Precision.SINGLE;
    }

    private static @Nullable String model(Schema schema) {
        for (int i = 0; i < schema.customMetadataLength(); i++) {
            KeyValue pair = schema.customMetadata(i);
            if (EmbeddingWriter.MODEL_KEY.equals(pair.key())) {
                return pair.value();
            }
        }
        return null;
    }
}
