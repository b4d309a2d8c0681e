package dev.selfsame.image;

import java.nio.ByteBuffer;

/**
 * Counts the pixels that a frame's compressed data holds (GIF89a specification, appendix F), without making them: the
 * JDK's reader takes data that end too soon for a picture whose rest is of the first colour.
 */
final class GifData {
    private static final int MOST_CODES = 4096;

    private final ByteBuffer file;
    private int at;
    private int left;
    private int bits;
    private int held;

    private GifData(ByteBuffer file, int at) {
        this.file = file;
        this.at = at;
    }

    /**
     * Refuses data that don't fill a frame.
     *
     * @param file the whole file
     * @param at where the data begin, with the size of the first codes
     * @param pixels of the frame
     */
    static void check(ByteBuffer file, int at, int pixels) throws UnreadableImageException {
        int size = file.get(at);
        if (size < 1 || size > 8) {
            throw Header.damaged(ImageFormat.GIF, "its codes begin with " + size + " bits");
        }
        new GifData(file, at + 1).count(1 << size, size + 1, pixels);
    }

    private void count(int clear, int firstSize, int pixels) throws UnreadableImageException {
        int[] length = new int[MOST_CODES];
        int size = firstSize;
        int next = clear + 2;
        int before = 0; // pixels of the last code, 0 after a clear
        for (long count = 0; count < pixels; count += before) {
            int code = code(size);
            if (code == clear) {
                size = firstSize;
                next = clear + 2;
                before = 0;
                continue;
            }
            if (code == clear + 1) {
                throw Header.cutOff(ImageFormat.GIF);
            }
            boolean known = code < clear || (code > clear && code < next);
            if (!known && (code > next || before == 0)) {
                throw Header.damaged(ImageFormat.GIF, "a code stands for nothing");
            }
            int now = code < clear ? 1 : known ? length[code] : before + 1;
            if (before > 0 && next < MOST_CODES) {
                length[next++] = before + 1;
                size += next == 1 << size && size < 12 ? 1 : 0;
            }
            before = now;
        }
    }

    /** The next code, lowest bits first, across the blocks' borders. */
    private int code(int size) throws UnreadableImageException {
        while (held < size) {
            if (left == 0) {
                left = file.get(at++) & 0xFF;
                if (left == 0) {
                    throw Header.cutOff(ImageFormat.GIF);
                }
            }
            bits |= (file.get(at++) & 0xFF) << held;
            held += 8;
            left--;
        }
        int code = bits & ((1 << size) - 1);
        bits >>>= size;
        held -= size;
        return code;
    }
}
