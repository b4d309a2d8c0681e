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
 * @param blur0 probability of the blur in the first view
 * @param blur1 probability of the blur in the second view
 * @param solarize0 probability of solarizing the first view
 * @param solarize1 probability of solarizing the second view
 * @param rows of the grid over the image
 * @param columns of the grid over the image
 * @param regionSide cells on a side of {@link View#regions}; best the view's size or a multiple of the feature map's
 * @param interpolation bilinear by default
 * @param colour how colours are changed; exact by default
 */
public record DetConViews(
        int size,
        double minScale,
        double strength,
        Jitter jitter,
        double blur0,
        double blur1,
        double solarize0,
        double solarize1,
        int rows,
        int columns,
        int regionSide,
        Interpolation interpolation,
        Colour colour)
        implements Views {
    /** Checks the ranges. */
    public DetConViews {
        Ranges.checkSize("DetConViews", "size", size);
        Ranges.checkRange("DetConViews", "minScale", minScale, 1, 1);
        Ranges.checkStrength("DetConViews", "strength", strength);
        jitter.transform(strength, colour);
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
        return new DetConViews(
                size, 0.08, 1, Jitter.SIMCLR, 1, 0, 0, 0, rows, rows, size, Interpolation.BILINEAR, Colour.EXACT);
    }

    /**
     * DetCon-B's: BYOL's views (section 3.1).
     *
     * @param rows of the grid, as many as columns; with 1 the method is BYOL, but for its loss
     */
    public static DetConViews b(int size, int rows) {
        return new DetConViews(
                size, 0.08, 1, Jitter.BYOL, 1, 0.1, 0, 0.2, rows, rows, size, Interpolation.BILINEAR, Colour.EXACT);
    }

    private DetConViews with(double scale, double newStrength, double first, double second, int side) {
        return new DetConViews(
                size,
                scale,
                newStrength,
                jitter,
                first,
                second,
                solarize0,
                solarize1,
                rows,
                columns,
                side,
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

    /** These views with another interpolation in the crops. */
    public DetConViews withInterpolation(Interpolation value) {
        return new DetConViews(
                size,
                minScale,
                strength,
                jitter,
                blur0,
                blur1,
                solarize0,
                solarize1,
                rows,
                columns,
                regionSide,
                value,
                colour);
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
                new HorizontalFlip(0.5),
                jitter.transform(strength, colour),
                new RandomGrayscale(0.2),
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
