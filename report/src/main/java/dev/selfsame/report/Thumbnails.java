package dev.selfsame.report;

import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Small pictures for a page. */
final class Thumbnails {
    private static final int QUALITY = 82;

    /** What qualities are tried, one after the other, until a picture is small enough. */
    private static final int[] QUALITIES = {QUALITY, 68, 54, 40, 25};

    private Thumbnails() {}

    /** The middle of an image as RGB. */
    static Pixels square(Pixels image, int side) {
        int shorter = Math.min(image.width(), image.height());
        return Resampling.resizedCrop(
                rgb(image),
                (image.width() - shorter) / 2,
                (image.height() - shorter) / 2,
                shorter,
                shorter,
                side,
                side,
                Interpolation.BILINEAR);
    }

    /** Stands for an image that isn't there. */
    static Pixels grey(int side) {
        Pixels square = Pixels.blank(side, side, 3);
        Arrays.fill(square.data(), (byte) 0xB0);
        return square;
    }

    /** Squares of one size side by side, then below. */
    static Pixels sheet(List<Pixels> squares, int side, int columns) {
        int rows = (squares.size() + columns - 1) / columns;
        Pixels sheet = Pixels.blank(columns * side, rows * side, 3);
        for (int i = 0; i < squares.size(); i++) {
            byte[] from = squares.get(i).data();
            for (int y = 0; y < side; y++) {
                int to = ((i / columns * side + y) * columns + i % columns) * side * 3;
                System.arraycopy(from, y * side * 3, sheet.data(), to, side * 3);
            }
        }
        return sheet;
    }

    /** An address that holds a picture as JPEG. */
    static String address(Pixels image) {
        return address(ImageEncoder.jpeg(rgb(image), QUALITY));
    }

    /** The same, coarser if it must be, so that it takes at most so many bytes; the coarsest may take more. */
    static String address(Pixels image, int mostBytes) {
        byte[] jpeg = {};
        for (int quality : QUALITIES) {
            jpeg = ImageEncoder.jpeg(rgb(image), quality);
            if (jpeg.length <= mostBytes) {
                break;
            }
        }
        return address(jpeg);
    }

    private static String address(byte[] jpeg) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }

    /** Grey images as RGB, others as they are. */
    private static Pixels rgb(Pixels image) {
        if (image.channels() == 3) {
            return image;
        }
        Pixels result = Pixels.blank(image.width(), image.height(), 3);
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] = image.data()[i / 3 * image.channels()];
        }
        return result;
    }
}
