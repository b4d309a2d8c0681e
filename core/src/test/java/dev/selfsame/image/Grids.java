package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Samples of any depth by formula, and what a decoder has to make of them. */
final class Grids {
    static final int WIDTH = 13;
    static final int HEIGHT = 11;

    private Grids() {}

    /** {@code [y][x * channels + channel]}, 0 to {@code full}, all of them where there is room. */
    static int[][] of(int channels, int full) {
        int[][] samples = new int[HEIGHT][WIDTH * channels];
        for (int y = 0; y < HEIGHT; y++) {
            for (int i = 0; i < WIDTH * channels; i++) {
                long x = i / channels;
                long channel = i % channels;
                samples[y][i] = (int) ((x * 7919 + (channel + 1) * y * 104729 + channel * 31) % (full + 1));
            }
        }
        return samples;
    }

    /** What grey (1 or 2 channels) or RGB (3 or 4) is in 8 bits on a ground. */
    static Pixels expected(int[][] samples, int channels, int full, Rgb ground) {
        Pixels result = Pixels.blank(WIDTH, HEIGHT, 3);
        int[] levels = {ground.red(), ground.green(), ground.blue()};
        int o = 0;
        for (int[] row : samples) {
            for (int i = 0; i < row.length; i += channels) {
                double alpha = channels % 2 == 0 ? row[i + channels - 1] / (double) full : 1;
                for (int c = 0; c < 3; c++) {
                    double light = row[i + (channels >= 3 ? c : 0)] / (double) full;
                    result.data()[o++] = (byte) Math.floor(255 * light * alpha + levels[c] * (1 - alpha) + 0.5 + 1e-9);
                }
            }
        }
        return result;
    }

    /** Whole colours for the indices of a palette. */
    static int[][] palette(int size) {
        int[][] colors = new int[size][];
        for (int i = 0; i < size; i++) {
            colors[i] = new int[] {i * 37 & 0xFF, i * 91 & 0xFF, 255 - i};
        }
        return colors;
    }

    /** Indices by their colours, RGB or RGBA. */
    static Pixels expected(int[][] indices, int[][] palette, Rgb ground) {
        int channels = palette[0].length;
        int[][] samples = new int[HEIGHT][WIDTH * channels];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                System.arraycopy(palette[indices[y][x]], 0, samples[y], x * channels, channels);
            }
        }
        return expected(samples, channels, 255, ground);
    }

    static void assertDecoded(Pixels expected, byte[] file, Rgb ground) throws UnreadableImageException {
        Pixels actual = ImageDecoder.decode(file, DecodeOptions.DEFAULT.withBackground(ground));
        assertEquals(expected.toString(), actual.toString());
        for (int i = 0; i < expected.data().length; i++) {
            assertEquals(expected.data()[i] & 0xFF, actual.data()[i] & 0xFF, "sample " + i);
        }
    }
}
