package dev.selfsame.log;

import java.awt.image.BufferedImage;

/** A cross-correlation as a picture: red for 1, white for 0, blue for -1, some pixels a value. */
final class CorrelationPicture {
    private static final int SIDE = 256; // about

    private CorrelationPicture() {}

    /**
     * Draws it.
     *
     * @param values [d, d], row by row, -1 to 1
     */
    static BufferedImage of(float[] values) {
        int d = (int) Math.round(Math.sqrt(values.length));
        int scale = Math.max(1, SIDE / d);
        BufferedImage picture = new BufferedImage(d * scale, d * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < d * scale; y++) {
            for (int x = 0; x < d * scale; x++) {
                picture.setRGB(x, y, color(values[y / scale * d + x / scale]));
            }
        }
        return picture;
    }

    private static int color(float value) {
        int pale = 255 - Math.round(255 * Math.min(1, Math.abs(value)));
        return value >= 0 ? 0xff0000 | pale << 8 | pale : pale << 16 | pale << 8 | 0xff;
    }
}
