package dev.selfsame.data;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;

/** Each place's image is drawn by itself, with a probability in proportion to its weight. Keeps 8 bytes an image. */
final class WeightedOrder implements EpochOrder {
    private static final int DRAWN = 3;

    private final long seed;
    /** The sum of the weights of each image and those before it. */
    private final double[] sums;

    /**
     * An order.
     *
     * @param weights of the images, not negative, in sum above 0; becomes the order's own
     */
    WeightedOrder(double[] weights, long seed) {
        this.seed = seed;
        this.sums = weights;
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
    }

    @Override
    public int length() {
        return sums.length;
    }

    @Override
    public int image(int epoch, int place) {
        return draw(Draws.of(seed, Stream.SHUFFLE, epoch, place, DRAWN));
    }

    @Override
    public int replacement(int epoch, int place, int tries, Draws draws) {
        return draw(draws);
    }

    /** The first image whose sum is above a number below all of it: never one of weight 0. */
    private int draw(Draws draws) {
        double wanted = draws.uniform(0, sums[sums.length - 1]);
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public String toString() {
        return "WeightedOrder[" + sums.length + " images]";
    }
}
