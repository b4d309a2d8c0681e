package dev.selfsame.image;

/** Moving {@link Samples} without changing them: flips and turns. Any number of channels. */
public final class SampleGeometry {
    private SampleGeometry() {}

    /** Left and right exchanged. */
    public static Samples flipHorizontally(Samples image) {
        int width = image.width();
        float[] in = image.data();
        Samples result = Samples.blank(width, image.height(), image.channels());
        for (int row = 0; row < in.length; row += width) {
            for (int x = 0; x < width; x++) {
                result.data()[row + width - 1 - x] = in[row + x];
            }
        }
        return result;
    }

    /** Top and bottom exchanged. */
    public static Samples flipVertically(Samples image) {
        int width = image.width();
        int height = image.height();
        Samples result = Samples.blank(width, height, image.channels());
        for (int c = 0; c < image.channels(); c++) {
            int start = c * image.size();
            for (int y = 0; y < height; y++) {
                System.arraycopy(
                        image.data(), start + y * width, result.data(), start + (height - 1 - y) * width, width);
            }
        }
        return result;
    }

    /** Rows and columns exchanged (mirrored at the falling diagonal): a result of height × width. */
    public static Samples transpose(Samples image) {
        int width = image.width();
        int height = image.height();
        Samples result = Samples.blank(height, width, image.channels());
        int from = 0;
        for (int c = 0; c < image.channels(); c++) {
            int start = c * image.size();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    result.data()[start + x * height + y] = image.data()[from++];
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
    public static Samples rotate(Samples image, int quarterTurns) {
        return switch (Math.floorMod(quarterTurns, 4)) {
            case 1 -> flipVertically(transpose(image));
            case 2 -> flipVertically(flipHorizontally(image));
            case 3 -> flipHorizontally(transpose(image));
            default -> image;
        };
    }

    /**
     * The image turned about its middle inside its own frame: what leaves the frame is cut off, what enters it is zero. The
     * same as {@link #rotate} for square images.
     *
     * @param quarterTurns how many quarters of a turn, counter-clockwise; negative is clockwise
     */
    public static Samples rotateInFrame(Samples image, int quarterTurns) {
        int turns = Math.floorMod(quarterTurns, 4);
        int width = image.width();
        int height = image.height();
        if (turns % 2 == 0 || width == height) {
            return rotate(image, turns);
        }
        Samples result = Samples.blank(width, height, image.channels());
        for (int at = 0; at < image.size(); at++) {
            int from = Geometry.source(at % width, at / width, width, height, turns);
            for (int start = 0; from >= 0 && start < image.data().length; start += image.size()) {
                result.data()[start + at] = image.data()[start + from];
            }
        }
        return result;
    }

    /** The image as it should be seen, by its EXIF orientation ({@link Orientation}). */
    static Samples upright(Samples image, int orientation) {
        return switch (orientation) {
            case 2 -> flipHorizontally(image);
            case 3 -> rotate(image, 2);
            case 4 -> flipVertically(image);
            case 5 -> transpose(image);
            case 6 -> rotate(image, -1);
            case 7 -> rotate(transpose(image), 2);
            case 8 -> rotate(image, 1);
            default -> image;
        };
    }
}
