package dev.selfsame.evaluate;

import dev.selfsame.random.Draws;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * Images and labels mixed in pairs: mixup (Zhang et al. 2018, arXiv:1710.09412), cutmix (Yun et al. 2019,
 * arXiv:1905.04899), and label smoothing (Szegedy et al. 2016, arXiv:1512.00567, section 7). As in timm, the partner is the
 * image at the same place from the end of the batch, a batch has one share, and where both kinds are on, each is chosen
 * for half of the batches.
 *
 * @param mixup α of the Beta distribution of the share, 0 (off) or 0.05 to 2
 * @param cutmix the same for cutmix
 * @param smoothing share of the label that all classes get alike, 0 up to but without 1
 */
record Mixing(double mixup, double cutmix, double smoothing) {
    Mixing {
        require("mixup", mixup);
        require("cutmix", cutmix);
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("label smoothing must be 0 up to but without 1, got " + smoothing);
        }
    }

    private static void require(String name, double alpha) {
        if (!(alpha == 0 || (alpha >= 0.05 && alpha <= 2))) {
            throw new IllegalArgumentException(name + " must be 0, or 0.05 to 2, got " + alpha);
        }
    }

    /**
     * A batch after mixing.
     *
     * @param pixels [N, C, H, W]
     * @param targets what share each class has in each image: [N, classes]
     */
    record Mixed(Tensor pixels, Tensor targets) {}

    /** Mixes a batch; what the draws are keyed by says how. */
    Mixed apply(Tensor pixels, long[] labels, int classes, Draws draws) {
        boolean cut = cutmix > 0 && (mixup == 0 || draws.chance(0.5));
        double alpha = cut ? cutmix : mixup;
        if (alpha == 0) {
            return new Mixed(pixels, targets(labels, classes, 1));
        }
        double share = beta(alpha, draws);
        Tensor partners = Indexing.select(pixels, 0, Tensor.of(reversed(labels.length), labels.length));
        if (!cut) {
            return new Mixed(pixels.mul(share).add(partners.mul(1 - share)), targets(labels, classes, share));
        }
        int height = (int) pixels.size(2);
        int width = (int) pixels.size(3);
        int[] rows = span(height, Math.sqrt(1 - share), draws);
        int[] columns = span(width, Math.sqrt(1 - share), draws);
        Tensor mixed = pixels.copy();
        int h = rows[1] - rows[0];
        int w = columns[1] - columns[0];
        if (h > 0 && w > 0) {
            box(mixed, rows[0], h, columns[0], w).copyInPlace(box(partners, rows[0], h, columns[0], w));
        }
        return new Mixed(mixed, targets(labels, classes, 1 - (double) h * w / (height * width)));
    }

    private static Tensor box(Tensor pixels, int y, int h, int x, int w) {
        return pixels.narrow(2, y, h).narrow(3, x, w);
    }

    /** So large a part of a side round a point that is drawn, cut off at the ends. */
    private static int[] span(int side, double part, Draws draws) {
        int length = (int) (side * part);
        int middle = draws.below(side);
        return new int[] {Math.max(0, middle - length / 2), Math.min(side, middle + length / 2)};
    }

    private Tensor targets(long[] labels, int classes, double share) {
        float[] targets = new float[labels.length * classes];
        Arrays.fill(targets, (float) (smoothing / classes));
        for (int i = 0; i < labels.length; i++) {
            targets[i * classes + (int) labels[i]] += (float) ((1 - smoothing) * share);
            targets[i * classes + (int) labels[labels.length - 1 - i]] += (float) ((1 - smoothing) * (1 - share));
        }
        return Tensor.of(targets, labels.length, classes);
    }

    private static long[] reversed(int n) {
        long[] order = new long[n];
        for (int i = 0; i < n; i++) {
            order[i] = n - 1L - i;
        }
        return order;
    }

    /** Beta(α, α), by Jöhnk's method of 1964. */
    static double beta(double alpha, Draws draws) {
        while (true) {
            double x = StrictMath.pow(draws.uniform(), 1 / alpha);
            double y = StrictMath.pow(draws.uniform(), 1 / alpha);
            if (x + y > 0 && x + y <= 1) {
                return x / (x + y);
            }
        }
    }
}
