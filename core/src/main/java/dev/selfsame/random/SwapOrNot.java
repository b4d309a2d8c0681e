package dev.selfsame.random;

import java.util.Objects;

/**
 * The swap-or-not shuffle (Hoang, Morris and Rogaway 2012, "An Enciphering Scheme Based on a Card Shuffle"), followed
 * for one card at a time. A round pairs place x with (K − x) mod size, K drawn, and a bit that is the pair's own says
 * whether the two swap. It works on any size as it is, where a Feistel network has to walk back into the range.
 *
 * <p>A card that swaps goes anywhere with equal chance, and of two cards that aren't paired one goes and one stays in half
 * of the rounds, so that after 64 of them single places and pairs of places are uniform to within about 2⁻⁶³. No cipher: a
 * bit is a hash of the pair's larger place and a drawn number.
 */
final class SwapOrNot implements Permutation {
    private static final int ROUNDS = 64;

    private final int size;
    private final int[] sums = new int[ROUNDS];
    private final long[] keys = new long[ROUNDS];

    SwapOrNot(int size, Draws draws) {
        if (size < 1) {
            throw new IllegalArgumentException("a permutation has at least 1 number, got " + size);
        }
        this.size = size;
        for (int round = 0; round < ROUNDS; round++) {
            sums[round] = draws.below(size);
            keys[round] = (long) draws.bits() << 32 | Integer.toUnsignedLong(draws.bits());
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int at(int place) {
        int x = Objects.checkIndex(place, size);
        for (int round = 0; round < ROUNDS; round++) {
            int partner = sums[round] - x;
            partner += size & partner >> 31; // mod size
            x = Draws.mix(keys[round] ^ Math.max(x, partner)) < 0 ? partner : x;
        }
        return x;
    }

    @Override
    public String toString() {
        return "SwapOrNot[" + size + "]";
    }
}
