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
        LevelCounts deviations = new LevelCounts();
        LevelCounts changes = new LevelCounts();
        for (int i = 0; i < images.size(); i++) {
            Pixels image = Resampling.resize(ImageDecoder.decode(images.read(i)), SIZE, SIZE, Interpolation.BILINEAR);
            for (int draw = 0; draw < DRAWS; draw++) {
                Pixels right = exact.apply(image, Draws.of(1, Stream.VIEWS, draw, i));
                count(right, linear.apply(image, Draws.of(1, Stream.VIEWS, draw, i)), deviations);
                count(right, image, changes);
            }
        }
        System.out.printf("%s: %s; the jitter itself changes samples by %.2f%n", name, deviations, changes.mean());
    }

    private static void count(Pixels a, Pixels b, LevelCounts counts) {
        for (int i = 0; i < a.data().length; i++) {
            counts.add(Math.abs((a.data()[i] & 0xFF) - (b.data()[i] & 0xFF)));
        }
    }
}
