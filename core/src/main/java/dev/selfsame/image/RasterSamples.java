package dev.selfsame.image;

import java.awt.image.Raster;

/** From the rasters of image readers to {@link Samples}. */
final class RasterSamples {
    private RasterSamples() {}

    /**
     * Copies one band. A raster doesn't know whether its bytes are signed and its ints are not.
     *
     * @param bits of a sample
     * @param format of the samples, as {@link TiffPage} has it
     */
    static void copy(Raster raster, int band, int bits, int format, Samples to, int channel) {
        int width = to.width();
        float[] out = to.data();
        double[] row = new double[width];
        for (int y = 0; y < to.height(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
            int at = channel * to.size() + y * width;
            for (int x = 0; x < width; x++) {
                double value = row[x];
                if (bits == 32 && format == TiffPage.UNSIGNED && value < 0) {
                    value += 0x1p32;
                } else if (bits == 8 && format == TiffPage.SIGNED && value > Byte.MAX_VALUE) {
                    value -= 0x1p8;
                }
                out[at + x] = (float) value;
            }
        }
    }
}
