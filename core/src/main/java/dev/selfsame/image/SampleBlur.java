package dev.selfsame.image;

/**
 * Gaussian blur of {@link Samples}: the sampled bell curve itself, cut off at four standard deviations (rounded to whole
 * pixels) and scaled to a sum of 1, over rows and then columns; beyond the edges the outermost samples go on. Any number
 * of channels.
 */
public final class SampleBlur {
    private static final double REACH = 4;

    private SampleBlur() {}

    /**
     * The image blurred; itself where the curve is too narrow to reach a neighbour.
     *
     * @param sigma standard deviation in pixels, 0 to 1000
     */
    public static Samples gaussian(Samples image, double sigma) {
        if (!(sigma >= 0 && sigma <= 1000)) {
            throw new IllegalArgumentException("sigma must be 0 to 1000, got " + sigma);
        }
        int radius = (int) (REACH * sigma + 0.5);
        if (radius == 0) {
            return image;
        }
        double[] kernel = kernel(sigma, radius);
        Samples result = Samples.blank(image.width(), image.height(), image.channels());
        double[] line = new double[Math.max(image.width(), image.height()) + 2 * radius];
        for (int c = 0; c < image.channels(); c++) {
            int start = c * image.size();
            for (int y = 0; y < image.height(); y++) {
                int row = start + y * image.width();
                blur(image.data(), row, 1, image.width(), kernel, line, result.data());
            }
            for (int x = 0; x < image.width(); x++) {
                blur(result.data(), start + x, image.width(), image.height(), kernel, line, result.data());
            }
        }
        return result;
    }

    /** The weights at a distance of 0 to {@code radius}. */
    private static double[] kernel(double sigma, int radius) {
        double[] kernel = new double[radius + 1];
        double sum = 0;
        for (int i = 0; i <= radius; i++) {
            kernel[i] = StrictMath.exp(-0.5 * (i / sigma) * (i / sigma));
            sum += i == 0 ? kernel[i] : 2 * kernel[i];
        }
        for (int i = 0; i <= radius; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /** One row or column, whose samples lie {@code step} apart. */
    private static void blur(float[] in, int start, int step, int length, double[] kernel, double[] line, float[] out) {
        int radius = kernel.length - 1;
        for (int i = 0; i < length + 2 * radius; i++) {
            line[i] = in[start + Math.max(0, Math.min(length - 1, i - radius)) * step];
        }
        for (int i = 0; i < length; i++) {
            int centre = i + radius;
            double sum = line[centre] * kernel[0];
            for (int k = 1; k <= radius; k++) {
                sum += (line[centre - k] + line[centre + k]) * kernel[k];
            }
            out[start + i * step] = (float) sum;
        }
    }
}
