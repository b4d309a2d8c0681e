package dev.selfsame.benchmarks;

import dev.selfsame.data.ImageFolder;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.ColorJitter;
import dev.selfsame.view.Colour;
import java.io.IOException;
import java.nio.file.Path;

/** How far the colours of {@link Colour#LINEAR} lie from the exact ones, in levels of 0–255, on a folder of images. */
final class ColourDeviation {
    private static final int SIZE = 224;
    private static final int DRAWS = 10;
    private static final int LEVELS = 256;

    private ColourDeviation() {}

    public static void main(String[] arguments) throws IOException, UnreadableImageException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("ColourDeviation FOLDER");
        }
        ImageFolder images = ImageFolder.open(Path.of(arguments[0]));
        measure(images, "BYOL's jitter", 0.4, 0.4, 0.2, 0.1);
        measure(images, "SimCLR's jitter", 0.8, 0.8, 0.8, 0.2);
    }

    private static void measure(
            ImageFolder images, String name, double brightness, double contrast, double saturation, double hue)
            throws IOException, UnreadableImageException {
        ColorJitter exact = new ColorJitter(brightness, contrast, saturation, hue, 1, Colour.EXACT);
        ColorJitter linear = new ColorJitter(brightness, contrast, saturation, hue, 1, Colour.LINEAR);
        long[] deviations = new long[LEVELS];
        long[] changes = new long[LEVELS];
        for (int i = 0; i < images.size(); i++) {
            Pixels image = Resampling.resize(ImageDecoder.decode(images.read(i)), SIZE, SIZE, Interpolation.BILINEAR);
            for (int draw = 0; draw < DRAWS; draw++) {
                Pixels right = exact.apply(image, Draws.of(1, Stream.VIEWS, draw, i));
                count(right, linear.apply(image, Draws.of(1, Stream.VIEWS, draw, i)), deviations);
                count(right, image, changes);
            }
        }
        System.out.printf(
                "%s: mean %.2f levels (the jitter itself changes samples by %.2f), median %d, 99th percentile %d%n",
                name, mean(deviations), mean(changes), percentile(deviations, 0.5), percentile(deviations, 0.99));
    }

    private static void count(Pixels a, Pixels b, long[] counts) {
        for (int i = 0; i < a.data().length; i++) {
            counts[Math.abs((a.data()[i] & 0xFF) - (b.data()[i] & 0xFF))]++;
        }
    }

    private static double mean(long[] counts) {
        double sum = 0;
        double all = 0;
        for (int level = 0; level < LEVELS; level++) {
            sum += (double) level * counts[level];
            all += counts[level];
        }
        return sum / all;
    }

    private static int percentile(long[] counts, double share) {
        double all = 0;
        for (long count : counts) {
            all += count;
        }
        long below = 0;
        int level = 0;
        while (below + counts[level] < share * all) {
            below += counts[level++];
        }
        return level;
    }
}
