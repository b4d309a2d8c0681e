package dev.selfsame.data;

import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some images of another source, in its order, with its classes. */
public final class ChosenImages implements ImageSource {
    private static final long KEY = Draws.hash("labels");

    private final ImageSource source;
    private final int[] chosen;

    private ChosenImages(ImageSource source, int[] chosen) {
        this.source = source;
        this.chosen = chosen;
    }

    /**
     * Images by their places in a source.
     *
     * @param chosen at least one, 0 to the source's size − 1, rising
     */
    public static ChosenImages of(ImageSource source, int[] chosen) {
        if (chosen.length == 0) {
            throw new IllegalArgumentException("choose at least one image");
        }
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] < 0 || chosen[i] >= source.size() || (i > 0 && chosen[i] <= chosen[i - 1])) {
                throw new IllegalArgumentException("chosen images must be rising numbers from 0 to "
                        + (source.size() - 1) + ", got " + chosen[i] + " at place " + i);
            }
        }
        return new ChosenImages(source, chosen.clone());
    }

    /**
     * A share of each class, as semi-supervised protocols have it: rounded, at least one image of a class that has any.
     *
     * @param source of which every image has a label
     * @param share above 0 up to 1; 1 gives the source itself
     * @param seed of the choice; a smaller share of the same seed is part of a larger one
     */
    public static ImageSource stratified(ImageSource source, double share, long seed) throws SourceException {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of labels must be above 0 and at most 1, got " + share);
        }
        source.labelled();
        if (share == 1) {
            return source;
        }
        int[] counts = new int[source.classes().size()];
        for (int i = 0; i < source.size(); i++) {
            counts[source.classIndex(i)]++;
        }
        boolean[][] wanted = new boolean[counts.length][];
        for (int c = 0; c < counts.length; c++) {
            wanted[c] = new boolean[counts[c]];
            int[] order = Draws.of(seed, Stream.SAMPLE, c, KEY).permutation(counts[c]);
            for (int i = 0; i < Math.max(1, Math.round(share * counts[c])) && i < counts[c]; i++) {
                wanted[c][order[i]] = true;
            }
        }
        int[] met = new int[counts.length];
        int[] chosen = new int[source.size()];
        int size = 0;
        for (int i = 0; i < source.size(); i++) {
            int c = source.classIndex(i);
            if (wanted[c][met[c]++]) {
                chosen[size++] = i;
            }
        }
        return new ChosenImages(source, Arrays.copyOf(chosen, size));
    }

    @Override
    public int size() {
        return chosen.length;
    }

    @Override
    public String name(int i) {
        return source.name(chosen[i]);
    }

    @Override
    public byte[] read(int i) throws IOException {
        return source.read(chosen[i]);
    }

    @Override
    public @Nullable Pixels pixels(int i) throws IOException {
        return source.pixels(chosen[i]);
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public int classIndex(int i) {
        return source.classIndex(chosen[i]);
    }

    @Override
    public String describe() {
        return chosen.length + " of: " + source.describe();
    }

    @Override
    public String howToLabel() {
        return source.howToLabel();
    }

    @Override
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(source.fingerprint().getBytes(StandardCharsets.UTF_8));
            for (int i : chosen) {
                digest.update((byte) (i >>> 24));
                digest.update((byte) (i >>> 16));
                digest.update((byte) (i >>> 8));
                digest.update((byte) i);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ChosenImages[" + describe() + "]";
    }
}
