package dev.selfsame.tensor;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.global.torch;

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

    /**
     * An image of interleaved 8-bit samples in a direct buffer, [height, width, channels] from position 0 on, resized into
     * another. The weights have fewer places than Pillow's: some samples come out one level apart. Takes no thread but the
     * caller's.
     *
     * @param cubic bicubic (a = -0.5), else bilinear
     * @param result receives [newHeight, newWidth, channels]; its position does not matter and stays
     */
    public static void bytes(
            ByteBuffer image,
            int height,
            int width,
            int channels,
            boolean cubic,
            ByteBuffer result,
            int newHeight,
            int newWidth) {
        require(image, height, width, channels);
        require(result, newHeight, newWidth, channels);
        Threads.alone(() -> Op.value(
                "resize",
                () -> Script.run(
                        "resize_interleaved",
                        new IValue(blob(image, height, width, channels)),
                        new IValue(blob(result, newHeight, newWidth, channels)),
                        new IValue(cubic))));
    }

    private static void require(ByteBuffer buffer, int height, int width, int channels) {
        if (!buffer.isDirect() || buffer.isReadOnly()) {
            throw new IllegalArgumentException("resize wants direct buffers that can be written, got " + buffer);
        }
        if (height < 1 || width < 1 || channels < 1 || Memory.count(height, width, channels) > buffer.capacity()) {
            throw new IllegalArgumentException("resize wants at least one sample and a buffer for all of [" + height
                    + ", " + width + ", " + channels + "], got " + buffer);
        }
    }

    private static org.bytedeco.pytorch.Tensor blob(ByteBuffer buffer, long height, long width, long channels) {
        return torch.from_blob(
                new BytePointer(buffer.duplicate().clear()),
                new long[] {1, height, width, channels},
                Memory.options(DType.UINT8));
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
