package dev.selfsame.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a SOURCE says beside a path: {@code PATH[:PART][#KEY=COLUMN,…]}. Where there is a file or folder of the whole
 * name, it is all path.
 *
 * @param path the path
 * @param part which part of a data set is meant, such as {@code test}; null where that is not said
 * @param columns the names of columns by what they are for
 */
record SourceSpec(Path path, @Nullable String part, Map<String, String> columns) {
    private static final Pattern SHAPE = Pattern.compile("(.+?)(?::([A-Za-z0-9_-]+))?(?:#([^/]*))?", Pattern.DOTALL);

    /** Takes a source apart. */
    static SourceSpec of(String source) throws SourceException {
        try {
            Path whole = Path.of(source);
            Matcher matcher = SHAPE.matcher(source);
            if (Files.exists(whole) || !matcher.matches()) {
                return new SourceSpec(whole, null, Map.of());
            }
            String columns = matcher.group(3);
            return new SourceSpec(
                    Path.of(matcher.group(1)), matcher.group(2), columns == null ? Map.of() : columns(source, columns));
        } catch (InvalidPathException e) {
            throw new SourceException("not a path: " + source + ": " + e.getReason(), e);
        }
    }

    private static Map<String, String> columns(String source, String text) throws SourceException {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                throw new SourceException(
                        "expected #path=COLUMN,label=COLUMN behind the file, got #" + text + " in " + source);
            }
            columns.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return columns;
    }

    /** The last name of the path. */
    String name() {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Whether there is more than a path. */
    boolean isMoreThanAPath() {
        return part != null || !columns.isEmpty();
    }
}
