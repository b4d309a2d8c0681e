package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Original;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Resampling;
import dev.selfsame.image.SampleResampling;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * A rectangle of random area, shape and place, resized to a square: torchvision's {@code RandomResizedCrop}. The area
 * is uniform, the shape uniform in its logarithm; what does not fit is drawn again, ten times at most, and then the
 * largest rectangle of a shape within the range is taken from the middle. Any number of channels. Of an image that was
 * decoded smaller the rectangle is drawn at the size of its {@link Picture#original}, and seen in whole pixels of what is
 * at hand.
 *
 * @param size side of the result in pixels
 * @param scaleMin smallest share of the image's area; 0.08 by default
 * @param scaleMax largest share; 1 by default
 * @param ratioMin smallest width over height; 3/4 by default
 * @param ratioMax largest width over height; 4/3 by default
 * @param interpolation bilinear by default; the papers of SimCLR and BYOL have bicubic
 */
public record RandomResizedCrop(
        int size, double scaleMin, double scaleMax, double ratioMin, double ratioMax, Interpolation interpolation)
        implements Transform {
    private static final int TRIES = 10;

    /** Checks the ranges. */
    public RandomResizedCrop {
        Ranges.checkSize("RandomResizedCrop", "size", size);
        Ranges.checkRange("RandomResizedCrop", "scale", scaleMin, scaleMax, 1);
        Ranges.checkRange("RandomResizedCrop", "ratio", ratioMin, ratioMax, Double.MAX_VALUE);
    }

    /** With torchvision's defaults: scale 0.08 to 1, ratio 3/4 to 4/3, bilinear. */
    public static RandomResizedCrop of(int size) {
        return of(size, 0.08, Interpolation.BILINEAR);
    }

    /** With scales from {@code scaleMin} to 1 and ratios from 3/4 to 4/3. */
    public static RandomResizedCrop of(int size, double scaleMin, Interpolation interpolation) {
        return new RandomResizedCrop(size, scaleMin, 1, 3.0 / 4, 4.0 / 3, interpolation);
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        Area area = seen(image, draws);
        return Resampling.resizedCrop(
                image, area.x(), area.y(), area.width(), area.height(), size, size, interpolation);
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        Area area = seen(image, draws);
        return SampleResampling.resizedCrop(
                image, area.x(), area.y(), area.width(), area.height(), size, size, interpolation);
    }

    /** By the smallest rectangle that can be drawn: neither side of it becomes smaller than the result's. */
    @Override
    public int reduction(int width, int height) {
        double area = (double) width * height * scaleMin;
        Area middle = middle(width, height);
        double drawn = Math.sqrt(Math.min(area * ratioMin, area / ratioMax));
        return (int) Math.max(1, Math.min(drawn, Math.min(middle.width(), middle.height())) / size);
    }

    /** The same and flips after it, as planes. */
    Planes planes(Pixels image, Flips flips, Draws draws) {
        Area area = seen(image, draws);
        Flips.Drawn drawn = flips.draw(draws);
        Planes seen = Resampling.resizedCrop(
                image, area.x(), area.y(), area.width(), area.height(), size, size, interpolation, drawn.mirrored());
        if (drawn.isFinished()) {
            return seen;
        }
        try (Planes mirrored = seen) {
            return Planes.of(drawn.finish(mirrored.toPixels()));
        }
    }

    /** The rectangle that is cut out of an image. */
    record Area(int x, int y, int width, int height) {}

    /** The rectangle that is drawn on an image, whatever size it was decoded at. */
    Area draw(Picture image, Draws draws) {
        Original original = image.original();
        return draw(original.width(), original.height(), draws);
    }

    /** The same in whole pixels of the image at hand: each edge lies within half a pixel of where it was drawn. */
    Area seen(Picture image, Draws draws) {
        Original original = image.original();
        Area drawn = draw(image, draws);
        int x = Math.min(original.column(drawn.x), image.width() - 1);
        int y = Math.min(original.row(drawn.y), image.height() - 1);
        return new Area(
                x,
                y,
                Math.max(1, original.column(drawn.x + drawn.width) - x),
                Math.max(1, original.row(drawn.y + drawn.height) - y));
    }

    Area draw(int width, int height, Draws draws) {
        double logMin = StrictMath.log(ratioMin);
        double logMax = StrictMath.log(ratioMax);
        for (int i = 0; i < TRIES; i++) {
            double area = (double) width * height * draws.uniform(scaleMin, scaleMax);
            double ratio = StrictMath.exp(draws.uniform(logMin, logMax));
            int w = (int) Math.rint(Math.sqrt(area * ratio));
            int h = (int) Math.rint(Math.sqrt(area / ratio));
            if (w > 0 && w <= width && h > 0 && h <= height) {
                int y = draws.below(height - h + 1);
                int x = draws.below(width - w + 1);
                return new Area(x, y, w, h);
            }
        }
        return middle(width, height);
    }

    private Area middle(int width, int height) {
        double ratio = (double) width / height;
        int w = width;
        int h = height;
        if (ratio < ratioMin) {
            h = Math.max(1, (int) Math.rint(width / ratioMin));
        } else if (ratio > ratioMax) {
            w = Math.max(1, (int) Math.rint(height * ratioMax));
        }
        return new Area((width - w) / 2, (height - h) / 2, w, h);
    }
}
