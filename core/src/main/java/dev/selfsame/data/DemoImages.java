package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Images that the program draws, so that there is something to learn from without any file: up to four copies of one
 * of ten shapes, each at any place, size and angle, in any colours and texture, on grey. The class is the shape: it is all
 * that the copies in an image have in common. What they look like is left to chance, so pixels say little about it.
 *
 * <p>Image {@code i} is a pure function of seed, split and {@code i}: the same bytes on every machine and JDK.
 */
public final class DemoImages implements ImageSource {
    /** The height and width of the images, in pixels. */
    public static final int SIDE = 32;

    /** The images of {@link #train()}. */
    public static final int TRAIN_SIZE = 4_000;

    /** The images of {@link #test()}. */
    public static final int TEST_SIZE = 1_000;

    private static final long SEED = 1;
    private static final int COPIES = 4;
    private static final int ATTEMPTS = 60;
    private static final double GROUND = 0.5;
    private static final List<String> CLASSES =
            DemoShape.ALL.stream().map(DemoShape::name).toList();

    private final long seed;
    private final Split split;
    private final int size;

    /** Which part: no image is in both. */
    public enum Split {
        /** To learn from. */
        TRAIN(0),
        /** To be judged by. */
        TEST(1);

        private final int part;

        Split(int part) {
            this.part = part;
        }
    }

    /**
     * Any number of images.
     *
     * @param seed what is drawn, any value
     * @param size at least 1
     */
    public DemoImages(long seed, Split split, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1, got " + size);
        }
        this.seed = seed;
        this.split = split;
        this.size = size;
    }

    /** The {@value #TRAIN_SIZE} images that the demo learns from. */
    public static DemoImages train() {
        return new DemoImages(SEED, Split.TRAIN, TRAIN_SIZE);
    }

    /** The {@value #TEST_SIZE} images that the demo is judged by. */
    public static DemoImages test() {
        return new DemoImages(SEED, Split.TEST, TEST_SIZE);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String name(int i) {
        return String.format(Locale.ROOT, "%s/%05d.png", classes().get(classIndex(i)), i);
    }

    /** Draws image {@code i}: a PNG of {@link #SIDE} by {@link #SIDE} pixels. */
    @Override
    public byte[] read(int i) {
        return StoredPng.encode(draw(i), SIDE, SIDE);
    }

    @Override
    public List<String> classes() {
        return CLASSES;
    }

    @Override
    public int classIndex(int i) {
        if (i < 0 || i >= size) {
            throw new IndexOutOfBoundsException("image " + i + " of " + size);
        }
        return i % DemoShape.ALL.size();
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT, "%,d drawn images for %s", size, split == Split.TRAIN ? "training" : "testing");
    }

    @Override
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(("demo " + split).getBytes(US_ASCII), new byte[0], seed);
        for (int i = 0; i < size; i++) {
            fingerprint.add(
                    name(i).getBytes(US_ASCII), classes().get(classIndex(i)).getBytes(US_ASCII), SIDE);
        }
        return fingerprint.hex();
    }

    @Override
    public String toString() {
        return "DemoImages[seed=" + seed + ", split=" + split + ", size=" + size + "]";
    }

    /** Red, green and blue of each pixel, row by row. */
    private byte[] draw(int i) {
        DemoShape shape = DemoShape.ALL.get(classIndex(i));
        Draws draws = Draws.of(seed, Stream.DEMO, 0, i, split.part);
        double[] rgb = new double[SIDE * SIDE * 3];
        Arrays.fill(rgb, GROUND);
        List<Place> taken = new ArrayList<>();
        for (int attempt = 0; attempt < ATTEMPTS && taken.size() < COPIES; attempt++) {
            Place place = Place.draw(draws);
            if (taken.stream().allMatch(place::isApartFrom)) {
                taken.add(place);
                put(rgb, shape, place, draws);
            }
        }
        byte[] pixels = new byte[rgb.length];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = (byte) Math.round(255 * Math.max(0, Math.min(1, rgb[k])));
        }
        return pixels;
    }

    private static void put(double[] rgb, DemoShape shape, Place place, Draws draws) {
        double angle = draws.uniform(0, 2 * Math.PI);
        double cos = StrictMath.cos(angle) / place.radius;
        double sin = StrictMath.sin(angle) / place.radius;
        double contrast = draws.uniform(0.25, 0.35);
        DemoTexture texture = new DemoTexture(draws, draws.chance(0.5) ? GROUND + contrast : GROUND - contrast);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double dx = x + 0.5 - place.x;
                double dy = y + 0.5 - place.y;
                double u = cos * dx + sin * dy;
                double v = cos * dy - sin * dx;
                if (u * u + v * v < DemoShape.REACH * DemoShape.REACH) {
                    double covered = Math.max(0, Math.min(1, 0.5 - place.radius * shape.distance(u, v)));
                    texture.paint(rgb, (y * SIDE + x) * 3, covered, dx, dy);
                }
            }
        }
    }

    /** Where a copy lies, in pixels: its circle at most a pixel over the edge. */
    private record Place(double x, double y, double radius) {
        static Place draw(Draws draws) {
            double radius = draws.uniform(4.5, 7);
            double low = radius - 1;
            return new Place(draws.uniform(low, SIDE - low), draws.uniform(low, SIDE - low), radius);
        }

        boolean isApartFrom(Place other) {
            double dx = x - other.x;
            double dy = y - other.y;
            double least = 0.95 * (radius + other.radius);
            return dx * dx + dy * dy > least * least;
        }
    }
}
