package dev.selfsame.benchmarks;

import dev.selfsame.data.ImageFolder;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.Normalize;
import dev.selfsame.view.RandomResizedCrop;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How far views of JPEG files that are decoded no larger than needed lie from those of the whole pictures, in levels of
 * 0–255, on a folder of images: the crops by themselves, and BYOL's whole views.
 *
 * <pre>benchmarks/java dev.selfsame.benchmarks.DecodeDeviation FOLDER SIDE [ENLARGED]</pre>
 *
 * <p>With {@code ENLARGED}, images become so many times as wide and as high first, and JPEG files of quality 95: what is
 * decoded smaller depends on their size.
 */
final class DecodeDeviation {
    private static final int DRAWS = 10;

    private DecodeDeviation() {}

    public static void main(String[] arguments) throws IOException, UnreadableImageException {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("usage: DecodeDeviation FOLDER SIDE [ENLARGED]");
            System.exit(2);
        }
        ImageFolder images = ImageFolder.open(Path.of(arguments[0]));
        int side = Integer.parseInt(arguments[1]);
        int enlarged = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        Normalize levels = Normalize.of(new double[3], new double[] {1.0 / 255, 1.0 / 255, 1.0 / 255});
        measure(images, enlarged, "crops", Views.of(levels, List.of(RandomResizedCrop.of(side)), side));
        measure(images, enlarged, "BYOL's views", ByolViews.of(side));
    }

    private static void measure(ImageFolder images, int enlarged, String name, Views views)
            throws IOException, UnreadableImageException {
        LevelCounts deviations = new LevelCounts();
        int[] reductions = new int[images.size()];
        for (int i = 0; i < images.size(); i++) {
            byte[] file = file(images.read(i), enlarged);
            Pixels whole = ImageDecoder.decode(file);
            Pixels needed = ImageDecoder.decode(file, DecodeOptions.DEFAULT, views::reduction);
            reductions[i] = needed.original().reduction();
            for (int draw = 0; draw < DRAWS; draw++) {
                for (int view = 0; view < views.count(); view++) {
                    count(render(views, whole, i, draw, view), render(views, needed, i, draw, view), views, deviations);
                }
            }
        }
        Arrays.sort(reductions);
        System.out.printf(
                "%s: %s; decoded 1/%d of their size (1/%d to 1/%d)%n",
                name, deviations, reductions[reductions.length / 2], reductions[0], reductions[reductions.length - 1]);
    }

    private static byte[] file(byte[] stored, int enlarged) throws UnreadableImageException {
        if (enlarged == 1) {
            return stored;
        }
        Pixels image = ImageDecoder.decode(stored);
        return ImageEncoder.jpeg(
                Resampling.resize(image, enlarged * image.width(), enlarged * image.height(), Interpolation.BICUBIC),
                95);
    }

    private static float[] render(Views views, Pixels image, int number, int draw, int view) {
        FloatBuffer out = FloatBuffer.allocate(views.size(view) * views.size(view) * 3);
        views.render(image, view, Draws.of(1, Stream.VIEWS, draw, number, view), out, 0);
        return out.array();
    }

    private static void count(float[] a, float[] b, Views views, LevelCounts counts) {
        double[] std = views.normalize().std();
        for (int i = 0; i < a.length; i++) {
            counts.add((int) Math.rint(Math.abs(a[i] - b[i]) * std[i % 3] * 255));
        }
    }
}
