package dev.selfsame.data;

import dev.selfsame.image.Pixels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Some of the images of another source, in its order. Unlike other sources it may have none. */
public final class ChosenImages implements ImageSource {
    private final ImageSource source;
    private final int[] places;

    private ChosenImages(ImageSource source, int[] places) {
        this.source = source;
        this.places = places;
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
        return new ChosenImages(source, Arrays.copyOf(places, count));
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
    public @Nullable Pixels pixels(int i) throws IOException {
        return source.pixels(places[i]);
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
    public String describe() {
        return String.format(Locale.ROOT, "%,d of the images of %s", size(), source.describe());
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
