package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some images of another source, in its order: those that a list of {@link ImageList} names. That source may be such a list
 * again.
 */
final class PartOfSource implements ImageSource {
    /** What the first line of such a list begins with. */
    static final String HEAD = "#source=";

    private static final int LONGEST_HEAD = 1 << 14;

    private final Path list;
    private final ImageSource source;
    private final int[] places;

    private PartOfSource(Path list, ImageSource source, int[] places) {
        this.list = list;
        this.source = source;
        this.places = places;
    }

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
        return new PartOfSource(list, whole, NameFile.images(list, whole));
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
        if (!text.startsWith(HEAD)) {
            return null;
        }
        String line = text.lines().findFirst().orElse("").substring(HEAD.length());
        return new String(line.getBytes(ISO_8859_1), UTF_8);
    }

    @Override
    public int size() {
        return places.length;
    }

    @Override
    public String name(int i) {
        return source.name(places[i]);
    }

    @Override
    public @Nullable Path file(int i) {
        return source.file(places[i]);
    }

    @Override
    public byte[] read(int i) throws IOException {
        return source.read(places[i]);
    }

    @Override
    public @Nullable Pixels pixels(int i, DecodeOptions options) throws IOException {
        return source.pixels(places[i], options);
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public int classIndex(int i) {
        return source.classIndex(places[i]);
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "the list %s of %,d image%s from %s",
                list,
                size(),
                size() == 1 ? "" : "s",
                source.describe());
    }

    @Override
    public String howToLabel() {
        return source.howToLabel();
    }

    @Override
    public int[] blocks() {
        return Arrays.stream(source.blocks())
                .map(block -> Arrays.binarySearch(places, block))
                .map(found -> found < 0 ? -found - 1 : found)
                .filter(first -> first < places.length)
                .distinct()
                .toArray();
    }

    @Override
    public int window() {
        return source.window();
    }

    @Override
    public String fingerprint() {
        Fingerprint hash = new Fingerprint();
        hash.add(source.fingerprint().getBytes(UTF_8), new byte[0], places.length);
        for (int i = 0; i < size(); i++) {
            hash.add(name(i).getBytes(UTF_8), new byte[0], 0);
        }
        return hash.hex();
    }

    @Override
    public String toString() {
        return "PartOfSource[" + list + ", " + size() + " images]";
    }
}
