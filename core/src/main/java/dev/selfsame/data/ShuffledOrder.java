package dev.selfsame.data;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;

/** Each image once an epoch, all in a random order. */
final class ShuffledOrder implements EpochOrder {
    private final int size;
    private final LastTwo<Permutation> epochs;

    ShuffledOrder(int size, long seed) {
        this.size = size;
        this.epochs = new LastTwo<>(epoch -> Permutation.of(size, Draws.of(seed, Stream.SHUFFLE, epoch, 0)));
    }

    @Override
    public int length() {
        return size;
    }

    @Override
    public int image(int epoch, int place) {
        return epochs.of(epoch).at(place);
    }

    @Override
    public int replacement(int epoch, int place, int tries, Draws draws) {
        return draws.below(size);
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public boolean isSample() {
        return true;
    }

    @Override
    public String toString() {
        return "ShuffledOrder[" + size + " images]";
    }
}
