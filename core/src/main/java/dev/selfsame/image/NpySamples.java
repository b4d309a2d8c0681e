package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.util.List;

/** An npy array as an image: [H, W], [H, W, C] or [C, H, W]. */
final class NpySamples {
    private NpySamples() {}

    /**
     * Reads an array. Of three sides, the one that is the number of channels tells the layout: the last if both could be.
     *
     * @param wanted how many channels there should be; 0 for any: then of a first and a last side, the smaller is theirs
     */
    static Samples decode(byte[] bytes, int wanted, DecodeOptions options) throws UnreadableImageException {
        NpyHeader header = NpyHeader.read(bytes);
        List<Integer> shape = header.shape();
        if (shape.size() != 2 && shape.size() != 3) {
            throw new UnreadableImageException("an npy array of shape " + shape
                    + " is no image: [height, width], [height, width, channels] and [channels, height, width] are");
        }
        if (shape.size() == 2) {
            return copy(bytes, header, options, shape.get(0), shape.get(1), 1, new int[] {0, 1, -1});
        }
        int first = shape.get(0);
        int last = shape.get(2);
        boolean channelsLast = wanted == 0 ? last <= first : last == wanted;
        if (!channelsLast && wanted != 0 && first != wanted) {
            throw new UnreadableImageException("an npy array of shape " + shape + " has no side of " + wanted
                    + (wanted == 1 ? " channel" : " channels"));
        }
        return channelsLast
                ? copy(bytes, header, options, first, shape.get(1), last, new int[] {0, 1, 2})
                : copy(bytes, header, options, shape.get(1), last, first, new int[] {1, 2, 0});
    }

    /**
     * Copies all elements.
     *
     * @param sides which sides of the array are rows, columns and channels; −1 for none
     */
    private static Samples copy(
            byte[] bytes, NpyHeader header, DecodeOptions options, int height, int width, int channels, int[] sides)
            throws UnreadableImageException {
        Samples.checkSize(width, height, channels, options);
        Samples image = Samples.blank(width, height, channels);
        ByteBuffer file = ByteBuffer.wrap(bytes).order(header.order());
        int rowStep = step(header, sides[0]);
        int columnStep = step(header, sides[1]);
        int channelStep = step(header, sides[2]);
        int to = 0;
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                int from = header.start() + c * channelStep + y * rowStep;
                for (int x = 0; x < width; x++, from += columnStep) {
                    image.data()[to++] = header.type().read(file, from);
                }
            }
        }
        return image;
    }

    /** Bytes between two elements that are neighbours on a side. */
    private static int step(NpyHeader header, int side) {
        if (side < 0) {
            return 0;
        }
        int step = header.type().bytes;
        List<Integer> shape = header.shape();
        List<Integer> within = header.columnsFirst() ? shape.subList(0, side) : shape.subList(side + 1, shape.size());
        for (int length : within) {
            step *= length;
        }
        return step;
    }
}
