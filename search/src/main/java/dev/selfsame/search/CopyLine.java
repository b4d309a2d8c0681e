package dev.selfsame.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.model.EmbeddingReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A row in PostgreSQL's text format of COPY. */
final class CopyLine {
    private CopyLine() {}

    /** The row that a reader is at: its number, name, label and values. */
    static byte[] of(EmbeddingReader rows, boolean vector) throws IOException {
        StringBuilder line = new StringBuilder();
        line.append(rows.row()).append('\t');
        text(line, rows.name());
        line.append('\t');
        text(line, rows.label());
        line.append('\t').append(vector ? '[' : '{');
        String comma = "";
        for (float value : rows.embedding()) {
            line.append(comma).append(value);
            comma = ",";
        }
        return line.append(vector ? "]\n" : "}\n").toString().getBytes(UTF_8);
    }

    private static void text(StringBuilder line, @Nullable String text) throws IOException {
        if (text == null) {
            line.append("\\N");
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\0' ->
                    throw new IndexException(
                            "a name has a zero byte, which PostgreSQL can't hold: " + text.replace('\0', '?'));
                default -> line.append(c);
            }
        }
    }
}
