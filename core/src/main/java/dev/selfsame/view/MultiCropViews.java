package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Picture;
import dev.selfsame.random.Draws;
import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * Large views of much of the image and small views of little of it (multi-crop; Caron et al. 2020, arXiv:2006.09882,
 * section 3.2): first the global views, then the local ones, each by crop, flips, colour jitter, grayscale, blur
 * and solarizing. Blur and solarizing may differ between global view 0, the other global views and the local views;
 * everything else holds for all.
 *
 * <p>With grids, VICRegL's, each view says where its cells lie in the image ({@link View#grid}).
 *
 * @param global the global views, at least 1
 * @param local the local views, 0 or more
 * @param strength factor of the colour jitter
 * @param jitter the colour jitter's strengths and its probability
 * @param grayscale probability of taking colour away; 0.2 by default
 * @param blur probabilities of the blur
 * @param solarize probabilities of solarizing
 * @param sigmaMin smallest standard deviation of the blur in pixels; 0.1 by default
 * @param sigmaMax largest standard deviation of the blur in pixels; 2 by default
 * @param flips by chance, left and right exchanged (0.5), and neither top and bottom nor a quarter turn by default
 * @param interpolation in the crops; bilinear by default
 * @param colour how colours are changed; exact by default
 */
public record MultiCropViews(
        Crops global,
        Crops local,
        double strength,
        Jitter jitter,
        double grayscale,
        ByView blur,
        ByView solarize,
        double sigmaMin,
        double sigmaMax,
        Flips flips,
        Interpolation interpolation,
        Colour colour)
        implements Views {
    /** DINO's, iBOT's, SMoG's and VICRegL's jitter, before the strength of 0.5. */
    private static final Jitter DINO = new Jitter(0.8, 0.8, 0.4, 0.2, 0.8);

    /** Checks the ranges. */
    public MultiCropViews {
        if (global.count() < 1) {
            throw new IllegalArgumentException("MultiCropViews: at least one global view is needed, got none");
        }
        Ranges.checkStrength("MultiCropViews", "strength", strength);
        jitter.transform(strength, colour);
        Ranges.checkProbability("MultiCropViews: grayscale", grayscale);
        Ranges.checkRange("MultiCropViews", "sigma", sigmaMin, sigmaMax, 1000);
    }

    /** Two global views of {@code between} to 1 of the area and so many local ones of 0.05 to {@code between}. */
    private static MultiCropViews of(int globalSize, int localSize, double between, int locals, Jitter jitter) {
        return new MultiCropViews(
                new Crops(2, globalSize, between, 1, 0),
                new Crops(locals, localSize, 0.05, between, 0),
                1,
                jitter,
                0.2,
                new ByView(0.5, 0.5, 0.5),
                new ByView(0, 0, 0),
                0.1,
                2,
                Flips.USUAL,
                Interpolation.BILINEAR,
                Colour.EXACT);
    }

    /**
     * SwAV's (Caron et al. 2020, arXiv:2006.09882, section 3.2): 2 of 0.14 to 1 of the area and 6 of 0.05 to 0.14,
     * SimCLR's jitter, blur (0.5) in all. 224 and 96 pixels.
     */
    public static MultiCropViews swav(int globalSize, int localSize) {
        return of(globalSize, localSize, 0.14, 6, Jitter.SIMCLR);
    }

    /**
     * DINO's (Caron et al. 2021, arXiv:2104.14294, section 3.1, and the authors' code): 2 of 0.4 to 1 of the area and 6 of
     * 0.05 to 0.4, half of a jitter of 0.8, 0.8, 0.4, 0.2, blur of 1, 0.1 and 0.5 in global view 0, global view 1 and
     * local views, solarizing (0.2) in global view 1; bicubic. 224 and 96 pixels. The authors have 8 local views for
     * transformers, and part the crops at 0.14 for ResNet-50.
     *
     * <p><b>Erratum.</b> Lightly doesn't pass the jitter's strength on to global view 1; here it holds for all.
     */
    public static MultiCropViews dino(int globalSize, int localSize) {
        return of(globalSize, localSize, 0.4, 6, DINO)
                .withStrength(0.5)
                .withBlur(1, 0.1, 0.5)
                .withSolarize(0, 0.2, 0)
                .withInterpolation(Interpolation.BICUBIC);
    }

    /** iBOT's (Zhou et al. 2022, arXiv:2111.07832): DINO's with crops parted at 0.25 and 10 local ones. 224 and 96 pixels. */
    public static MultiCropViews ibot(int globalSize, int localSize) {
        return dino(globalSize, localSize).withCounts(2, 10).withScales(0.25, 0.25);
    }

    /**
     * SMoG's (Pang et al. 2022, arXiv:2207.06167; as Lightly has them): 4 of 0.2 to 1 of the area and 4 of 0.05 to 0.2,
     * jitter always, half of 0.8, 0.8, 0.4, 0.2, blur of 0.5 in global and 0.1 in local views, solarizing (0.2) in local
     * views. 224 and 96 pixels.
     */
    public static MultiCropViews smog(int globalSize, int localSize) {
        return of(globalSize, localSize, 0.2, 4, DINO.withProbability(1))
                .withCounts(4, 4)
                .withStrength(0.5)
                .withBlur(0.5, 0.5, 0.1)
                .withSolarize(0, 0, 0.2);
    }

    /**
     * MSN's (Assran et al. 2022, arXiv:2204.07141): global view 0 is the target, the other global view and the local
     * ("focal") views are anchors; 2 of 0.3 to 1 of the area and 10 of 0.05 to 0.3, SimCLR's jitter, blur (0.5). 224 and
     * 96 pixels.
     *
     * <p><b>Erratum.</b> Lightly's focal views have the default jitter, whatever is set; here it holds for all.
     */
    public static MultiCropViews msn(int globalSize, int localSize) {
        return of(globalSize, localSize, 0.3, 10, Jitter.SIMCLR);
    }

    /**
     * VICRegL's (Bardes, Ponce and LeCun 2022, arXiv:2210.01571; as Lightly has them): 2 of 0.2 to 1 of the area and 6 of
     * 0.05 to 0.2, colours as SMoG's; grids of 7 and 3 cells on a side. 224 and 96 pixels. For ResNets the paper has no
     * local views.
     *
     * <p><b>Erratum.</b> Lightly turns local views upside down by 0.5 though that is set to 0, gives them the default jitter
     * whatever is set, and its grids reach beyond the crop. Here nothing is turned upside down, what is set holds for all
     * views, and a cell's place is its middle.
     */
    public static MultiCropViews vicregl(int globalSize, int localSize) {
        return smog(globalSize, localSize).withCounts(2, 6).withGrids(7, 3);
    }

    private MultiCropViews with(Crops globals, Crops locals, double factor, ByView blurs, ByView solarizes) {
        return new MultiCropViews(
                globals,
                locals,
                factor,
                jitter,
                grayscale,
                blurs,
                solarizes,
                sigmaMin,
                sigmaMax,
                flips,
                interpolation,
                colour);
    }

    private MultiCropViews with(double grey, Flips newFlips, Interpolation newInterpolation, Colour newColour) {
        return new MultiCropViews(
                global,
                local,
                strength,
                jitter,
                grey,
                blur,
                solarize,
                sigmaMin,
                sigmaMax,
                newFlips,
                newInterpolation,
                newColour);
    }

    private MultiCropViews with(Crops newGlobal, Crops newLocal) {
        return with(newGlobal, newLocal, strength, blur, solarize);
    }

    /** So many global and local views. */
    public MultiCropViews withCounts(int globals, int locals) {
        return with(global.withCount(globals), local.withCount(locals));
    }

    /**
     * Global views of another size, and local views in proportion.
     *
     * @param side of a global view in pixels
     */
    public MultiCropViews withSize(int side) {
        int localSide = (int) Math.max(1, Math.rint((double) local.size() * side / global.size()));
        return with(global.withSize(side), local.withSize(localSide));
    }

    /** Local views of another size. */
    public MultiCropViews withLocalSize(int side) {
        return with(global, local.withSize(side));
    }

    /** Global crops of {@code globalMin} to 1 of the area, local ones of 0.05 to {@code localMax}. */
    public MultiCropViews withScales(double globalMin, double localMax) {
        return with(global.withScale(globalMin, 1), local.withScale(Math.min(0.05, localMax), localMax));
    }

    /** Grids of so many cells on a side beside global and local views; 0 for none. */
    public MultiCropViews withGrids(int globalCells, int localCells) {
        return with(global.withGrid(globalCells), local.withGrid(localCells));
    }

    /** These views with another strength of the colour jitter. */
    public MultiCropViews withStrength(double value) {
        return with(global, local, value, blur, solarize);
    }

    /** These views with other probabilities of the blur: of global view 0, other global views and local views. */
    public MultiCropViews withBlur(double first, double others, double locals) {
        return with(global, local, strength, new ByView(first, others, locals), solarize);
    }

    /** These views with other probabilities of solarizing: of global view 0, other global views and local views. */
    public MultiCropViews withSolarize(double first, double others, double locals) {
        return with(global, local, strength, blur, new ByView(first, others, locals));
    }

    /** These views with another probability of taking colour away. */
    public MultiCropViews withGrayscale(double value) {
        return with(value, flips, interpolation, colour);
    }

    /** These views flipped and turned by other probabilities; grids follow. */
    public MultiCropViews withFlips(Flips value) {
        return with(grayscale, value, interpolation, colour);
    }

    /** These views with another interpolation in the crops. */
    public MultiCropViews withInterpolation(Interpolation value) {
        return with(grayscale, flips, value, colour);
    }

    /** These views with colours changed in another way. */
    public MultiCropViews withColour(Colour value) {
        return with(grayscale, flips, interpolation, value);
    }

    @Override
    public int count() {
        return global.count() + local.count();
    }

    /** Whether a view is a global one. */
    public boolean isGlobal(int view) {
        return Objects.checkIndex(view, count()) < global.count();
    }

    private Crops crops(int view) {
        return isGlobal(view) ? global : local;
    }

    @Override
    public int size(int view) {
        return crops(view).size();
    }

    @Override
    public int grid(int view) {
        return crops(view).grid();
    }

    @Override
    public ContrastiveTransform transform(int view) {
        Crops crops = crops(view);
        return new ContrastiveTransform(
                new RandomResizedCrop(
                        crops.size(), crops.minScale(), crops.maxScale(), 3.0 / 4, 4.0 / 3, interpolation),
                flips,
                jitter.transform(strength, colour),
                new RandomGrayscale(grayscale),
                new GaussianBlur(of(blur, view), sigmaMin, sigmaMax),
                Solarize.of(of(solarize, view)));
    }

    private double of(ByView probabilities, int view) {
        if (!isGlobal(view)) {
            return probabilities.local();
        }
        return view == 0 ? probabilities.first() : probabilities.others();
    }

    @Override
    public void renderGrid(Picture image, int view, Draws draws, FloatBuffer out, int offset) {
        transform(view).place(image, draws).writeGrid(grid(view), out, offset);
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
