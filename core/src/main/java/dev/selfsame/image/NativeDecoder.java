package dev.selfsame.image;

import dev.selfsame.natives.Natives;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** JPEG, PNG and WebP by OpenCV, whose libjpeg, libpng and libwebp are those that Pillow uses. */
final class NativeDecoder {
    private static final int RGB = opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    private static final int STORED = opencv_imgcodecs.IMREAD_UNCHANGED;

    private NativeDecoder() {}

    /**
     * The stored pixels of a JPEG file, not yet turned upright.
     *
     * @param bytes a file whose header was found good
     * @param times how many times smaller in each direction, rounded up: 1, 2, 4 or 8
     */
    static Pixels jpeg(byte[] bytes, int times) throws UnreadableImageException {
        return decode(bytes, ImageFormat.JPEG, RGB | reduced(times), -1, Rgb.WHITE); // 8 bits, no alpha
    }

    /** How many times smaller libjpeg can make it where it may become so many times smaller: 1, 2, 4 or 8. */
    static int times(int allowed) {
        return Integer.highestOneBit(Math.max(1, Math.min(8, allowed)));
    }

    /** OpenCV's flag; that it is named for grey images says nothing where another asks for RGB. */
    private static int reduced(int times) {
        return switch (times) {
            case 8 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
            case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
            case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
            default -> 0;
        };
    }

    /**
     * The stored pixels of a PNG or WebP file as RGB, not yet turned upright.
     *
     * @param bytes a file whose header was found good
     */
    static Pixels decode(byte[] bytes, ImageFormat format, Rgb ground) throws UnreadableImageException {
        return switch (format) {
            case PNG -> decode(PngChunks.ofPicture(bytes), format, STORED, PngHeader.transparentGrey(bytes), ground);
            default -> decode(bytes, format, STORED, -1, ground);
        };
    }

    private static Pixels decode(byte[] bytes, ImageFormat format, int flags, int clear, Rgb ground)
            throws UnreadableImageException {
        Natives.opencv();
        try (BytePointer pointer = new BytePointer(bytes);
                Mat file = new Mat(1, bytes.length, opencv_core.CV_8UC1, pointer);
                Mat image = opencv_imgcodecs.imdecode(file, flags)) {
            if (image.empty()) {
                throw new UnreadableImageException("the " + format + " file is damaged");
            }
            return format == ImageFormat.JPEG ? copy(image) : toRgb(image, format, clear, ground);
        } catch (RuntimeException e) { // a C++ exception
            throw new UnreadableImageException("the " + format + " file is damaged", e);
        }
    }

    private static Pixels copy(Mat image) {
        Pixels result = Pixels.blank(image.cols(), image.rows(), 3);
        try (BytePointer data = image.data()) {
            data.get(result.data());
        }
        return result;
    }

    private static Pixels toRgb(Mat image, ImageFormat format, int clear, Rgb ground) throws UnreadableImageException {
        int depth = image.depth();
        int channels = image.channels();
        if ((depth != opencv_core.CV_8U && depth != opencv_core.CV_16U) || channels == 2 || channels > 4) {
            throw new UnreadableImageException("samples of this kind in a " + format + " file are not read");
        }
        int width = image.cols();
        Pixels result = Pixels.blank(width, image.rows(), 3);
        int[] row = new int[width * channels];
        for (int y = 0; y < image.rows(); y++) {
            read(image, y, depth, row);
            write(row, channels, depth == opencv_core.CV_8U ? 255 : 65535, clear, ground, result.data(), y * width * 3);
        }
        return result;
    }

    private static void read(Mat image, int y, int depth, int[] row) {
        try (BytePointer data = image.ptr(y)) {
            if (depth == opencv_core.CV_8U) {
                byte[] samples = new byte[row.length];
                data.get(samples);
                for (int i = 0; i < row.length; i++) {
                    row[i] = samples[i] & 0xFF;
                }
            } else {
                short[] samples = new short[row.length];
                try (ShortPointer shorts = new ShortPointer(data)) {
                    shorts.get(samples);
                }
                for (int i = 0; i < row.length; i++) {
                    row[i] = samples[i] & 0xFFFF;
                }
            }
        }
    }

    /** Grey, BGR or BGRA samples to RGB; grey of the level {@code clear} is transparent. */
    private static void write(int[] row, int channels, int full, int clear, Rgb ground, byte[] out, int at) {
        for (int i = 0; i < row.length; i += channels, at += 3) {
            if (channels == 1) {
                int alpha = row[i] == clear ? 0 : full;
                out[at] = Flattening.over(row[i], alpha, full, ground.red());
                out[at + 1] = Flattening.over(row[i], alpha, full, ground.green());
                out[at + 2] = Flattening.over(row[i], alpha, full, ground.blue());
            } else if (channels == 4) {
                int alpha = row[i + 3];
                out[at] = Flattening.over(row[i + 2], alpha, full, ground.red());
                out[at + 1] = Flattening.over(row[i + 1], alpha, full, ground.green());
                out[at + 2] = Flattening.over(row[i], alpha, full, ground.blue());
            } else {
                out[at] = Flattening.opaque(row[i + 2], full);
                out[at + 1] = Flattening.opaque(row[i + 1], full);
                out[at + 2] = Flattening.opaque(row[i], full);
            }
        }
    }
}
