package dev.selfsame.tensor;

import org.bytedeco.pytorch.IValue;

/** Resizing of images with anti-aliasing, as Pillow and torchvision do it. */
public final class Resize {
    private Resize() {}

    /** Bilinear: the filter's support grows with the reduction. [N, C, H, W] → [N, C, height, width]. */
    public static Tensor bilinear(Tensor images, long height, long width) {
        return resize(images, height, width, false);
    }

    /** Bicubic (a = -0.5): the filter's support grows with the reduction. [N, C, H, W] → [N, C, height, width]. */
    public static Tensor bicubic(Tensor images, long height, long width) {
        return resize(images, height, width, true);
    }

    private static Tensor resize(Tensor images, long height, long width, boolean cubic) {
        if (images.rank() != 4 || height < 1 || width < 1 || images.count() == 0) {
            throw new IllegalArgumentException("resize wants images [N, C, H, W] and a size of at least 1×1, got "
                    + images + " to " + height + "×" + width);
        }
        return Op.of(
                "resize",
                () -> new org.bytedeco.pytorch.Tensor(Script.run(
                                "resize",
                                new IValue(images.handle()),
                                new IValue(height),
                                new IValue(width),
                                new IValue(cubic))
                        .toTensor()),
                images);
    }
}
