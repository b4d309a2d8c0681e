package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A table of images: a column of paths, absolute or relative to the table's own folder, one of labels where there is
 * one, and one that says which part each row belongs to where there is one. Of such parts, {@code train} is meant where
 * nothing else is said.
 */
final class Manifest {
    private static final int MOST_LISTED = 20;

    private Manifest() {}

    /** The rows of a table, one after another, from the first on. */
    interface Rows extends AutoCloseable {
        /** Goes to the next row; false behind the last. */
        boolean next() throws IOException;

        /** The path, each byte a character; empty without one. */
        String path() throws IOException;

        /** The label, each byte a character; empty without one. */
        String label() throws IOException;

        /** The part, each byte a character; empty without one. */
        String split() throws IOException;

        /** Where the row stands, such as {@code line 3}. */
        String place();

        /** Whether there is a column of parts. */
        boolean hasSplits();

        @Override
        void close() throws IOException;
    }

    /** Opens a table at its first row. */
    interface Table {
        Rows open() throws IOException;
    }

    /**
     * Lists the images of a table.
     *
     * @param part the part that is meant, null where that is not said
     */
    static PathList list(Path file, @Nullable String part, Table table) throws SourceException {
        try {
            String wanted = part == null ? usualPart(table) : part;
            PathList.Builder images = new PathList.Builder();
            SortedSet<String> others = new TreeSet<>(FileNames.UTF8_ORDER);
            try (Rows rows = table.open()) {
                if (part != null && !rows.hasSplits()) {
                    throw new SourceException("the manifest " + file + " has no column split to choose " + part
                            + " from; name one with " + file + ":" + part + "#split=COLUMN");
                }
                while (rows.next()) {
                    if (wanted == null || rows.split().equals(wanted)) {
                        add(rows, file, images);
                    } else if (others.size() < MOST_LISTED) {
                        others.add(text(rows.split()));
                    }
                }
            }
            if (images.size() == 0) {
                throw new SourceException("no images in the manifest " + file
                        + (wanted == null
                                ? ""
                                : " of the split " + wanted + ": it has "
                                        + Columns.oneLine(String.join(", ", others))));
            }
            String what = (wanted == null ? "the manifest " : "the split " + wanted + " of the manifest ") + file;
            String howToLabel = "fill a column label of the manifest, or name another with " + file + "#label=COLUMN";
            return images.build(file, what, howToLabel);
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException("cannot read the manifest " + file + ": " + Reason.of(e), e);
        }
    }

    private static @Nullable String usualPart(Table table) throws IOException {
        try (Rows rows = table.open()) {
            while (rows.hasSplits() && rows.next()) {
                if (rows.split().equals("train")) {
                    return "train";
                }
            }
        }
        return null;
    }

    private static void add(Rows rows, Path file, PathList.Builder images) throws IOException {
        String path = rows.path();
        if (path.isBlank()) {
            throw new SourceException("the manifest " + file + " has no path in " + rows.place());
        }
        if (path.indexOf('\0') >= 0) {
            throw new SourceException("the manifest " + file + " has no path but bytes in " + rows.place());
        }
        String label = rows.label();
        images.add(path, label.isEmpty() ? null : text(label));
    }

    /** Text whose bytes are the characters. */
    static String text(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
}
