package dev.selfsame.video.h264;

import dev.selfsame.image.Pixels;

/**
 * RGB of luma and of chroma at half the width and height (section E.2.1, matrix coefficients), in fixed point. A chroma
 * sample stands for its four pixels. Where a stream doesn't say how it was made, frames of 720 rows and more are BT.709
 * and smaller ones BT.601, as players have it.
 */
final class Colors {
    private static final int BITS = 16;
    private static final int HIGH_DEFINITION = 720;
    private static final int BIAS = 128; // JCodec keeps samples less this, as signed bytes

    private final int[] luma = new int[256];
    private final int[] redOfV = new int[256];
    private final int[] greenOfU = new int[256];
    private final int[] greenOfV = new int[256];
    private final int[] blueOfU = new int[256];

    private Colors(double red, double blue, boolean fullRange) {
        double green = 1 - red - blue;
        double range = fullRange ? 1 : 255 / 219.0;
        double chromaRange = fullRange ? 1 : 255 / 224.0;
        for (int value = 0; value < 256; value++) {
            double chroma = (value - 128) * chromaRange;
            luma[value] = fixed((value - (fullRange ? 0 : 16)) * range) + (1 << (BITS - 1));
            redOfV[value] = fixed(2 * (1 - red) * chroma);
            blueOfU[value] = fixed(2 * (1 - blue) * chroma);
            greenOfU[value] = fixed(-2 * (1 - blue) * blue / green * chroma);
            greenOfV[value] = fixed(-2 * (1 - red) * red / green * chroma);
        }
    }

    private static int fixed(double value) {
        return (int) Math.round(value * (1 << BITS));
    }

    /** Those of a stream. */
    static Colors of(Sps sps) {
        int matrix = sps.matrix();
        if (matrix == 9 || matrix == 10) {
            return new Colors(0.2627, 0.0593, sps.fullRange());
        }
        boolean unsaid = matrix != 1 && matrix != 5 && matrix != 6;
        return matrix == 1 || (unsaid && sps.height() >= HIGH_DEFINITION)
                ? new Colors(0.2126, 0.0722, sps.fullRange())
                : new Colors(0.299, 0.114, sps.fullRange());
    }

    /**
     * The part of a frame that is shown.
     *
     * @param planes luma and two of chroma, less 128
     */
    Pixels rgb(byte[][] planes, Sps sps) {
        int stride = 16 * sps.blocksWide();
        Pixels rgb = Pixels.blank(sps.width(), sps.height(), 3);
        byte[] out = rgb.data();
        int to = 0;
        for (int y = sps.top(); y < sps.top() + sps.height(); y++) {
            int row = y * stride;
            int half = (y >> 1) * (stride >> 1);
            for (int x = sps.left(); x < sps.left() + sps.width(); x++, to += 3) {
                int u = planes[1][half + (x >> 1)] + BIAS;
                int v = planes[2][half + (x >> 1)] + BIAS;
                int light = luma[planes[0][row + x] + BIAS];
                out[to] = clip(light + redOfV[v]);
                out[to + 1] = clip(light + greenOfU[u] + greenOfV[v]);
                out[to + 2] = clip(light + blueOfU[u]);
            }
        }
        return rgb;
    }

    private static byte clip(int fixed) {
        return (byte) Math.max(0, Math.min(255, fixed >> BITS));
    }
}
