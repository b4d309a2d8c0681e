package dev.selfsame.loss;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * Resampling a box of each feature map onto a grid, as RoIAlign does (He et al. 2017, arXiv:1703.06870, section 3): each
 * cell is the mean of samples that lie evenly in it, about one a pixel in each direction, each interpolated bilinearly.
 * Boxes are in pixels, 0 to H and 0 to W, where a pixel's centre is at its number plus one half.
 */
final class RoiGrid {
    private static final double LARGEST = 1e6;

    private RoiGrid() {}

    /**
     * Since cells, samples and interpolation are products of rows and columns, so is the resampling.
     *
     * @param maps [B, C, H, W]
     * @param boxes x0, y0, x1, y1 each: [B, 4]
     * @return [B, height · width, C], row after row
     */
    static Tensor resample(Tensor maps, Tensor boxes, int height, int width) {
        int images = (int) maps.size(0);
        try (Scope scope = new Scope()) {
            double[] corners = boxes.toDoubles();
            double[] rows = weights(corners, 1, (int) maps.size(2), height);
            double[] columns = weights(corners, 0, (int) maps.size(3), width);
            Tensor down = matrix(rows, maps, images, height); // [B, 1, height, H]
            Tensor across = matrix(columns, maps, images, width); // [B, 1, width, W]
            Tensor cells = down.matmul(maps).matmul(across.transpose(2, 3)); // [B, C, height, width]
            return scope.keep(cells.flatten(2).transpose(1, 2)); // [B, height · width, C]
        }
    }

    private static Tensor matrix(double[] weights, Tensor like, int images, int out) {
        return Tensor.of(weights, images, 1, out, weights.length / images / out)
                .to(like.dtype())
                .to(like.device());
    }

    /** For each box, the weight of each pixel of a line in each cell; {@code first} is where the box begins. */
    private static double[] weights(double[] corners, int first, int pixels, int cells) {
        int images = corners.length / 4;
        double[] weights = new double[images * cells * pixels];
        for (int i = 0; i < images; i++) {
            double start = corners[4 * i + first] - 0.5;
            double side = (corners[4 * i + first + 2] - corners[4 * i + first]) / cells;
            if (!(side >= 0 && side <= LARGEST)) {
                throw new IllegalArgumentException("boxes must end after they begin, got " + corners[4 * i + first]
                        + " to " + corners[4 * i + first + 2]);
            }
            int samples = (int) Math.ceil(side);
            for (int cell = 0; cell < cells; cell++) {
                for (int k = 0; k < samples; k++) {
                    double at = start + (cell + (k + 0.5) / samples) * side;
                    add(weights, (i * cells + cell) * pixels, pixels, at, 1.0 / samples);
                }
            }
        }
        return weights;
    }

    /** Adds the weight of one sample: nothing beyond a pixel outside, up to there the pixel at the edge. */
    private static void add(double[] weights, int offset, int pixels, double at, double weight) {
        if (at < -1 || at > pixels) {
            return;
        }
        double inside = Math.min(Math.max(at, 0), pixels - 1);
        int low = (int) inside;
        int high = Math.min(low + 1, pixels - 1);
        weights[offset + low] += weight * (1 - (inside - low));
        weights[offset + high] += weight * (inside - low);
    }
}
