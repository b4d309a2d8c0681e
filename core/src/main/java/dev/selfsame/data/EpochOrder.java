package dev.selfsame.data;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;

/** The order of the images in each epoch. Keeps the last two, since workers run ahead into the next epoch. */
final class EpochOrder {
    private final int size;
    private final long seed;
    private final int[] epochs = {-1, -1};
    private final int[][] orders = new int[2][];

    EpochOrder(int size, long seed) {
        this.size = size;
        this.seed = seed;
    }

    synchronized int[] of(int epoch) {
        int place = epoch & 1;
        if (epochs[place] != epoch) {
            orders[place] = Draws.of(seed, Stream.SHUFFLE, epoch, 0).permutation(size);
            epochs[place] = epoch;
        }
        return orders[place];
    }
}
