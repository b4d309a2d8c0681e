package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ExifFiles;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far views of JPEG files that are decoded smaller lie from those of the whole picture, in levels of 0 to 255. */
class ReducedDecodingTest {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1200;
    private static final int CROPS = 100;

    /** What may be apart, at most; about one and a half times what was measured. */
    private static final double MEAN = 1.8;

    private static final int NINETY_NINE_IN_A_HUNDRED = 9;
    private static final int MOST = 54;

    /** As much detail at each scale from 2 to 512 pixels, as photographs have, and discs with sharp edges. */
    private static Pixels photograph(int number) {
        float[] light = new float[WIDTH * HEIGHT];
        float[] colour = new float[WIDTH * HEIGHT];
        for (int period = 2; period <= 512; period *= 2) {
            addNoise(light, period, 22, Draws.of(number, Stream.SAMPLE, period, 0));
            addNoise(colour, period, 5, Draws.of(number, Stream.SAMPLE, period, 1));
        }
        Draws discs = Draws.of(number, Stream.SAMPLE, 0, 2);
        for (int i = 0; i < 30; i++) {
            addDisc(light, discs.below(WIDTH), discs.below(HEIGHT), 5 + discs.below(150), 120 * (i % 2) - 60);
        }
        Pixels image = Pixels.blank(WIDTH, HEIGHT, 3);
        for (int i = 0; i < light.length; i++) {
            image.data()[3 * i] = level(128 + light[i] + colour[i]);
            image.data()[3 * i + 1] = level(128 + light[i]);
            image.data()[3 * i + 2] = level(128 + light[i] - colour[i]);
        }
        return image;
    }

    private static byte level(float value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** Uniform noise on a grid, interpolated between its points. */
    private static void addNoise(float[] plane, int period, double strength, Draws draws) {
        int columns = WIDTH / period + 2;
        float[] grid = new float[columns * (HEIGHT / period + 2)];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = (float) draws.uniform(-strength, strength);
        }
        for (int y = 0; y < HEIGHT; y++) {
            float down = (float) (y % period) / period;
            for (int x = 0; x < WIDTH; x++) {
                float right = (float) (x % period) / period;
                int at = y / period * columns + x / period;
                float above = grid[at] + right * (grid[at + 1] - grid[at]);
                float below = grid[at + columns] + right * (grid[at + columns + 1] - grid[at + columns]);
                plane[y * WIDTH + x] += above + down * (below - above);
            }
        }
    }

    private static void addDisc(float[] plane, int middleX, int middleY, int radius, float level) {
        for (int y = Math.max(0, middleY - radius); y < Math.min(HEIGHT, middleY + radius); y++) {
            for (int x = Math.max(0, middleX - radius); x < Math.min(WIDTH, middleX + radius); x++) {
                if ((x - middleX) * (x - middleX) + (y - middleY) * (y - middleY) < radius * radius) {
                    plane[y * WIDTH + x] += level;
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"96, 2", "64, 4", "24, 8"})
    void viewsAreNearlyThoseOfTheWholePicture(int side, int times) throws UnreadableImageException {
        Views crops = Views.of(
                Normalize.of(new double[3], new double[] {1 / 255.0, 1 / 255.0, 1 / 255.0}),
                List.of(RandomResizedCrop.of(side, 0.08, Interpolation.BILINEAR)),
                side);
        List<Float> apart = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            byte[] file = ImageEncoder.jpeg(photograph(number), 95);
            Pixels whole = ImageDecoder.decode(file);
            Pixels reduced = ImageDecoder.decode(file, DecodeOptions.DEFAULT, crops::reduction);
            assertEquals(WIDTH / times, reduced.width());
            for (int crop = 0; crop < CROPS; crop++) {
                float[] right = render(crops, whole, number, crop);
                float[] nearly = render(crops, reduced, number, crop);
                for (int i = 0; i < right.length; i++) {
                    apart.add(Math.abs(right[i] - nearly[i]));
                }
            }
        }
        apart.sort(null);
        double mean = apart.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
        float most = apart.get(apart.size() - 1);
        float usual = apart.get((int) (0.99 * apart.size()));
        String found = "mean " + mean + ", 99 in 100 within " + usual + ", all within " + most;
        assertTrue(mean > 0 && mean <= MEAN, found);
        assertTrue(usual <= NINETY_NINE_IN_A_HUNDRED, found);
        assertTrue(most <= MOST, found);
    }

    /**
     * Of an even slope a view shows its place. Each edge of the rectangle lies at most half a pixel of the smaller picture off,
     * and weighing that picture's pixels instead of the whole one's adds no more than another half: a sample is of a place
     * at most one such pixel away, in each direction. What is rounded comes on top: once in each picture, and twice in
     * resizing each.
     */
    @ParameterizedTest
    @CsvSource({
        "401, 299, 40, 2, 1",
        "401, 299, 40, 2, 7",
        "397, 303, 20, 4, 6",
        "397, 303, 20, 4, 4",
        "333, 419, 10, 8, 3",
        "333, 419, 10, 8, 8"
    })
    void noViewIsOfAnotherPartOfThePicture(int width, int height, int side, int times, int orientation)
            throws UnreadableImageException {
        double across = 100.0 / width;
        double down = 100.0 / height;
        Pixels slope = Pixels.blank(width, height, 3);
        for (int i = 0; i < slope.data().length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            slope.data()[i] = level((float) (20 + x * across + y * down));
        }
        Views crops = Views.of(
                Normalize.of(new double[3], new double[] {1 / 255.0, 1 / 255.0, 1 / 255.0}),
                List.of(new FlippedCrop(RandomResizedCrop.of(side), Flips.USUAL)),
                side);
        byte[] file = ExifFiles.oriented(ImageEncoder.jpeg(slope, 98), orientation);
        Picture whole = crops.decode(file, DecodeOptions.DEFAULT.withExtent(DecodeOptions.Extent.FULL));
        Picture reduced = crops.decode(file, DecodeOptions.DEFAULT);
        assertEquals(times, reduced.original().reduction());
        float most = 0;
        for (int draw = 0; draw < 1000; draw++) {
            float[] right = render(crops, whole, 0, draw);
            float[] nearly = render(crops, reduced, 0, draw);
            for (int i = 0; i < right.length; i++) {
                most = Math.max(most, Math.abs(right[i] - nearly[i]));
            }
        }
        double bound = (across + down) * times + 2 * 3 * 0.5;
        assertTrue(most > 0 && most <= bound, most + " levels apart, where " + bound + " are explained");
    }

    private static float[] render(Views views, Picture image, int number, int crop) {
        FloatBuffer out = FloatBuffer.allocate(views.size(0) * views.size(0) * 3);
        views.render(image, 0, Draws.of(1, Stream.VIEWS, number, crop, 0), out, 0);
        return out.array();
    }
}
