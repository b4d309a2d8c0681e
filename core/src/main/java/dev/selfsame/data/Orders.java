package dev.selfsame.data;

/** Which order goes with a source. */
final class Orders {
    private Orders() {}

    /**
     * Each image once an epoch.
     *
     * @param starts where the blocks begin that are cheap to read together
     * @param size how many images there are
     * @param window how many images of neighbouring blocks are mixed, at least
     */
    static EpochOrder uniform(int[] starts, int size, long seed, int window) {
        return starts.length > 1 ? new BlockOrder(starts, size, seed, window) : new ShuffledOrder(size, seed);
    }
}
