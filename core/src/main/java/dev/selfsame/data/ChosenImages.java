package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some of the images of another source, in its order, with its classes. Unlike other sources it may have none. */
public final class ChosenImages implements ImageSource {
    private static final long KEY = Draws.hash("labels");

    private final ImageSource source;
    private final int[] places;
    private final String which;

    private ChosenImages(ImageSource source, int[] places, String which) {
        this.source = source;
        this.places = places;
        this.which = which;
    }

    private static ChosenImages of(ImageSource source, int[] places, int count) {
        return new ChosenImages(
                source, Arrays.copyOf(places, count), String.format(Locale.ROOT, "%,d of the images of ", count));
    }

    /** The images that a list names. */
    static ChosenImages listed(Path list, ImageSource source, int[] places) {
        String which = String.format(
                Locale.ROOT, "the list %s of %,d image%s from ", list, places.length, places.length == 1 ? "" : "s");
        return new ChosenImages(source, places, which);
    }

    /** Says of an image by its place whether it is chosen. */
    @FunctionalInterface
    public interface Choice {
        /** Whether image {@code i} of the other source is chosen. */
        boolean takes(int i) throws IOException;
    }

    /** The images of a source that are chosen. */
    public static ChosenImages of(ImageSource source, Choice choice) throws IOException {
        int[] places = new int[source.size()];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            if (choice.takes(i)) {
                places[count++] = i;
            }
        }
        return of(source, places, count);
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
        return of(source, chosen, chosen.length);
    }

    /**
     * A share of each class, as semi-supervised protocols have it: rounded, at least one image of a class that has any.
     *
     * @param source of which every image has a label, but for those known to be unreadable: a share leaves them out
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
            int c = source.classIndex(i);
            if (c >= 0) {
                counts[c]++;
            }
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
            if (c >= 0 && wanted[c][met[c]++]) {
                chosen[size++] = i;
            }
        }
        return of(source, chosen, size);
    }

    /** The place of image {@code i} in the other source. */
    public int place(int i) {
        return places[i];
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
    public byte[] read(int i) throws IOException {
        return source.read(places[i]);
    }

    @Override
    public @Nullable Pixels pixels(int i, DecodeOptions options) throws IOException {
        return source.pixels(places[i], options);
    }

    @Override
    public @Nullable Path file(int i) {
        return source.file(places[i]);
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
    public int[] blocks() {
        int[] starts = source.blocks();
        int[] first = blocksWithImages(starts).map(b -> placeOf(starts[b])).toArray();
        return first.length == 0 ? new int[] {0} : first;
    }

    @Override
    public long[] blockBytes() {
        long[] all = source.blockBytes();
        long[] bytes = blocksWithImages(source.blocks()).mapToLong(b -> all[b]).toArray();
        return bytes.length == 0 ? new long[1] : bytes;
    }

    /** The blocks of the other source of which some image was chosen. */
    private IntStream blocksWithImages(int[] starts) {
        return IntStream.range(0, starts.length)
                .filter(b -> placeOf(starts[b]) < (b + 1 < starts.length ? placeOf(starts[b + 1]) : places.length));
    }

    /** The first place whose image is not before one of the other source. */
    private int placeOf(int image) {
        int found = Arrays.binarySearch(places, image);
        return found < 0 ? -found - 1 : found;
    }

    @Override
    public int window() {
        return source.window();
    }

    @Override
    public long temporaryBytes() {
        return source.temporaryBytes();
    }

    @Override
    public String describe() {
        return which + source.describe();
    }

    @Override
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(source.fingerprint().getBytes(StandardCharsets.UTF_8), new byte[0], source.size());
        for (int place : places) {
            fingerprint.add(new byte[0], new byte[0], place);
        }
        return fingerprint.hex();
    }

    @Override
    public String howToLabel() {
        return source.howToLabel();
    }

    @Override
    public String toString() {
        return "ChosenImages[" + size() + " of " + source + "]";
    }
}
