package dev.selfsame.data;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which columns of a table are meant: those that the SOURCE names, or else those with a usual name. */
final class Columns {
    /** The usual names of a column of paths, the likeliest first. */
    static final List<String> PATH = List.of("path", "file", "filename", "file_name", "image");

    /** The usual names of a column of labels. */
    static final List<String> LABEL = List.of("label", "fine_label", "class", "target");

    /** The usual name of a column that says which part a row belongs to. */
    static final List<String> SPLIT = List.of("split");

    private static final int MOST_LISTED = 20;

    private final Object table;
    private final Map<String, String> chosen;
    private final Collection<String> there;

    /**
     * The columns of a table.
     *
     * @param table its file, for errors
     * @param chosen the names that the SOURCE gives, by what they are for
     * @param there the names of all columns
     * @param known what columns may be for
     * @throws SourceException where a name is given for something else
     */
    Columns(Object table, Map<String, String> chosen, Collection<String> there, String... known)
            throws SourceException {
        this.table = table;
        this.chosen = chosen;
        this.there = there;
        for (String key : chosen.keySet()) {
            if (!Set.of(known).contains(key)) {
                throw new SourceException(
                        "columns of " + table + " can be chosen for " + String.join(", ", known) + ", not for " + key);
            }
        }
    }

    /**
     * The name of the column for a purpose: a chosen one, or else one with a usual name, whatever its case; null where
     * there is none.
     *
     * @throws SourceException where a chosen one is not there
     */
    @Nullable
    String find(String purpose, List<String> usual) throws SourceException {
        String name = chosen.get(purpose);
        if (name != null) {
            if (!there.contains(name)) {
                throw new SourceException(table + " has no column " + name + ": its columns are " + list());
            }
            return name;
        }
        for (String one : usual) {
            for (String column : there) {
                if (column.strip().equalsIgnoreCase(one)) {
                    return column;
                }
            }
        }
        return null;
    }

    /** What to throw where there is no column of paths. */
    SourceException noPaths(String also) {
        return new SourceException("no column of paths (" + String.join(", ", PATH) + ")" + also + " in " + table
                + ": its columns are " + list() + "; name one with " + table + "#path=COLUMN");
    }

    /** In one line, though a name may have several. */
    private String list() {
        String names = oneLine(there.stream().limit(MOST_LISTED).collect(Collectors.joining(", ")));
        return there.size() > MOST_LISTED ? names + " and " + (there.size() - MOST_LISTED) + " more" : names;
    }

    /** A text of a table as a message shows it. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
