package dev.selfsame.image;

import java.util.Arrays;

/**
 * Resizing of {@link Samples}: anti-aliased, in floats, to the values that Pillow has for its images of 32-bit floats.
 * Nothing is rounded or cut off, so that bicubic may leave the range of its inputs. Any number of channels.
 */
public final class SampleResampling {
    private SampleResampling() {}

    /** The whole image at another size. */
    public static Samples resize(Samples image, int width, int height, Interpolation interpolation) {
        return resizedCrop(image, 0, 0, image.width(), image.height(), width, height, interpolation);
    }

    /**
     * A rectangle of the image at another size; what lies outside of it has no part in it.
     *
     * @param x left edge, at least 0
     * @param y top edge, at least 0
     * @param cropWidth width of the rectangle, which must lie inside the image
     * @param cropHeight its height
     * @param width pixels in a row of the result
     * @param height rows of the result
     */
    public static Samples resizedCrop(
            Samples image,
            int x,
            int y,
            int cropWidth,
            int cropHeight,
            int width,
            int height,
            Interpolation interpolation) {
        Geometry.checkInside(image.width(), image.height(), x, y, cropWidth, cropHeight);
        SampleWeights across = SampleWeights.of(cropWidth, width, 0, width, interpolation);
        SampleWeights down = SampleWeights.of(cropHeight, height, 0, height, interpolation);
        return resample(image, x, y, cropWidth != width, across, cropHeight != height, down);
    }

    /**
     * A rectangle of the resized image, of which only that is computed.
     *
     * @param fullWidth pixels in a row of the whole image after it was resized
     * @param fullHeight its rows
     * @param x left edge of the rectangle in it
     * @param y top edge
     * @param width of the rectangle, which must lie inside the resized image
     * @param height of the rectangle
     */
    public static Samples cropOfResized(
            Samples image,
            int fullWidth,
            int fullHeight,
            int x,
            int y,
            int width,
            int height,
            Interpolation interpolation) {
        Geometry.checkInside(fullWidth, fullHeight, x, y, width, height);
        boolean resizesAcross = fullWidth != image.width();
        boolean resizesDown = fullHeight != image.height();
        SampleWeights across = SampleWeights.of(image.width(), fullWidth, x, width, interpolation);
        SampleWeights down = SampleWeights.of(image.height(), fullHeight, y, height, interpolation);
        return resample(image, resizesAcross ? 0 : x, resizesDown ? 0 : y, resizesAcross, across, resizesDown, down);
    }

    /** Rows first, then columns, each only where the length changes. */
    private static Samples resample(
            Samples image,
            int x,
            int y,
            boolean resizesAcross,
            SampleWeights across,
            boolean resizesDown,
            SampleWeights down) {
        int width = across.outputs;
        int top = resizesDown ? down.begin() : 0;
        int rows = resizesDown ? down.end() - top : down.outputs;
        Samples result = Samples.blank(width, down.outputs, image.channels());
        float[] between = new float[width * rows];
        for (int c = 0; c < image.channels(); c++) {
            int from = c * image.size() + (y + top) * image.width() + x;
            for (int row = 0; row < rows; row++, from += image.width()) {
                if (resizesAcross) {
                    row(image.data(), from, across, between, row * width);
                } else {
                    System.arraycopy(image.data(), from, between, row * width, width);
                }
            }
            if (resizesDown) {
                columns(between, width, top, down, result.data(), c * result.size());
            } else {
                System.arraycopy(between, 0, result.data(), c * result.size(), result.size());
            }
        }
        return result;
    }

    private static void row(float[] in, int from, SampleWeights weights, float[] out, int to) {
        for (int i = 0; i < weights.outputs; i++) {
            int first = from + weights.first[i];
            int at = i * weights.stride;
            double sum = 0;
            for (int k = 0; k < weights.count[i]; k++) {
                sum += in[first + k] * weights.values[at + k];
            }
            out[to + i] = (float) sum;
        }
    }

    private static void columns(float[] in, int width, int top, SampleWeights weights, float[] out, int to) {
        double[] sums = new double[width];
        for (int i = 0; i < weights.outputs; i++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < weights.count[i]; k++) {
                int from = (weights.first[i] - top + k) * width;
                double weight = weights.values[i * weights.stride + k];
                for (int x = 0; x < width; x++) {
                    sums[x] += in[from + x] * weight;
                }
            }
            for (int x = 0; x < width; x++) {
                out[to + i * width + x] = (float) sums[x];
            }
        }
    }
}
