package dev.selfsame.image;

/**
 * Changes of colour as one affine map of red, green and blue: brightness, contrast and saturation as blends, hue as a turn of
 * the chroma in YUV (ITU-R BT.601), with nothing rounded or cut off in between. Immutable.
 */
public final class ColorMatrix {
    private static final double[] LUMA = {0.299, 0.587, 0.114};
    private static final double U = 0.492; // of blue less luma
    private static final double V = 0.877; // of red less luma

    private final double[][] rows; // of each channel the weights of red, green and blue, and a constant

    private ColorMatrix(double[][] rows) {
        this.rows = rows;
    }

    /** Changes nothing. */
    public static ColorMatrix identity() {
        return new ColorMatrix(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
    }

    /** This, and then a blend of black and the image. */
    public ColorMatrix brightness(double factor) {
        return blend(0, factor);
    }

    /**
     * This, and then a blend of an even grey, the mean luma, and the image.
     *
     * @param means of red, green and blue in the image that the whole map is for
     */
    public ColorMatrix contrast(double factor, double[] means) {
        double luma = 0;
        for (int c = 0; c < 3; c++) {
            double[] row = rows[c];
            luma += LUMA[c] * (row[0] * means[0] + row[1] * means[1] + row[2] * means[2] + row[3]);
        }
        return blend(luma, factor);
    }

    /** This, and then a blend of the luma and the image. */
    public ColorMatrix saturation(double factor) {
        double[][] map = new double[3][3];
        for (int c = 0; c < 3; c++) {
            for (int from = 0; from < 3; from++) {
                map[c][from] = (1 - factor) * LUMA[from] + (c == from ? factor : 0);
            }
        }
        return then(map);
    }

    /**
     * This, and then the chroma turned.
     *
     * @param shift −0.5 to 0.5 of the circle
     */
    public ColorMatrix hue(double shift) {
        double cos = StrictMath.cos(2 * Math.PI * shift);
        double sin = StrictMath.sin(2 * Math.PI * shift);
        double[][] map = new double[3][3];
        for (int from = 0; from < 3; from++) {
            double luma = LUMA[from];
            double u = U * ((from == 2 ? 1 : 0) - luma);
            double v = V * ((from == 0 ? 1 : 0) - luma);
            double red = luma + (sin * u + cos * v) / V;
            double blue = luma + (cos * u - sin * v) / U;
            map[0][from] = red;
            map[1][from] = (luma - LUMA[0] * red - LUMA[2] * blue) / LUMA[1];
            map[2][from] = blue;
        }
        return then(map);
    }

    private ColorMatrix blend(double with, double factor) {
        double[][] result = new double[3][4];
        for (int c = 0; c < 3; c++) {
            for (int k = 0; k < 4; k++) {
                result[c][k] = factor * rows[c][k];
            }
            result[c][3] += (1 - factor) * with;
        }
        return new ColorMatrix(result);
    }

    private ColorMatrix then(double[][] map) {
        double[][] result = new double[3][4];
        for (int c = 0; c < 3; c++) {
            for (int k = 0; k < 4; k++) {
                result[c][k] = map[c][0] * rows[0][k] + map[c][1] * rows[1][k] + map[c][2] * rows[2][k];
            }
        }
        return new ColorMatrix(result);
    }

    /** What a sample becomes of: a weight, or with {@code term} 3 the constant. */
    float weight(int channel, int term) {
        return (float) rows[channel][term];
    }
}
