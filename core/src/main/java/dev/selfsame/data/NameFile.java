package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A text file in UTF-8 that names images of a source, one a line and each once; behind the last tab of the line there may
 * be a weight. Blank lines, lines that start with {@code #} and a first line of {@code name}, tab, {@code weight} are left
 * out.
 */
final class NameFile {
    private static final double MOST = 1e9;
    private static final String HEAD = "name\tweight";

    private final Path file;
    private final Map<String, Double> weights = new LinkedHashMap<>();
    private int number;

    private NameFile(Path file) {
        this.file = file;
    }

    /**
     * The places of the images that a file of names lists, ascending.
     *
     * @throws SourceException where it can't be read, lists none or a name twice, or the source has no image of a name
     */
    static int[] images(Path file, ImageSource source) throws SourceException {
        return new NameFile(file).read(false).find(source);
    }

    /**
     * The weights that a file gives the images of a source; 1 to those that it doesn't name.
     *
     * @throws SourceException as {@link #images}, and where a weight is not 0 to 10⁹, or none is above 0
     */
    static double[] weights(Path file, ImageSource source) throws SourceException {
        NameFile read = new NameFile(file).read(true);
        double[] all = new double[source.size()];
        Arrays.fill(all, 1);
        for (int i : read.find(source)) {
            all[i] = read.weights.getOrDefault(source.name(i), 1.0);
        }
        if (Arrays.stream(all).noneMatch(weight -> weight > 0)) {
            throw new SourceException(file + " gives every image of " + source.describe() + " the weight 0");
        }
        return all;
    }

    private NameFile read(boolean weighted) throws SourceException {
        // A reader made so puts a mark for what is no UTF-8, as the names of sources have it.
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (number == 1 && line.startsWith("\uFEFF")) {
                    line = line.substring(1); // the mark that some editors put before UTF-8
                }
                if (line.indexOf('\0') >= 0) {
                    throw new SourceException(file + " is not a text file of names: line " + number + " is binary");
                }
                boolean head = number == 1 && weighted && line.equals(HEAD);
                if (!line.isBlank() && line.charAt(0) != '#' && !head) {
                    add(line, weighted);
                }
            }
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw new SourceException("cannot read the names in " + file + ": " + Reason.of(e), e);
        }
        if (weights.isEmpty()) {
            throw new SourceException(file + " names no image: every line is blank or a comment");
        }
        return this;
    }

    private void add(String line, boolean weighted) throws SourceException {
        int tab = weighted ? line.lastIndexOf('\t') : line.length();
        if (tab < 0) {
            throw wrong("expected a name, one tab and a weight");
        }
        double weight = weighted ? weight(line.substring(tab + 1).strip()) : 1;
        String name = line.substring(0, tab);
        if (weights.put(name, weight) != null) {
            throw wrong("names " + name + " a second time");
        }
    }

    private double weight(String text) throws SourceException {
        try {
            double weight = Double.parseDouble(text);
            if (weight >= 0 && weight <= MOST) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong("a weight is a number from 0 to 1000000000, got " + (text.isEmpty() ? "nothing" : text));
    }

    private SourceException wrong(String what) {
        return new SourceException(file + " line " + number + ": " + what);
    }

    private int[] find(ImageSource source) throws SourceException {
        Set<String> unknown = new LinkedHashSet<>(weights.keySet());
        int[] found = IntStream.range(0, source.size())
                .filter(i -> {
                    String name = source.name(i);
                    unknown.remove(name);
                    return weights.containsKey(name);
                })
                .toArray();
        Iterator<String> first = unknown.iterator();
        if (first.hasNext()) {
            throw new SourceException(unknown.size() + " of the " + weights.size() + " names in " + file
                    + " are of no image in " + source.describe() + " (the first: " + first.next() + ")");
        }
        return found;
    }
}
