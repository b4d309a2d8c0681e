package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that numbered labels stand for: a line of a text file each, or the numbers themselves. */
final class ClassNames {
    private static final long LARGEST = 1 << 20;

    private final Path file;
    private final int start;
    private final @Nullable List<String> names;

    private ClassNames(Path file, int start, @Nullable List<String> names) {
        this.file = file;
        this.start = start;
        this.names = names;
    }

    /**
     * The names in a file, if there is one.
     *
     * @param start the number of the first
     * @throws SourceException where it cannot be read
     */
    static ClassNames read(Path file, int start) throws SourceException {
        if (Files.notExists(file)) {
            return new ClassNames(file, start, null);
        }
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw new IOException("not a text file of names");
            }
            List<String> lines = Files.readString(file, UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return new ClassNames(file, start, lines);
        } catch (IOException e) {
            throw new SourceException("cannot read the names of the classes in " + file + ": " + Reason.of(e), e);
        }
    }

    /** Tells labels of all the names; nothing where there are only numbers. */
    void tell(Labels labels) {
        if (names != null) {
            names.forEach(labels::know);
        }
    }

    /**
     * The name of a number.
     *
     * @param where the file that it stands in
     * @param i the image that has it
     * @throws SourceException where there are names, and none for it
     */
    String name(int number, DataFile where, int i) throws SourceException {
        if (names == null) {
            return Integer.toString(number);
        }
        if (number < start || number - start >= names.size()) {
            throw new SourceException("the label of image " + i + " in " + where + " is " + number + ", and " + file
                    + " has names for " + start + " to " + (start + names.size() - 1));
        }
        return names.get(number - start);
    }
}
