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
 * name, it is all path; so it is where what stands behind {@code #} chooses nothing, and no file or folder stands before.
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
            Path path = Path.of(matcher.group(1));
            String text = matcher.group(3);
            Map<String, String> columns = text == null ? Map.of() : columns(text);
            if (columns != null) {
                return new SourceSpec(path, matcher.group(2), columns);
            }
            if (Files.notExists(path) && !ShardPattern.isPattern(matcher.group(1))) {
                return new SourceSpec(whole, null, Map.of());
            }
            throw new SourceException(
                    "expected #path=COLUMN,label=COLUMN behind the file, got #" + text + " in " + source);
        } catch (InvalidPathException e) {
            throw new SourceException("not a path: " + source + ": " + e.getReason(), e);
        }
    }

    /** What a text chooses; null where it isn't of that form. */
    private static @Nullable Map<String, String> columns(String text) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                return null;
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
