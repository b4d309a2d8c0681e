package dev.selfsame.curate;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;

/**
 * An image, small and grey, to be compared with others in any of eight positions: turned by quarters, mirrored or not.
 * Images are alike if their brightness varies alike over the whole and, since all landscapes are bright at the top, their
 * details do too; both by correlation, which brightness and contrast don't change. An image of one colour has neither: it is
 * compared by its colour.
 */
final class Thumbnail {
    private static final int SIDE = 32;
    private static final int COARSE = 16;
    /** Details are what differs from the mean of so many pixels around. */
    private static final int RADIUS = 4;

    private static final int LEVELS = 127;
    /** In levels of 255: a standard deviation below it is one colour, but for what compression adds. */
    private static final double FLAT = 2;

    private static final double LEAST_DETAIL = 0.5;
    /** Means of colours so far apart are another colour. */
    private static final double OTHER_COLOUR = 32;
    /** Positions whose brightness fits nearly as well as that of the best are tried for details. */
    private static final double NEARLY = 0.05;

    private static final int[][] COARSE_POSITIONS = positions(COARSE);
    private static final int[][] POSITIONS = positions(SIDE);

    private final double[] colour;
    private final byte[] coarse;
    private final byte[] detail;
    private final boolean flat;
    private final boolean plain;

    private Thumbnail(double[] colour, byte[] coarse, byte[] detail, boolean flat, boolean plain) {
        this.colour = colour;
        this.coarse = coarse;
        this.detail = detail;
        this.flat = flat;
        this.plain = plain;
    }

    /** Of an RGB image, whose sides are brought to one length. */
    static Thumbnail of(Pixels image) {
        Pixels small = Resampling.resize(image, SIDE, SIDE, Interpolation.BILINEAR);
        double[] colour = new double[3];
        double[] grey = new double[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            int red = small.data()[3 * i] & 0xFF;
            int green = small.data()[3 * i + 1] & 0xFF;
            int blue = small.data()[3 * i + 2] & 0xFF;
            colour[0] += (double) red / grey.length;
            colour[1] += (double) green / grey.length;
            colour[2] += (double) blue / grey.length;
            grey[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
        }
        double[] half = centred(halved(grey));
        double[] fine = centred(detail(grey));
        return new Thumbnail(
                colour, levels(half), levels(fine), deviation(half) < FLAT, deviation(fine) < LEAST_DETAIL);
    }

    /** 1 for equal images, about 0 for any two; never below 0. */
    double similarity(Thumbnail other) {
        if (flat || other.flat) {
            return flat && other.flat ? Math.max(0, 1 - colourDistance(other) / OTHER_COLOUR) : 0;
        }
        double[] brightness = new double[POSITIONS.length];
        double most = -1;
        for (int p = 0; p < brightness.length; p++) {
            brightness[p] = correlation(coarse, other.coarse, COARSE_POSITIONS[p]);
            most = Math.max(most, brightness[p]);
        }
        if (plain || other.plain) {
            return plain && other.plain ? Math.max(0, most) : 0;
        }
        double best = 0;
        for (int p = 0; p < brightness.length; p++) {
            if (brightness[p] > best && brightness[p] >= most - NEARLY) {
                best = Math.max(best, Math.min(brightness[p], correlation(detail, other.detail, POSITIONS[p])));
            }
        }
        return best;
    }

    private double colourDistance(Thumbnail other) {
        double most = 0;
        for (int c = 0; c < colour.length; c++) {
            most = Math.max(most, Math.abs(colour[c] - other.colour[c]));
        }
        return most;
    }

    /** Both have mean 0. */
    private static double correlation(byte[] x, byte[] y, int[] position) {
        int both = 0;
        int ofX = 0;
        int ofY = 0;
        for (int i = 0; i < x.length; i++) {
            int a = x[i];
            int b = y[position[i]];
            both += a * b;
            ofX += a * a;
            ofY += b * b;
        }
        return both / Math.sqrt((double) ofX * ofY);
    }

    /** The mean of each four. */
    private static double[] halved(double[] grey) {
        double[] half = new double[COARSE * COARSE];
        for (int y = 0; y < COARSE; y++) {
            for (int x = 0; x < COARSE; x++) {
                int at = 2 * y * SIDE + 2 * x;
                half[y * COARSE + x] = (grey[at] + grey[at + 1] + grey[at + SIDE] + grey[at + SIDE + 1]) / 4;
            }
        }
        return half;
    }

    /** What differs from the mean of the square around, as far as it lies in the image. */
    private static double[] detail(double[] grey) {
        double[] detail = new double[grey.length];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double sum = 0;
                int count = 0;
                for (int v = Math.max(0, y - RADIUS); v <= Math.min(SIDE - 1, y + RADIUS); v++) {
                    for (int u = Math.max(0, x - RADIUS); u <= Math.min(SIDE - 1, x + RADIUS); u++) {
                        sum += grey[v * SIDE + u];
                        count++;
                    }
                }
                detail[y * SIDE + x] = grey[y * SIDE + x] - sum / count;
            }
        }
        return detail;
    }

    private static double[] centred(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double[] centred = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            centred[i] = values[i] - mean;
        }
        return centred;
    }

    private static double deviation(double[] centred) {
        double squares = 0;
        for (double value : centred) {
            squares += value * value;
        }
        return Math.sqrt(squares / centred.length);
    }

    /** The largest becomes 127. */
    private static byte[] levels(double[] centred) {
        double most = 1e-9;
        for (double value : centred) {
            most = Math.max(most, Math.abs(value));
        }
        byte[] levels = new byte[centred.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.rint(centred[i] / most * LEVELS);
        }
        return levels;
    }

    /** Where each pixel comes from in each of the eight positions. */
    private static int[][] positions(int side) {
        int[][] positions = new int[8][side * side];
        for (int p = 0; p < 8; p++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int u = (p & 1) == 0 ? x : side - 1 - x;
                    int v = (p & 2) == 0 ? y : side - 1 - y;
                    positions[p][y * side + x] = (p & 4) == 0 ? v * side + u : u * side + v;
                }
            }
        }
        return positions;
    }
}
