package dev.selfsame.random;

/**
 * The numbers 0 to {@code size - 1} in an order, by place. Any number of threads may ask at once.
 *
 * <p>{@link #of} is for an order that is gone through, {@link #keyed} for one that must take no memory, whatever its
 * size.
 */
public sealed interface Permutation permits TablePermutation, SwapOrNot {
    /** The largest size whose order {@link #of} keeps in memory: 2²⁰. */
    int MOST_KEPT = 1 << 20;

    /** How many numbers. */
    int size();

    /**
     * The number at a place.
     *
     * @param place 0 to {@code size - 1}
     */
    int at(int place);

    /**
     * A random order: that of {@link Draws#permutation} up to {@link #MOST_KEPT} numbers (4 bytes each), and of {@link
     * #keyed} above.
     *
     * @param size at least 1
     */
    static Permutation of(int size, Draws draws) {
        return size <= MOST_KEPT ? new TablePermutation(draws.permutation(size)) : keyed(size, draws);
    }

    /**
     * A random order of any size in less than a kilobyte.
     *
     * @param size at least 1
     */
    static Permutation keyed(int size, Draws draws) {
        return new SwapOrNot(size, draws);
    }
}
