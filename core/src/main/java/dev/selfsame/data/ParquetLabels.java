package dev.selfsame.data;

import dev.selfsame.parquet.ParquetColumn;
import dev.selfsame.parquet.ParquetCursor;
import dev.selfsame.parquet.ParquetFile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The labels of a Parquet file: texts, numbers, or numbers that Hugging Face's metadata has names for. */
final class ParquetLabels {
    private ParquetLabels() {}

    /**
     * Adds that of each row.
     *
     * @param column where they are; null where there are none
     * @throws SourceException if they can't be read, or a number has no name
     */
    static void add(ParquetFile file, @Nullable ParquetColumn column, Labels to) throws SourceException {
        List<String> names = column == null ? List.of() : HuggingFace.classNames(file, column.name());
        boolean numbered = column != null && column.kind() == ParquetColumn.Kind.INTEGER;
        if (numbered) {
            names.forEach(to::know);
        }
        ParquetCursor cursor = column == null ? null : file.cursor(column);
        try {
            for (int row = 0; row < file.rows(); row++) {
                String text = cursor == null ? null : cursor.text();
                if (text == null || text.isEmpty() || (numbered && text.startsWith("-"))) { // test sets have -1
                    to.add(null);
                } else if (numbered && !names.isEmpty()) {
                    to.add(name(names, text, file, row));
                } else {
                    to.add(text);
                }
            }
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException("cannot read the labels of " + file.path() + ": " + Reason.of(e), e);
        }
    }

    private static String name(List<String> names, String number, ParquetFile file, int row) throws SourceException {
        long place = Long.parseLong(number);
        if (place >= names.size()) {
            throw new SourceException("the label in row " + row + " of " + file.path() + " is " + number
                    + ", and there are names for 0 to " + (names.size() - 1));
        }
        return names.get((int) place);
    }
}
