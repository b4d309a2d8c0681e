package dev.selfsame.image;

/** Moving pixels without changing them: crops, flips, turns. Any number of channels. */
public final class Geometry {
    private Geometry() {}

    /**
     * A rectangle of the image, as an image of its own; the image itself if the rectangle is all of it.
     *
     * @param x left edge, at least 0
     * @param y top edge, at least 0
     * @param width width, at least 1; the rectangle must lie inside the image
     * @param height height, at least 1
     */
    public static Pixels crop(Pixels image, int x, int y, int width, int height) {
        checkInside(image, x, y, width, height);
        if (width == image.width() && height == image.height()) {
            return image.byThemselves();
        }
        Pixels result = Pixels.blank(width, height, image.channels());
        paste(image, x, y, width, height, result, 0, 0);
        return result;
    }

    /**
     * The middle of the image as torchvision's {@code center_crop} cuts it: a smaller image is padded with zeros, and
     * halves of a pixel are rounded to the even side.
     */
    public static Pixels centerCrop(Pixels image, int width, int height) {
        int padX = Math.max(0, width - image.width());
        int padY = Math.max(0, height - image.height());
        Pixels padded = image;
        if (padX > 0 || padY > 0) {
            padded = Pixels.blank(image.width() + padX, image.height() + padY, image.channels());
            paste(image, 0, 0, image.width(), image.height(), padded, padX / 2, padY / 2);
        }
        int x = (int) Math.rint((padded.width() - width) / 2.0);
        int y = (int) Math.rint((padded.height() - height) / 2.0);
        return crop(padded, x, y, width, height);
    }

    /** Left and right exchanged. */
    public static Pixels flipHorizontally(Pixels image) {
        int channels = image.channels();
        int row = image.width() * channels;
        byte[] in = image.data();
        Pixels result = Pixels.blank(image.width(), image.height(), channels);
        byte[] out = result.data();
        for (int start = 0; start < in.length; start += row) {
            for (int from = start, to = start + row - channels; from < start + row; from += channels, to -= channels) {
                for (int c = 0; c < channels; c++) {
                    out[to + c] = in[from + c];
                }
            }
        }
        return result;
    }

    /** Top and bottom exchanged. */
    public static Pixels flipVertically(Pixels image) {
        int row = image.width() * image.channels();
        Pixels result = Pixels.blank(image.width(), image.height(), image.channels());
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(image.data(), y * row, result.data(), (image.height() - 1 - y) * row, row);
        }
        return result;
    }

    /** Rows and columns exchanged (mirrored at the falling diagonal): a result of height × width. */
    public static Pixels transpose(Pixels image) {
        int channels = image.channels();
        Pixels result = Pixels.blank(image.height(), image.width(), channels);
        byte[] in = image.data();
        byte[] out = result.data();
        int step = image.height() * channels;
        int from = 0;
        for (int y = 0; y < image.height(); y++) {
            int to = y * channels;
            for (int x = 0; x < image.width(); x++, to += step) {
                for (int c = 0; c < channels; c++) {
                    out[to + c] = in[from++];
                }
            }
        }
        return result;
    }

    /**
     * The whole image turned; width and height are exchanged by an odd number of turns.
     *
     * @param quarterTurns how many quarters of a turn, counter-clockwise; negative is clockwise
     */
    public static Pixels rotate(Pixels image, int quarterTurns) {
        return switch (Math.floorMod(quarterTurns, 4)) {
            case 1 -> flipVertically(transpose(image));
            case 2 -> flipVertically(flipHorizontally(image));
            case 3 -> flipHorizontally(transpose(image));
            default -> image;
        };
    }

    /**
     * The image turned about its middle inside its own frame, as Pillow's {@code Image.rotate} does it: what leaves the
     * frame is cut off, what enters it is zero. The same as {@link #rotate} for square images.
     *
     * @param quarterTurns how many quarters of a turn, counter-clockwise; negative is clockwise
     */
    public static Pixels rotateInFrame(Pixels image, int quarterTurns) {
        int turns = Math.floorMod(quarterTurns, 4);
        if (turns % 2 == 0 || image.width() == image.height()) {
            return rotate(image, turns);
        }
        int width = image.width();
        int height = image.height();
        int channels = image.channels();
        Pixels result = Pixels.blank(width, height, channels);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = source(x, y, width, height, turns);
                if (from >= 0) {
                    System.arraycopy(
                            image.data(), from * channels, result.data(), (y * width + x) * channels, channels);
                }
            }
        }
        return result;
    }

    /**
     * The place, in rows and columns, of what an image that is turned in its frame shows at (x, y); −1 for nothing.
     *
     * @param turns 1 or 3
     */
    static int source(int x, int y, int width, int height, int turns) {
        // the source of the pixel's middle (x + 1/2, y + 1/2), turned about (width / 2, height / 2), twice over
        int sourceX = turns == 1 ? width + height - 2 * y - 1 : width - height + 2 * y + 1;
        int sourceY = turns == 1 ? height - width + 2 * x + 1 : height + width - 2 * x - 1;
        int fromX = Math.floorDiv(sourceX, 2);
        int fromY = Math.floorDiv(sourceY, 2);
        return fromX >= 0 && fromX < width && fromY >= 0 && fromY < height ? fromY * width + fromX : -1;
    }

    /**
     * The image turned by any angle about its middle inside its own frame: each pixel is that of the image which its middle
     * falls into, or zero where there is none. As in Pillow the place is counted in steps of 1/65536 of a pixel, so that a
     * middle on a border falls to the same side. Quarter turns are those of {@link #rotateInFrame}.
     *
     * @param degrees counter-clockwise; negative is clockwise
     */
    public static Pixels rotateByDegrees(Pixels image, double degrees) {
        if (!Double.isFinite(degrees)) {
            throw new IllegalArgumentException("degrees must be finite, got " + degrees);
        }
        if (degrees % 90 == 0) {
            return rotateInFrame(image, (int) (degrees % 360 / 90));
        }
        int width = image.width();
        int height = image.height();
        int channels = image.channels();
        double cos = StrictMath.cos(StrictMath.toRadians(degrees));
        double sin = StrictMath.sin(StrictMath.toRadians(degrees));
        // the source of the middle (1/2, 1/2) of the first pixel, turned about the middle of the image
        long firstX = steps(width / 2.0 + cos * (1 - width) / 2 - sin * (1 - height) / 2);
        long firstY = steps(height / 2.0 + sin * (1 - width) / 2 + cos * (1 - height) / 2);
        long along = steps(cos);
        long down = steps(-sin);
        long across = steps(sin);
        Pixels result = Pixels.blank(width, height, channels);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                long fromX = (firstX + along * x + down * y) >> 16;
                long fromY = (firstY + across * x + along * y) >> 16;
                if (fromX >= 0 && fromX < width && fromY >= 0 && fromY < height) {
                    int from = (int) (fromY * width + fromX) * channels;
                    System.arraycopy(image.data(), from, result.data(), (y * width + x) * channels, channels);
                }
            }
        }
        return result;
    }

    private static long steps(double pixels) {
        return (long) Math.floor(pixels * 65536 + 0.5);
    }

    /** Writes a rectangle of one image into another that has room for it and as many channels. */
    static void paste(Pixels from, int x, int y, int width, int height, Pixels to, int toX, int toY) {
        int channels = from.channels();
        for (int line = 0; line < height; line++) {
            System.arraycopy(
                    from.data(),
                    ((y + line) * from.width() + x) * channels,
                    to.data(),
                    ((toY + line) * to.width() + toX) * channels,
                    width * channels);
        }
    }

    static void checkInside(Pixels image, int x, int y, int width, int height) {
        checkInside(image.width(), image.height(), x, y, width, height);
    }

    static void checkInside(int imageWidth, int imageHeight, int x, int y, int width, int height) {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x > imageWidth - width || y > imageHeight - height) {
            throw new IllegalArgumentException("the rectangle of " + width + " x " + height + " at (" + x + ", " + y
                    + ") does not lie inside an image of " + imageWidth + " x " + imageHeight);
        }
    }
}
