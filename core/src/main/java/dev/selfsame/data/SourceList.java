package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list of {@link ImageList} that names images of another source, which may be such a list again. */
final class SourceList {
    /** What the first line of such a list begins with. */
    static final String HEAD = "#source=";

    private static final int LONGEST_HEAD = 1 << 14;

    private SourceList() {}

    /**
     * Opens a list, or gives null where it is none of this kind.
     *
     * @param arrays whether npy files are images too
     * @throws SourceException where the source it names can't be opened, has no image of a name, or leads back to the list
     */
    static @Nullable ImageSource open(Path list, boolean arrays) throws SourceException {
        String spec = spec(list);
        if (spec == null) {
            return null;
        }
        requireEnd(list, spec);
        ImageSource whole = Sources.open(spec, arrays);
        return ChosenImages.listed(list, whole, NameFile.images(list, whole));
    }

    /** Follows sources that are such lists themselves, which has to come to an end. */
    private static void requireEnd(Path list, String spec) throws SourceException {
        Set<Path> passed = new HashSet<>();
        String next = list.toString();
        while (next != null) {
            Path at = file(next);
            if (at == null) {
                return;
            }
            if (!passed.add(at)) {
                throw new SourceException("the list " + list
                        + (passed.size() == 1
                                ? " names itself as its source"
                                : " leads in a circle: its source " + spec + " leads back to " + at));
            }
            next = spec(at);
        }
    }

    /** The ordinary file that a source names, by its own name; null where it is none. */
    private static @Nullable Path file(String source) {
        try {
            Path path = Path.of(source);
            return Files.isRegularFile(path) ? path.toRealPath() : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private static @Nullable String spec(Path list) throws SourceException {
        char[] start = new char[LONGEST_HEAD];
        int count = 0;
        try (BufferedReader reader = Files.newBufferedReader(list, ISO_8859_1)) {
            for (int read = reader.read(start, 0, start.length);
                    read > 0;
                    read = reader.read(start, count, start.length - count)) {
                count += read;
            }
        } catch (IOException e) {
            throw new SourceException("cannot read the list " + list + ": " + Reason.of(e), e);
        }
        String text = new String(start, 0, count);
        if (text.startsWith(PathList.MARK)) {
            text = text.substring(PathList.MARK.length());
        }
        if (!text.startsWith(HEAD)) {
            return null;
        }
        String line = text.lines().findFirst().orElse("").substring(HEAD.length());
        return new String(line.getBytes(ISO_8859_1), UTF_8);
    }
}
