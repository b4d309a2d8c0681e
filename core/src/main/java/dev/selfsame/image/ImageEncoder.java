package dev.selfsame.image;

import dev.selfsame.natives.Natives;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Encodes RGB images by OpenCV's libjpeg-turbo and libpng: equal pixels give equal bytes with one version of it. Any number
 * of threads may encode at once.
 */
public final class ImageEncoder {
    /** The most pixels of a JPEG's width and height. */
    public static final int MOST_JPEG_SIDE = 65_500;

    /** The most pixels of a PNG's width and height. */
    public static final int MOST_PNG_SIDE = 1_000_000;

    private ImageEncoder() {}

    /**
     * Baseline JPEG, colour at half the resolution (4:2:0).
     *
     * @param image RGB, at most {@link #MOST_JPEG_SIDE} pixels wide and high
     * @param quality 1 to 100
     */
    public static byte[] jpeg(Pixels image, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("the quality of a JPEG must be 1 to 100, got " + quality);
        }
        return encode(image, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    }

    /**
     * PNG with 8 bits a sample, no alpha, compressed well.
     *
     * @param image RGB, at most {@link #MOST_PNG_SIDE} pixels wide and high
     */
    public static byte[] png(Pixels image) {
        return encode(image, ".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, 6);
    }

    private static byte[] encode(Pixels image, String format, int setting, int value) {
        if (image.channels() != 3) {
            throw new IllegalArgumentException("an image with 3 channels is needed, got " + image);
        }
        Natives.opencv();
        try (BytePointer data = new BytePointer(blueFirst(image.data()));
                Mat bgr = new Mat(image.height(), image.width(), opencv_core.CV_8UC3, data);
                BytePointer encoded = new BytePointer();
                IntPointer settings = new IntPointer(setting, value)) {
            if (!opencv_imgcodecs.imencode(format, bgr, encoded, settings)) {
                throw new IllegalStateException("OpenCV can't encode " + image + " as " + format);
            }
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }

    private static byte[] blueFirst(byte[] rgb) {
        byte[] bgr = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        return bgr;
    }
}
