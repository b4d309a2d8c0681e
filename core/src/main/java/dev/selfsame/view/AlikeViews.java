package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import java.util.Objects;

/**
 * Any number of views, all made alike, by crop, flips, colour jitter, grayscale, blur and solarizing: those of MoCo,
 * DenseCL, SimSiam, FastSiam, VICReg, MMCR, W-MSE and EMP-SSL. NNCLR's are {@link SimClrViews}, TiCo's are {@link ByolViews}.
 *
 * @param count how many views, at least 1
 * @param size side of a view in pixels
 * @param minScale smallest share of the image's area in a crop
 * @param maxScale largest share; 1 by default
 * @param maxRatio largest width over height of a crop, and height over width; 4/3 by default, 1 for squares
 * @param strength factor of the colour jitter
 * @param jitter the colour jitter's strengths and its probability
 * @param grayscale probability of taking colour away
 * @param blur probability of the blur
 * @param solarize probability of solarizing
 * @param sigmaMin smallest standard deviation of the blur in pixels; 0.1 by default
 * @param sigmaMax largest standard deviation of the blur in pixels; 2 by default
 * @param flips by chance, left and right exchanged (0.5), and neither top and bottom nor a quarter turn by default
 * @param order of the steps
 * @param interpolation in the crop; bilinear by default, as in Lightly
 * @param colour how colours are changed; exact by default
 */
public record AlikeViews(
        int count,
        int size,
        double minScale,
        double maxScale,
        double maxRatio,
        double strength,
        Jitter jitter,
        double grayscale,
        double blur,
        double solarize,
        double sigmaMin,
        double sigmaMax,
        Flips flips,
        Order order,
        Interpolation interpolation,
        Colour colour)
        implements Views {
    /** The order of the steps. */
    public enum Order {
        /** Crop, flip, jitter, grayscale, blur, solarize. */
        USUAL,
        /** Crop, flip, jitter, grayscale, solarize, blur: VICReg's in Lightly. */
        SOLARIZE_FIRST,
        /** Jitter, grayscale, crop, flip, blur, solarize: W-MSE's. The whole image is recoloured, which takes longer. */
        COLOURS_FIRST
    }

    /** Checks the ranges. */
    public AlikeViews {
        if (count < 1) {
            throw new IllegalArgumentException("AlikeViews: count must be at least 1, got " + count);
        }
        Ranges.checkSize("AlikeViews", "size", size);
        Ranges.checkRange("AlikeViews", "scale", minScale, maxScale, 1);
        Ranges.checkRange("AlikeViews", "ratio", 1, maxRatio, Double.MAX_VALUE);
        Ranges.checkStrength("AlikeViews", "strength", strength);
        Ranges.checkProbability("AlikeViews: grayscale", grayscale);
        Ranges.checkProbability("AlikeViews: blur", blur);
        Ranges.checkProbability("AlikeViews: solarize", solarize);
        Ranges.checkRange("AlikeViews", "sigma", sigmaMin, sigmaMax, 1000);
        jitter.transform(strength, colour);
    }

    private static AlikeViews of(int count, int size, double minScale, double strength, Jitter jitter) {
        return of(count, size, minScale, 1, 4.0 / 3, strength, jitter);
    }

    private static AlikeViews of(
            int count, int size, double minScale, double maxScale, double maxRatio, double strength, Jitter jitter) {
        return new AlikeViews(
                count,
                size,
                minScale,
                maxScale,
                maxRatio,
                strength,
                jitter,
                0.2,
                0.5,
                0,
                0.1,
                2,
                Flips.USUAL,
                Order.USUAL,
                Interpolation.BILINEAR,
                Colour.EXACT);
    }

    /**
     * MoCo v1's two views (He et al. 2020, arXiv:1911.05722, section 3.3): crops of at least 0.2, jitter of 0.4 in
     * everything, no blur. In Lightly the jitter comes by 0.8, in the authors' code always, before the flip.
     */
    public static AlikeViews mocoV1(int size) {
        return of(2, size, 0.2, 1, new Jitter(0.4, 0.4, 0.4, 0.4, 0.8)).withBlur(0);
    }

    /** MoCo v2's two views (Chen et al. 2020, arXiv:2003.04297, section 2), which DenseCL took over. */
    public static AlikeViews mocoV2(int size) {
        return of(2, size, 0.2, 1, Jitter.MOCO);
    }

    /** SimSiam's two views (Chen and He 2021, arXiv:2011.10566, section 3): MoCo v2's. */
    public static AlikeViews simsiam(int size) {
        return mocoV2(size);
    }

    /**
     * FastSiam's views (Pototzky et al. 2022, "FastSiam: Resource-Efficient Self-supervised Learning on a Single GPU"):
     * SimSiam's, more of them.
     *
     * @param count 4 in the paper
     */
    public static AlikeViews fastsiam(int count, int size) {
        return mocoV2(size).withCount(count);
    }

    /**
     * VICReg's two views as Lightly has them: crops of at least 0.08, half of a jitter of 0.8, 0.8, 0.4, 0.2, solarizing
     * (0.1) before the blur (0.5). The paper's (Bardes, Ponce and LeCun 2022, arXiv:2105.04906, appendix C.1) are made alike
     * too.
     */
    public static AlikeViews vicreg(int size) {
        return of(2, size, 0.08, 0.5, new Jitter(0.8, 0.8, 0.4, 0.2, 0.8))
                .withSolarize(0.1)
                .withOrder(Order.SOLARIZE_FIRST);
    }

    /**
     * MMCR's views as Lightly has them: BYOL's first view, always blurred and never solarized, again and again.
     *
     * @param count 8 in Lightly
     */
    public static AlikeViews mmcr(int count, int size) {
        return of(count, size, 0.08, 1, Jitter.BYOL).withBlur(1);
    }

    /**
     * W-MSE's views (Ermolov et al. 2021, arXiv:2007.06346, section 4; as Lightly has them): jitter of 0.4, 0.4, 0.4, 0.1
     * and grayscale (0.1) before a bicubic crop of at least 0.2, blur (0.5).
     *
     * @param count 2 or 4 in the paper
     */
    public static AlikeViews wmse(int count, int size) {
        return of(count, size, 0.2, 1, Jitter.MOCO)
                .withGrayscale(0.1)
                .withOrder(Order.COLOURS_FIRST)
                .withInterpolation(Interpolation.BICUBIC);
    }

    /**
     * EMP-SSL's views, the patches of an image (Tong et al. 2023, arXiv:2304.03977, and the authors' code): squares of a
     * quarter of the area, jitter of 0.4, 0.4, 0.4, 0.2, blur and solarizing (0.1 each). The code has means and standard
     * deviations of 0.5 where this has ImageNet's.
     *
     * @param count 20 in the paper
     */
    public static AlikeViews empssl(int count, int size) {
        return of(count, size, 0.25, 0.25, 1, 1, new Jitter(0.4, 0.4, 0.4, 0.2, 0.8))
                .withBlur(0.1)
                .withSolarize(0.1);
    }

    private AlikeViews with(
            int newCount,
            double scale,
            double factor,
            Jitter newJitter,
            double grey,
            double blurred,
            double solarized) {
        return new AlikeViews(
                newCount,
                size,
                scale,
                Math.max(scale, maxScale),
                maxRatio,
                factor,
                newJitter,
                grey,
                blurred,
                solarized,
                sigmaMin,
                sigmaMax,
                flips,
                order,
                interpolation,
                colour);
    }

    private AlikeViews with(Flips newFlips, Order newOrder, Interpolation newInterpolation, Colour newColour) {
        return new AlikeViews(
                count,
                size,
                minScale,
                maxScale,
                maxRatio,
                strength,
                jitter,
                grayscale,
                blur,
                solarize,
                sigmaMin,
                sigmaMax,
                newFlips,
                newOrder,
                newInterpolation,
                newColour);
    }

    /** So many of these views. */
    public AlikeViews withCount(int value) {
        return with(value, minScale, strength, jitter, grayscale, blur, solarize);
    }

    /** These views with another smallest crop. */
    public AlikeViews withMinScale(double value) {
        return with(count, value, strength, jitter, grayscale, blur, solarize);
    }

    /** These views with another strength of the colour jitter. */
    public AlikeViews withStrength(double value) {
        return with(count, minScale, value, jitter, grayscale, blur, solarize);
    }

    /** These views with another colour jitter. */
    public AlikeViews withJitter(Jitter value) {
        return with(count, minScale, strength, value, grayscale, blur, solarize);
    }

    /** These views with another probability of taking colour away. */
    public AlikeViews withGrayscale(double value) {
        return with(count, minScale, strength, jitter, value, blur, solarize);
    }

    /** These views with another probability of the blur; 0 for none. */
    public AlikeViews withBlur(double value) {
        return with(count, minScale, strength, jitter, grayscale, value, solarize);
    }

    /** These views with another probability of solarizing; 0 for none. */
    public AlikeViews withSolarize(double value) {
        return with(count, minScale, strength, jitter, grayscale, blur, value);
    }

    /** These views flipped and turned by other probabilities. */
    public AlikeViews withFlips(Flips value) {
        return with(value, order, interpolation, colour);
    }

    /** These views with their steps in another order. */
    public AlikeViews withOrder(Order value) {
        return with(flips, value, interpolation, colour);
    }

    /** These views with another interpolation in the crop. */
    public AlikeViews withInterpolation(Interpolation value) {
        return with(flips, order, value, colour);
    }

    /** These views with colours changed in another way. */
    public AlikeViews withColour(Colour value) {
        return with(flips, order, interpolation, value);
    }

    @Override
    public int size(int view) {
        return size;
    }

    @Override
    public Transform transform(int view) {
        Objects.checkIndex(view, count);
        RandomResizedCrop crop = new RandomResizedCrop(size, minScale, maxScale, 1 / maxRatio, maxRatio, interpolation);
        ColorJitter colours = jitter.transform(strength, colour);
        RandomGrayscale grey = new RandomGrayscale(grayscale);
        GaussianBlur blurring = new GaussianBlur(blur, sigmaMin, sigmaMax);
        Solarize solarizing = Solarize.of(solarize);
        return switch (order) {
            case USUAL -> new ContrastiveTransform(crop, flips, colours, grey, blurring, solarizing);
            case SOLARIZE_FIRST -> Sequence.of(new FlippedCrop(crop, flips), colours, grey, solarizing, blurring);
            case COLOURS_FIRST -> Sequence.of(colours, grey, new FlippedCrop(crop, flips), blurring, solarizing);
        };
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
