package dev.selfsame.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * From {@code BufferedImage} to RGB by the samples themselves. {@code BufferedImage.getRGB} would take grey through a
 * linear colour space and brighten it.
 */
final class RasterReader {
    private final BufferedImage image;
    private final Raster raster;
    private final Rgb ground;
    private final Pixels result;

    private RasterReader(BufferedImage image, Rgb ground) {
        this.image = image;
        this.raster = image.getRaster();
        this.ground = ground;
        this.result = Pixels.blank(image.getWidth(), image.getHeight(), 3);
    }

    /**
     * The image as RGB.
     *
     * @param alpha how its colours and its alpha go together, if it has alpha
     * @param ground what transparent pixels lie on
     */
    static Pixels read(BufferedImage image, Alpha alpha, Rgb ground) throws UnreadableImageException {
        ColorModel colors = image.getColorModel();
        int type = image.getRaster().getDataBuffer().getDataType();
        boolean palette = colors instanceof IndexColorModel;
        if (!palette
                && ((type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT && type != DataBuffer.TYPE_INT)
                        || colors.getComponentSize(0) > 16)) {
            throw new UnreadableImageException("samples of more than 16 bits, signed or floating ones are not read");
        }
        return new RasterReader(image, ground).read(colors, alpha);
    }

    private Pixels read(ColorModel colors, Alpha alpha) {
        int space = colors.getColorSpace().getType();
        int bands = raster.getNumBands();
        if (colors instanceof IndexColorModel palette) {
            palette(palette);
        } else if ((space == ColorSpace.TYPE_GRAY && bands <= 2) || (space == ColorSpace.TYPE_RGB && bands <= 4)) {
            components(colors, colors.hasAlpha() ? alpha : Alpha.NONE);
        } else if (space == ColorSpace.TYPE_CMYK && bands == 4) {
            cmyk((1 << colors.getComponentSize(0)) - 1);
        } else {
            converted();
        }
        return result;
    }

    private int[] row(int y, int[] row) {
        return raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
    }

    private void palette(IndexColorModel palette) {
        int[] row = new int[raster.getWidth() * raster.getNumBands()];
        for (int y = 0, o = 0; y < raster.getHeight(); y++) {
            row(y, row);
            for (int x = 0; x < raster.getWidth(); x++, o += 3) {
                write(o, palette.getRGB(Math.min(row[x], palette.getMapSize() - 1)));
            }
        }
    }

    private void components(ColorModel colors, Alpha alpha) {
        int bands = raster.getNumBands();
        byte[] out = result.data();
        int[] full = new int[bands];
        for (int band = 0; band < bands; band++) {
            full[band] = (1 << colors.getComponentSize(band)) - 1;
        }
        int[] levels = {ground.red(), ground.green(), ground.blue()};
        int[] row = new int[raster.getWidth() * bands];
        for (int y = 0, o = 0; y < raster.getHeight(); y++) {
            row(y, row);
            for (int i = 0; i < row.length; i += bands) {
                int cover = row[i + bands - 1];
                for (int c = 0; c < 3; c++, o++) {
                    int band = bands < 3 ? 0 : c;
                    int value = row[i + band] & full[band]; // 12 bits whose 0 is white come as 16, turned over
                    out[o] = switch (alpha) {
                        case NONE -> Flattening.opaque(value, full[band]);
                        case MULTIPLIED -> Flattening.multipliedOver(value, cover, full[band], levels[c]);
                        case APART -> Flattening.over(value, cover, full[band], levels[c]);
                    };
                }
            }
        }
    }

    /** Ink to light without a colour profile, as Pillow does it. */
    private void cmyk(int full) {
        byte[] out = result.data();
        int[] row = new int[raster.getWidth() * 4];
        for (int y = 0, o = 0; y < raster.getHeight(); y++) {
            row(y, row);
            for (int i = 0; i < row.length; i += 4) {
                long paper = (long) full - row[i + 3];
                for (int c = 0; c < 3; c++) {
                    long ink = (row[i + c] * paper + full / 2) / full;
                    out[o++] = Flattening.opaque((int) (paper - ink), full);
                }
            }
        }
    }

    /** Rarer colour spaces, by the JDK's own conversion. */
    private void converted() {
        int width = image.getWidth();
        int[] row = new int[width];
        for (int y = 0, o = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                write(o, argb);
                o += 3;
            }
        }
    }

    private void write(int o, int argb) {
        byte[] out = result.data();
        int alpha = argb >>> 24;
        out[o] = Flattening.over(argb >> 16 & 0xFF, alpha, 255, ground.red());
        out[o + 1] = Flattening.over(argb >> 8 & 0xFF, alpha, 255, ground.green());
        out[o + 2] = Flattening.over(argb & 0xFF, alpha, 255, ground.blue());
    }
}
