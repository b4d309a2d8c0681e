package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes some images of a source as a list that {@link Sources} opens. Where they are files of their own, it is a list of
 * paths as {@link PathList} reads it, relative to the list's folder if they lie in it, with a tab and the label where there
 * is one. Elsewhere, as in archives, the list says {@code #source=SOURCE} in its first line, and names the images below;
 * their labels are the source's then.
 */
public final class ImageList {
    private static final Pattern ABSOLUTE = Pattern.compile("(?s)/.*|[A-Za-z]:[\\\\/].*|demo|demo:test");

    private ImageList() {}

    /**
     * Writes a list whole, over an earlier one.
     *
     * @param spec what {@code source} was opened from, as the command line takes it
     * @param places of the images in the source, in the order that is wanted
     * @param labels of these images, instead of the source's
     * @throws SourceException where the name of an image can't stand in a list
     */
    public static void write(Path list, String spec, ImageSource source, int[] places, String[] labels)
            throws IOException {
        writeLabelled(list, spec, source, places, labels);
    }

    private static void writeLabelled(
            Path list, String spec, ImageSource source, int[] places, @Nullable String[] labels) throws IOException {
        Path absolute = AbsolutePath.of(list);
        boolean files = true;
        for (int place : places) {
            files &= source.file(place) != null;
        }
        try (AtomicFile file = AtomicFile.create(list);
                OutputStream out = new BufferedOutputStream(file.stream(), 1 << 16)) {
            if (!files) {
                out.write((SourceList.HEAD + absolute(spec) + "\n").getBytes(UTF_8));
            }
            for (int i = 0; i < places.length; i++) {
                int place = places[i];
                Path path = files ? source.file(place) : null;
                byte[] name = path == null ? source.name(place).getBytes(UTF_8) : relative(path, absolute);
                require(name, source.name(place), path == null);
                out.write(name);
                String text = path == null ? null : labels[i];
                if (text != null) {
                    out.write(("\t" + text.replaceAll("[\t\r\n]", " ")).getBytes(UTF_8));
                }
                out.write('\n');
            }
            out.flush();
            file.commit();
        }
    }

    /** Labels as the source has them. */
    public static void write(Path list, String spec, ImageSource source, int[] places) throws IOException {
        @Nullable String[] labels = new String[places.length];
        for (int i = 0; i < places.length; i++) {
            labels[i] = source.label(places[i]);
        }
        writeLabelled(list, spec, source, places, labels);
    }

    /**
     * Writes names alone, where the source isn't at hand: what they are relative to is for the reader to know.
     *
     * @throws SourceException where a name can't stand in a list
     */
    public static void write(Path list, Iterable<String> names) throws IOException {
        try (AtomicFile file = AtomicFile.create(list);
                OutputStream out = new BufferedOutputStream(file.stream(), 1 << 16)) {
            for (String name : names) {
                byte[] bytes = name.getBytes(UTF_8);
                require(bytes, name, true);
                out.write(bytes);
                out.write('\n');
            }
            out.flush();
            file.commit();
        }
    }

    private static String absolute(String spec) {
        return ABSOLUTE.matcher(spec).matches()
                ? spec
                : Path.of("").toAbsolutePath().toString().replace('\\', '/') + "/" + spec;
    }

    /** A path's bytes, relative to the folder of a list where it lies in it; one that begins like a comment stays absolute. */
    private static byte[] relative(Path path, Path list) {
        byte[] name = FileNames.absoluteBytes(AbsolutePath.of(path));
        byte[] folder = FileNames.absoluteBytes(list.resolveSibling(""));
        int length = folder.length;
        boolean inside = length > 1
                && name.length > length + 1
                && Arrays.equals(name, 0, length, folder, 0, length)
                && name[length] == '/';
        return inside && name[length + 1] != '#' ? Arrays.copyOfRange(name, length + 1, name.length) : name;
    }

    private static void require(byte[] bytes, String name, boolean first) throws SourceException {
        for (byte b : bytes) {
            if (b == '\n' || b == '\r' || b == '\t' || b == 0) {
                throw new SourceException("a list has a path a line, and a tab behind it: rename the image "
                        + name.replaceAll("\\p{Cntrl}", "?"));
            }
        }
        if (first && bytes.length > 0 && bytes[0] == '#') {
            throw new SourceException("a line of a list that starts with # is a comment: rename the image " + name);
        }
    }
}
