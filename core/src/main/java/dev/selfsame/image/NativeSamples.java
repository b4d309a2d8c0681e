package dev.selfsame.image;

import dev.selfsame.natives.Natives;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** JPEG, PNG and WebP by OpenCV with as many channels as they have, in 8 or 16 bits; a palette becomes RGB. */
final class NativeSamples {
    // of the IHDR chunk, which is the first (PNG 3rd edition, 11.2.1)
    private static final int PNG_COLOUR_TYPE = 25;
    private static final int PNG_GREY_ALPHA = 4;

    private NativeSamples() {}

    /**
     * The stored samples, not yet turned upright.
     *
     * @param bytes a file whose header was found good
     */
    static Samples decode(byte[] bytes, ImageFormat format, DecodeOptions options) throws UnreadableImageException {
        byte[] still = format == ImageFormat.PNG ? PngChunks.ofPicture(bytes) : bytes;
        Natives.opencv();
        try (BytePointer pointer = new BytePointer(still);
                Mat file = new Mat(1, still.length, opencv_core.CV_8UC1, pointer);
                Mat image = opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_UNCHANGED)) {
            if (image.empty()) {
                throw new UnreadableImageException("the " + format + " file is damaged");
            }
            int depth = image.depth();
            if (depth != opencv_core.CV_8U && depth != opencv_core.CV_16U) {
                throw new UnreadableImageException("samples of this kind in a " + format + " file are not read");
            }
            Samples.checkSize(image.cols(), image.rows(), image.channels(), options);
            boolean greyAlpha = format == ImageFormat.PNG && bytes[PNG_COLOUR_TYPE] == PNG_GREY_ALPHA;
            return copy(image, depth == opencv_core.CV_8U, stored(image.channels(), greyAlpha));
        } catch (RuntimeException e) { // a C++ exception
            throw new UnreadableImageException("the " + format + " file is damaged", e);
        }
    }

    /** Which of OpenCV's channels each channel is: blue comes first there, and grey with alpha is made four. */
    private static int[] stored(int channels, boolean greyAlpha) {
        if (greyAlpha && channels == 4) {
            return new int[] {0, 3};
        }
        return switch (channels) {
            case 1 -> new int[] {0};
            case 2 -> new int[] {0, 1};
            case 3 -> new int[] {2, 1, 0};
            default -> new int[] {2, 1, 0, 3};
        };
    }

    private static Samples copy(Mat image, boolean bytes, int[] stored) {
        int width = image.cols();
        int channels = image.channels();
        Samples result = Samples.blank(width, image.rows(), stored.length);
        byte[] small = new byte[bytes ? width * channels : 0];
        short[] large = new short[bytes ? 0 : width * channels];
        for (int y = 0; y < image.rows(); y++) {
            try (BytePointer data = image.ptr(y);
                    ShortPointer shorts = new ShortPointer(data)) {
                if (bytes) {
                    data.get(small);
                } else {
                    shorts.get(large);
                }
            }
            for (int c = 0; c < stored.length; c++) {
                int to = c * result.size() + y * width;
                for (int x = 0; x < width; x++) {
                    int at = x * channels + stored[c];
                    result.data()[to + x] = bytes ? small[at] & 0xFF : large[at] & 0xFFFF;
                }
            }
        }
        return result;
    }
}
