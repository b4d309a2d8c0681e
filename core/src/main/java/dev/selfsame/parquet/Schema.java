package dev.selfsame.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** The columns of a schema, whose elements stand depth first, each before its children. */
final class Schema {
    private static final int DEEPEST = 100;

    private final List<SchemaElement> elements;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private int next;

    private Schema(List<SchemaElement> elements) {
        this.elements = elements;
    }

    /** The columns in order. */
    static List<ParquetColumn> columns(List<SchemaElement> elements) throws IOException {
        Schema schema = new Schema(elements);
        SchemaElement root = schema.element();
        for (int child = 0; child < root.getNum_children(); child++) {
            schema.walk("", 0, 0, 0);
        }
        if (schema.next != elements.size()) {
            throw new IOException("the schema is damaged");
        }
        return List.copyOf(schema.columns);
    }

    private SchemaElement element() throws IOException {
        if (next >= elements.size()) {
            throw new IOException("the schema is damaged");
        }
        return elements.get(next++);
    }

    private void walk(String prefix, int definition, int lists, int depth) throws IOException {
        SchemaElement element = element();
        String name = prefix + element.getName();
        boolean required = element.getRepetition_type() == FieldRepetitionType.REQUIRED;
        int several = lists + (element.getRepetition_type() == FieldRepetitionType.REPEATED ? 1 : 0);
        int defined = definition + (required ? 0 : 1);
        if (!element.isSetNum_children() || element.getNum_children() == 0) {
            ParquetColumn.Kind kind = several > 0 ? list(element, several) : kind(element);
            columns.add(new ParquetColumn(name, kind, columns.size(), defined));
            return;
        }
        if (depth == DEEPEST) {
            throw new IOException("the schema is damaged");
        }
        for (int child = 0; child < element.getNum_children(); child++) {
            walk(name + ".", defined, several, depth + 1);
        }
    }

    private static ParquetColumn.Kind list(SchemaElement element, int lists) {
        boolean real = element.getType() == Type.FLOAT || element.getType() == Type.DOUBLE;
        return real && lists == 1 ? ParquetColumn.Kind.FLOATS : ParquetColumn.Kind.OTHER;
    }

    private static ParquetColumn.Kind kind(SchemaElement element) {
        if (element.getType() == Type.BYTE_ARRAY) {
            return isText(element) ? ParquetColumn.Kind.TEXT : ParquetColumn.Kind.BYTES;
        }
        boolean integer = element.getType() == Type.INT32 || element.getType() == Type.INT64;
        return integer ? ParquetColumn.Kind.INTEGER : ParquetColumn.Kind.OTHER;
    }

    private static boolean isText(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        return element.getConverted_type() == ConvertedType.UTF8
                || element.getConverted_type() == ConvertedType.ENUM
                || (logical != null && (logical.isSetSTRING() || logical.isSetENUM()));
    }
}
