package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import java.util.List;
import java.util.Objects;

/**
 * Two views of an image as it is, of any number of channels: a crop, flips, quarter turns, brightness and contrast
 * of each channel by itself (0.8), blur and noise. What only colours have is left out: saturation, hue, grayscale and
 * solarizing, whose threshold is in the middle of 0 to 255.
 *
 * @param size side of a view in pixels
 * @param minScale smallest share of the image's area in a crop; 0.08 by default
 * @param brightness largest shift of a channel over its standard deviation in the data; 0.5 by default
 * @param contrast largest change of the factor about a channel's mean; 0.5 by default
 * @param blur0 probability of the blur in the first view; 0.5 by default
 * @param blur1 probability of the blur in the second view; 0.5 by default
 * @param sigmaMin smallest standard deviation of the blur in pixels; 0.1 by default
 * @param sigmaMax largest standard deviation of the blur in pixels; 2 by default
 * @param flips by chance, before the turns; left and right exchanged (0.5) and no more by default
 * @param turns whether views are turned by quarters: not for images with an up and a down; true by default
 * @param noise standard deviation of the noise over that of the channel; 0 by default
 * @param interpolation bilinear by default
 * @param statistics of the data
 */
public record ChannelViews(
        int size,
        double minScale,
        double brightness,
        double contrast,
        double blur0,
        double blur1,
        double sigmaMin,
        double sigmaMax,
        Flips flips,
        boolean turns,
        double noise,
        Interpolation interpolation,
        ChannelStatistics statistics)
        implements Views {
    private static final double JITTER = 0.5;

    /** Checks the ranges. */
    public ChannelViews {
        Ranges.checkSize("ChannelViews", "size", size);
        Ranges.checkRange("ChannelViews", "minScale", minScale, 1, 1);
        Ranges.checkStrength("ChannelViews", "brightness", brightness);
        Ranges.checkStrength("ChannelViews", "contrast", contrast);
        Ranges.checkProbability("ChannelViews: blur0", blur0);
        Ranges.checkProbability("ChannelViews: blur1", blur1);
        Ranges.checkRange("ChannelViews", "sigma", sigmaMin, sigmaMax, 1000);
        Ranges.checkStrength("ChannelViews", "noise", noise);
    }

    /** The defaults at a size. */
    public static ChannelViews of(int size, ChannelStatistics statistics) {
        return new ChannelViews(
                size, 0.08, JITTER, JITTER, 0.5, 0.5, 0.1, 2, Flips.USUAL, true, 0, Interpolation.BILINEAR, statistics);
    }

    /** What there is of SimCLR's views in images as they are; half the strength of its jitter halves this one's. */
    public static ChannelViews like(SimClrViews rgb, ChannelStatistics statistics) {
        double jitter = JITTER * rgb.strength();
        return new ChannelViews(
                rgb.size(),
                rgb.minScale(),
                jitter,
                jitter,
                rgb.blur(),
                rgb.blur(),
                rgb.sigmaMin(),
                rgb.sigmaMax(),
                rgb.flips(),
                true,
                0,
                rgb.interpolation(),
                statistics);
    }

    /** What there is of BYOL's views in images as they are; the strength of the jitter goes along. */
    public static ChannelViews like(ByolViews rgb, ChannelStatistics statistics) {
        double jitter = JITTER * rgb.strength();
        return new ChannelViews(
                rgb.size(),
                rgb.minScale(),
                jitter,
                jitter,
                rgb.blur0(),
                rgb.blur1(),
                rgb.sigmaMin(),
                rgb.sigmaMax(),
                rgb.flips(),
                true,
                0,
                rgb.interpolation(),
                statistics);
    }

    /**
     * What there is of two views made alike in images as they are; the strength of the jitter goes along.
     *
     * @throws IllegalArgumentException if the views are not two
     */
    public static ChannelViews like(AlikeViews rgb, ChannelStatistics statistics) {
        if (rgb.count() != 2) {
            throw new IllegalArgumentException(
                    "images as they are have two views, a method with " + rgb.count() + " has no like for them");
        }
        SimClrViews pair = new SimClrViews(
                rgb.size(),
                rgb.minScale(),
                rgb.strength(),
                rgb.grayscale(),
                rgb.blur(),
                rgb.sigmaMin(),
                rgb.sigmaMax(),
                rgb.flips(),
                rgb.interpolation(),
                rgb.colour());
        return like(pair, statistics);
    }

    /**
     * What there is of ReSSL's views in images as they are: the second is not blurred. Brightness and contrast change in
     * both.
     */
    public static ChannelViews like(ReSslViews rgb, ChannelStatistics statistics) {
        double jitter = JITTER * rgb.strength();
        return new ChannelViews(
                rgb.size(),
                rgb.minScale(),
                jitter,
                jitter,
                rgb.blur(),
                0,
                rgb.sigmaMin(),
                rgb.sigmaMax(),
                rgb.flips(),
                true,
                0,
                rgb.interpolation(),
                statistics);
    }

    /**
     * What there is of two global views in images as they are; the strength of the jitter goes along.
     *
     * @throws IllegalArgumentException if there are local views or grids, or the global views are not two
     */
    public static ChannelViews like(MultiCropViews rgb, ChannelStatistics statistics) {
        if (rgb.global().count() != 2 || rgb.local().count() != 0) {
            throw new IllegalArgumentException("images as they are have two views, multi-crop with "
                    + rgb.global().count() + " global and " + rgb.local().count() + " local ones has no like for them");
        }
        if (rgb.global().grid() > 0) {
            throw new IllegalArgumentException("images as they are have no grids, which the views of this recipe have:"
                    + " take another method, such as simclr, byol or vicreg");
        }
        double jitter = JITTER * rgb.strength();
        return new ChannelViews(
                rgb.size(0),
                rgb.global().minScale(),
                jitter,
                jitter,
                rgb.blur().first(),
                rgb.blur().others(),
                rgb.sigmaMin(),
                rgb.sigmaMax(),
                rgb.flips(),
                true,
                0,
                rgb.interpolation(),
                statistics);
    }

    /** These views with other statistics. */
    public ChannelViews withStatistics(ChannelStatistics value) {
        return new ChannelViews(
                size,
                minScale,
                brightness,
                contrast,
                blur0,
                blur1,
                sigmaMin,
                sigmaMax,
                flips,
                turns,
                noise,
                interpolation,
                value);
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
    public Transform transform(int view) {
        boolean first = Objects.checkIndex(view, 2) == 0;
        return new ChannelTransform(
                RandomResizedCrop.of(size, minScale, interpolation),
                flips,
                turns ? List.of(new QuarterTurns()) : List.of(),
                new IntensityJitter(brightness, contrast, 0.8, statistics.std()),
                new GaussianBlur(first ? blur0 : blur1, sigmaMin, sigmaMax),
                new GaussianNoise(noise, statistics.std()));
    }

    @Override
    public Normalize normalize() {
        return statistics.normalize();
    }
}
