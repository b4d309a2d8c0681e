package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.List;
import java.util.Locale;

/**
 * Images that the program draws, so that there is something to learn from without any file: one of ten shapes, at any
 * place, size and angle, in any colours and textures, on a ground of any colours and textures. The class is the shape.
 * What makes two images of a class look alike in their pixels is left to chance, so pixels say little about it.
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
        double radius = draws.uniform(7, 12);
        double room = SIDE / 2.0 - radius + 1; // at most a pixel over the edge
        double centreX = SIDE / 2.0 + draws.uniform(-room, room);
        double centreY = SIDE / 2.0 + draws.uniform(-room, room);
        double angle = draws.uniform(0, 2 * Math.PI);
        double cos = StrictMath.cos(angle) / radius;
        double sin = StrictMath.sin(angle) / radius;

        double dark = draws.uniform(0.15, 0.4);
        double light = dark + draws.uniform(0.3, 0.45);
        boolean lightOnDark = draws.chance(0.5);
        DemoTexture figure = new DemoTexture(draws, lightOnDark ? light : dark);
        DemoTexture ground = new DemoTexture(draws, lightOnDark ? dark : light);

        byte[] pixels = new byte[SIDE * SIDE * 3];
        double[] rgb = new double[3];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double dx = x + 0.5 - centreX;
                double dy = y + 0.5 - centreY;
                double u = cos * dx + sin * dy;
                double v = cos * dy - sin * dx;
                boolean near = u * u + v * v < DemoShape.REACH * DemoShape.REACH;
                double covered = near ? Math.max(0, Math.min(1, 0.5 - radius * shape.distance(u, v))) : 0;
                rgb[0] = rgb[1] = rgb[2] = 0;
                figure.addTo(rgb, covered, dx, dy);
                ground.addTo(rgb, 1 - covered, x - SIDE / 2.0, y - SIDE / 2.0);
                for (int c = 0; c < 3; c++) {
                    pixels[(y * SIDE + x) * 3 + c] = (byte) Math.round(255 * Math.max(0, Math.min(1, rgb[c])));
                }
            }
        }
        return pixels;
    }
}
