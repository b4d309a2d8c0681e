package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images that a file lists, in its order, by paths that are absolute or relative to the list's own folder. A text
 * file has a path a line, and behind a tab a label where there is one; blank lines and lines that start with {@code #}
 * are left out. What {@link Sources} opens as a manifest is such a list, too. A file that does not exist is found out
 * when it is read.
 */
public final class PathList implements ImageSource {
    /** The mark that some editors put before UTF-8, each byte a character. */
    static final String MARK = "\u00EF\u00BB\u00BF";

    private final Path list;
    private final String what;
    private final String howToLabel;
    private final FileNames names;
    private final PathTable images;
    private final int[] classOf;
    private final List<String> classes;
    private @Nullable String fingerprint;

    private PathList(Path list, String what, String howToLabel, PathTable images, Labels labels) {
        Path folder = list.toAbsolutePath().getParent();
        this.list = list;
        this.what = what;
        this.howToLabel = howToLabel;
        this.names = new FileNames(folder == null ? list.toAbsolutePath() : folder);
        this.images = images;
        this.classOf = labels.places();
        this.classes = labels.classes();
    }

    /**
     * Reads a list.
     *
     * @throws SourceException where the list cannot be read, is no text, or names no image
     */
    public static PathList open(Path list) throws SourceException {
        // Latin-1 keeps each byte, so that names in any encoding survive.
        try (BufferedReader lines = Files.newBufferedReader(list, ISO_8859_1)) {
            return new Parser(list).parse(lines);
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException("cannot read the list " + list + ": " + Reason.of(e), e);
        }
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public String name(int i) {
        return new String(images.path(i), UTF_8);
    }

    @Override
    public Path file(int i) {
        return names.resolve(images.path(i));
    }

    /** What kind of list it is, and where. */
    String what() {
        return what;
    }

    @Override
    public byte[] read(int i) throws IOException {
        return ImageFiles.read(file(i));
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int classIndex(int i) {
        return classOf.length == 0 ? -1 : classOf[i];
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s with %,d image%s %s",
                what,
                size(),
                size() == 1 ? "" : "s",
                Labels.count(classes, "in no classes"));
    }

    @Override
    public String howToLabel() {
        return howToLabel;
    }

    /** {@inheritDoc} Looks at every file once, at the first call. */
    @Override
    public synchronized String fingerprint() {
        if (fingerprint == null) {
            Fingerprint hash = new Fingerprint();
            for (int i = 0; i < size(); i++) {
                String label = label(i);
                byte[] path = images.path(i);
                hash.add(path, label == null ? new byte[0] : label.getBytes(UTF_8), fileSize(path));
            }
            fingerprint = hash.hex();
        }
        return fingerprint;
    }

    private long fileSize(byte[] path) {
        try {
            return Files.size(names.resolve(path));
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public String toString() {
        return "PathList[" + list + ", " + size() + " images]";
    }

    /** The paths and labels of a list, one after another. */
    static final class Builder {
        private final PathTable images = new PathTable();
        private final Map<String, Integer> folders = new HashMap<>();
        private final Labels labels = new Labels();

        /**
         * Adds an image.
         *
         * @param path its path, each byte a character
         * @param label null without one
         */
        void add(String path, @Nullable String label) {
            int slash = path.lastIndexOf('/') + 1;
            Integer folder = folders.get(path.substring(0, slash));
            if (folder == null) {
                folder = images.addFolder(path.substring(0, slash).getBytes(ISO_8859_1));
                folders.put(path.substring(0, slash), folder);
            }
            images.add(folder, path.substring(slash).getBytes(ISO_8859_1));
            labels.add(label);
        }

        int size() {
            return images.size();
        }

        /** The list; what is said of it names the kind of its file, and how labels get there. */
        PathList build(Path file, String what, String howToLabel) {
            images.trim();
            return new PathList(file, what, howToLabel, images, labels);
        }
    }

    /** Takes a text file apart. */
    private static final class Parser {
        private final Path list;
        private final Builder images = new Builder();

        Parser(Path list) {
            this.list = list;
        }

        PathList parse(BufferedReader lines) throws IOException {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (number == 1 && line.startsWith(MARK)) {
                    line = line.substring(MARK.length());
                }
                if (!line.isBlank() && line.charAt(0) != '#') {
                    add(line, number);
                }
            }
            if (images.size() == 0) {
                throw new SourceException("no images in the list " + list + ": every line is blank or a comment");
            }
            return images.build(list, "the list " + list, "write a tab and the class behind each path in " + list);
        }

        private void add(String line, int number) throws SourceException {
            int tab = line.indexOf('\t');
            String path = tab < 0 ? line : line.substring(0, tab);
            String label = tab < 0 ? "" : line.substring(tab + 1);
            if (line.indexOf('\0') >= 0) {
                throw new SourceException(list + " is not a text file of paths: line " + number + " is binary");
            }
            if (path.isBlank() || label.indexOf('\t') >= 0) {
                throw new SourceException(
                        list + " line " + number + ": expected a path, or a path, one tab and a label");
            }
            images.add(path, label.isEmpty() ? null : new String(label.getBytes(ISO_8859_1), UTF_8));
        }
    }
}
