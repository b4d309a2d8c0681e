package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import java.util.Objects;

/**
 * One view of an image, a crop and flips: what methods see that hide parts of an image and leave its colours alone.
 * {@link TokenMasks} draws what they hide.
 *
 * @param size side of the view in pixels; 224
 * @param minScale smallest share of the image's area in the crop
 * @param flips by chance, left and right exchanged (0.5), and neither top and bottom nor a quarter turn by default
 * @param interpolation bicubic by default, as in Lightly
 */
public record CropViews(int size, double minScale, Flips flips, Interpolation interpolation) implements Views {
    /** Checks the ranges. */
    public CropViews {
        Ranges.checkSize("CropViews", "size", size);
        Ranges.checkRange("CropViews", "minScale", minScale, 1, 1);
    }

    private static CropViews of(int size, double minScale) {
        return new CropViews(size, minScale, Flips.USUAL, Interpolation.BICUBIC);
    }

    /** MAE's (He et al. 2022, arXiv:2111.06377, appendix A.1): a crop of at least 0.2. */
    public static CropViews mae(int size) {
        return of(size, 0.2);
    }

    /** I-JEPA's (Assran et al. 2023, arXiv:2301.08243) as Lightly has them: a crop of at least 0.2. */
    public static CropViews ijepa(int size) {
        return of(size, 0.2);
    }

    /** AIM's (El-Nouby et al. 2024, arXiv:2401.08541) as Lightly has them: a crop of at least 0.4. */
    public static CropViews aim(int size) {
        return of(size, 0.4);
    }

    /** CAPI's (Darcet et al. 2025, arXiv:2502.08769) as Lightly has them: a crop of at least 0.6. */
    public static CropViews capi(int size) {
        return of(size, 0.6);
    }

    /** These views flipped and turned by other probabilities. */
    public CropViews withFlips(Flips value) {
        return new CropViews(size, minScale, value, interpolation);
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public int size(int view) {
        return size;
    }

    @Override
    public Transform transform(int view) {
        Objects.checkIndex(view, 1);
        return new FlippedCrop(RandomResizedCrop.of(size, minScale, interpolation), flips);
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
