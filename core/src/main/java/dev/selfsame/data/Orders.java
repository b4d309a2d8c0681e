package dev.selfsame.data;

/** Which order goes with a source. */
final class Orders {
    private Orders() {}

    /**
     * Each image once an epoch.
     *
     * @param starts where the blocks begin that are cheap to read together
     * @param size how many images there are
     * @param source that the blocks are of: it says how many images of neighbouring ones are mixed
     */
    static EpochOrder uniform(int[] starts, int size, long seed, ImageSource source) {
        return starts.length > 1
                ? new BlockOrder(starts, size, seed, source.window(), source.blockBytes())
                : new ShuffledOrder(size, seed);
    }
}
