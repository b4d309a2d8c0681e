package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Picture;
import dev.selfsame.random.Draws;
import java.nio.IntBuffer;
import java.util.Objects;

/**
 * DetCon's pair of views and the regions of their pixels (Hénaff et al. 2021, arXiv:2103.10957, section 3.1). Regions are
 * those of an n × n grid over the image, the paper's simplest (section 3.2), cut out and flipped as the view is;
 * {@link RegionViews} takes any other regions.
 *
 * @param size side of a view in pixels
 * @param minScale smallest share of the image's area in a crop
 * @param strength factor of the colour jitter
 * @param jitter the colour jitter's strengths and its probability
 * @param grayscale probability of taking colour away; 0.2 by default
 * @param blur0 probability of the blur in the first view
 * @param blur1 probability of the blur in the second view
 * @param solarize0 probability of solarizing the first view
 * @param solarize1 probability of solarizing the second view
 * @param rows of the grid over the image
 * @param columns of the grid over the image
 * @param regionSide cells on a side of {@link View#regions}; best the view's size or a multiple of the feature map's
 * @param flips by chance, left and right exchanged (0.5), and neither top and bottom nor a quarter turn by default
 * @param interpolation bilinear by default
 * @param colour how colours are changed; exact by default
 */
public record DetConViews(
        int size,
        double minScale,
        double strength,
        Jitter jitter,
        double grayscale,
        double blur0,
        double blur1,
        double solarize0,
        double solarize1,
        int rows,
        int columns,
        int regionSide,
        Flips flips,
        Interpolation interpolation,
        Colour colour)
        implements Views {
    /** Checks the ranges. */
    public DetConViews {
        Ranges.checkSize("DetConViews", "size", size);
        Ranges.checkRange("DetConViews", "minScale", minScale, 1, 1);
        Ranges.checkStrength("DetConViews", "strength", strength);
        jitter.transform(strength, colour);
        Ranges.checkProbability("DetConViews: grayscale", grayscale);
        Ranges.checkProbability("DetConViews: blur0", blur0);
        Ranges.checkProbability("DetConViews: blur1", blur1);
        Ranges.checkProbability("DetConViews: solarize0", solarize0);
        Ranges.checkProbability("DetConViews: solarize1", solarize1);
        Ranges.checkSize("DetConViews", "rows", rows);
        Ranges.checkSize("DetConViews", "columns", columns);
        if (regionSide < 1 || regionSide > size) {
            throw new IllegalArgumentException(
                    "DetConViews: regionSide must be 1 to the size of " + size + ", got " + regionSide);
        }
    }

    /**
     * DetCon-S's: SimCLR's views, the first always blurred and the second never, as Lightly has them.
     *
     * @param rows of the grid, as many as columns; with 1 the method is SimCLR
     */
    public static DetConViews s(int size, int rows) {
        return of(size, rows, Jitter.SIMCLR, 0, 0);
    }

    /**
     * DetCon-B's: BYOL's views (section 3.1).
     *
     * @param rows of the grid, as many as columns; with 1 the method is BYOL, but for its loss
     */
    public static DetConViews b(int size, int rows) {
        return of(size, rows, Jitter.BYOL, 0.1, 0.2);
    }

    /** The first view always blurred and never solarized, the second by chance. */
    private static DetConViews of(int size, int rows, Jitter jitter, double blur, double solarize) {
        return new DetConViews(
                size,
                0.08,
                1,
                jitter,
                0.2,
                1,
                blur,
                0,
                solarize,
                rows,
                rows,
                size,
                Flips.USUAL,
                Interpolation.BILINEAR,
                Colour.EXACT);
    }

    private DetConViews with(double scale, double newStrength, double first, double second, int side) {
        return new DetConViews(
                size,
                scale,
                newStrength,
                jitter,
                grayscale,
                first,
                second,
                solarize0,
                solarize1,
                rows,
                columns,
                side,
                flips,
                interpolation,
                colour);
    }

    /** These views with another smallest crop. */
    public DetConViews withMinScale(double value) {
        return with(value, strength, blur0, blur1, regionSide);
    }

    /** These views with another strength of the colour jitter. */
    public DetConViews withStrength(double value) {
        return with(minScale, value, blur0, blur1, regionSide);
    }

    /** These views with other probabilities of the blur; 0 and 0 for none. */
    public DetConViews withBlur(double first, double second) {
        return with(minScale, strength, first, second, regionSide);
    }

    /** These views with regions of another number of cells on a side. */
    public DetConViews withRegionSide(int cells) {
        return with(minScale, strength, blur0, blur1, cells);
    }

    private DetConViews with(double grey, Flips newFlips, Interpolation newInterpolation) {
        return new DetConViews(
                size,
                minScale,
                strength,
                jitter,
                grey,
                blur0,
                blur1,
                solarize0,
                solarize1,
                rows,
                columns,
                regionSide,
                newFlips,
                newInterpolation,
                colour);
    }

    /** These views with another probability of taking colour away. */
    public DetConViews withGrayscale(double value) {
        return with(value, flips, interpolation);
    }

    /** These views flipped and turned by other probabilities; regions follow. */
    public DetConViews withFlips(Flips value) {
        return with(grayscale, value, interpolation);
    }

    /** These views with another interpolation in the crops. */
    public DetConViews withInterpolation(Interpolation value) {
        return with(grayscale, flips, value);
    }

    /** How many regions the grid has. */
    public int regionCount() {
        return rows * columns;
    }

    @Override
    public int count() {
        return 2;
    }

    @Override
    public int size(int view) {
        return size;
    }

    @Override
    public int regions(int view) {
        return regionSide;
    }

    @Override
    public ContrastiveTransform transform(int view) {
        boolean first = Objects.checkIndex(view, 2) == 0;
        return new ContrastiveTransform(
                RandomResizedCrop.of(size, minScale, interpolation),
                flips,
                jitter.transform(strength, colour),
                new RandomGrayscale(grayscale),
                GaussianBlur.of(first ? blur0 : blur1),
                Solarize.of(first ? solarize0 : solarize1));
    }

    @Override
    public void renderRegions(Picture image, int view, Draws draws, IntBuffer out, int offset) {
        Placement.Labels labels = Regions.grid(rows, columns).of(image);
        transform(view).place(image, draws).writeRegions(regionSide, labels, out, offset);
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
