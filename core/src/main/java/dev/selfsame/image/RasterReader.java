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
    private RasterReader() {}

    static Pixels read(BufferedImage image) throws UnreadableImageException {
        Raster raster = image.getRaster();
        ColorModel colors = image.getColorModel();
        int type = raster.getDataBuffer().getDataType();
        if (colors instanceof IndexColorModel palette) {
            return palette(raster, palette);
        }
        if ((type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT && type != DataBuffer.TYPE_INT)
                || colors.getComponentSize(0) > 16) {
            throw new UnreadableImageException("samples of more than 16 bits, signed or floating ones are not read");
        }
        int space = colors.getColorSpace().getType();
        int bands = raster.getNumBands();
        if ((space == ColorSpace.TYPE_GRAY && bands <= 2) || (space == ColorSpace.TYPE_RGB && bands <= 4)) {
            return components(raster, colors);
        }
        if (space == ColorSpace.TYPE_CMYK && bands == 4) {
            return cmyk(raster, (1 << colors.getComponentSize(0)) - 1);
        }
        return converted(image);
    }

    private static Pixels palette(Raster raster, IndexColorModel palette) {
        int width = raster.getWidth();
        Pixels result = Pixels.blank(width, raster.getHeight(), 3);
        byte[] out = result.data();
        int[] row = new int[width * raster.getNumBands()];
        int o = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int x = 0; x < width; x++, o += 3) {
                int index = Math.min(row[x], palette.getMapSize() - 1);
                int alpha = palette.getAlpha(index);
                out[o] = Flattening.overWhite(palette.getRed(index), alpha, 255);
                out[o + 1] = Flattening.overWhite(palette.getGreen(index), alpha, 255);
                out[o + 2] = Flattening.overWhite(palette.getBlue(index), alpha, 255);
            }
        }
        return result;
    }

    private static Pixels components(Raster raster, ColorModel colors) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        Pixels result = Pixels.blank(width, raster.getHeight(), 3);
        byte[] out = result.data();
        boolean alpha = colors.hasAlpha();
        int[] full = new int[bands];
        for (int band = 0; band < bands; band++) {
            full[band] = (1 << colors.getComponentSize(band)) - 1;
        }
        int[] row = new int[width * bands];
        int o = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i += bands) {
                for (int c = 0; c < 3; c++) {
                    int band = bands < 3 ? 0 : c;
                    int value = row[i + band];
                    if (!alpha) {
                        out[o++] = Flattening.opaque(value, full[band]);
                    } else if (colors.isAlphaPremultiplied()) {
                        int over = Math.min(full[band], value + full[band] - row[i + bands - 1]);
                        out[o++] = Flattening.opaque(over, full[band]);
                    } else {
                        out[o++] = Flattening.overWhite(value, row[i + bands - 1], full[band]);
                    }
                }
            }
        }
        return result;
    }

    /** Ink to light without a colour profile, as Pillow does it. */
    private static Pixels cmyk(Raster raster, int full) {
        int width = raster.getWidth();
        Pixels result = Pixels.blank(width, raster.getHeight(), 3);
        byte[] out = result.data();
        int[] row = new int[width * 4];
        int o = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int i = 0; i < row.length; i += 4) {
                long paper = (long) full - row[i + 3];
                for (int c = 0; c < 3; c++) {
                    long ink = (row[i + c] * paper + full / 2) / full;
                    out[o++] = Flattening.opaque((int) (paper - ink), full);
                }
            }
        }
        return result;
    }

    /** Rarer colour spaces, by the JDK's own conversion. */
    private static Pixels converted(BufferedImage image) {
        int width = image.getWidth();
        Pixels result = Pixels.blank(width, image.getHeight(), 3);
        byte[] out = result.data();
        int[] row = new int[width];
        int o = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                int alpha = argb >>> 24;
                out[o++] = Flattening.overWhite(argb >> 16 & 0xFF, alpha, 255);
                out[o++] = Flattening.overWhite(argb >> 8 & 0xFF, alpha, 255);
                out[o++] = Flattening.overWhite(argb & 0xFF, alpha, 255);
            }
        }
        return result;
    }
}
