package dev.selfsame.data;

import dev.selfsame.parquet.ParquetColumn;
import dev.selfsame.parquet.ParquetFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a Parquet file are for.
 *
 * @param image bytes of image files: a column of bytes, or the {@code bytes} in a structure, as Hugging Face's data sets
 *     have it; null where there is none
 * @param path paths of image files; null where there is none, or there are images
 * @param label text or integers; null where there is none
 * @param split the part that a row belongs to; null where there is none
 */
record ParquetTable(
        @Nullable ParquetColumn image,
        @Nullable ParquetColumn path,
        @Nullable ParquetColumn label,
        @Nullable ParquetColumn split) {
    private static final List<String> IMAGE = List.of("image", "img", "jpg", "jpeg", "png", "webp", "bytes");

    /**
     * Finds the columns.
     *
     * @param chosen the names that the SOURCE gives, by what they are for
     * @throws SourceException where one is not there or not of its kind, or there are neither images nor paths
     */
    static ParquetTable of(ParquetFile file, Map<String, String> chosen) throws SourceException {
        Map<String, ParquetColumn> there = new LinkedHashMap<>();
        for (ParquetColumn column : file.columns()) {
            there.put(column.name(), column);
        }
        List<String> names = new ArrayList<>(there.keySet());
        Columns columns = new Columns(file.path(), chosen, names, "image", "path", "label", "split");
        ParquetColumn label = one(there, columns.find("label", Columns.LABEL), file, true);
        ParquetColumn split = one(there, columns.find("split", Columns.SPLIT), file, false);
        ParquetColumn image = chosen.containsKey("path") ? null : image(there, chosen.get("image"));
        if (image != null) {
            return new ParquetTable(image, null, label, split);
        }
        if (chosen.containsKey("image")) {
            columns.find("image", List.of()); // throws where it is not there
            throw new SourceException("column " + chosen.get("image") + " of " + file.path() + " holds no images");
        }
        ParquetColumn path = one(there, columns.find("path", Columns.PATH), file, false);
        if (path == null) {
            throw columns.noPaths(" and none of images (" + String.join(", ", IMAGE) + ")");
        }
        return new ParquetTable(null, path, label, split);
    }

    private static @Nullable ParquetColumn one(
            Map<String, ParquetColumn> there, @Nullable String name, ParquetFile file, boolean orIntegers)
            throws SourceException {
        ParquetColumn column = name == null ? null : there.get(name);
        boolean fits = column == null
                || (column.kind() != ParquetColumn.Kind.OTHER
                        && column.kind() != ParquetColumn.Kind.FLOATS
                        && (orIntegers || column.kind() != ParquetColumn.Kind.INTEGER));
        if (!fits) {
            throw new SourceException("column " + name + " of " + file.path() + " holds neither text nor bytes"
                    + (orIntegers ? " nor integers" : ""));
        }
        return column;
    }

    private static @Nullable ParquetColumn image(Map<String, ParquetColumn> there, @Nullable String chosen) {
        if (chosen != null) {
            ParquetColumn inside = there.get(chosen + ".bytes");
            ParquetColumn column = inside != null ? inside : there.get(chosen);
            return column != null && column.kind() == ParquetColumn.Kind.BYTES ? column : null;
        }
        for (String name : IMAGE) {
            for (ParquetColumn column : there.values()) {
                String lower = column.name().toLowerCase(Locale.ROOT);
                if (column.kind() == ParquetColumn.Kind.BYTES
                        && (lower.equals(name) || lower.equals(name + ".bytes"))) {
                    return column;
                }
            }
        }
        for (ParquetColumn column : there.values()) { // Hugging Face's structure by another name
            String name = column.name();
            if (name.endsWith(".bytes")
                    && column.kind() == ParquetColumn.Kind.BYTES
                    && there.containsKey(name.substring(0, name.length() - "bytes".length()) + "path")) {
                return column;
            }
        }
        return null;
    }
}
