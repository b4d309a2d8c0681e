package dev.selfsame.train;

import dev.selfsame.data.ByteSize;

/** Memory for decoded images as the key {@code cache} says it. */
final class CacheSize {
    /** What {@link dev.selfsame.data.LoaderConfig#of} takes. */
    static final String AUTO = "auto";

    private CacheSize() {}

    /**
     * Checks a size.
     *
     * @throws IllegalArgumentException if it is none
     */
    static void require(String size) {
        if (!size.equals(AUTO)) {
            bytes(size);
        }
    }

    /** Bytes of a size other than {@link #AUTO}, such as {@code 512M}. */
    static long bytes(String size) {
        return ByteSize.parse(size)
                .orElseThrow(
                        () -> new IllegalArgumentException("cache must be auto or a size such as 512M, 2G or 0, got "
                                + (size.isEmpty() ? "nothing" : size)));
    }

    /**
     * Checks that Java can have so much: decoded images lie in its heap, and the rest of the program needs some, too.
     *
     * @throws IllegalArgumentException if it is more than three quarters of the heap
     */
    static void requireRoom(String size) {
        long heap = Runtime.getRuntime().maxMemory();
        if (!size.equals(AUTO) && bytes(size) > heap / 4 * 3) {
            throw new IllegalArgumentException("cache " + size + " is more than three quarters of Java's memory of "
                    + (heap >> 20) + " MiB: make it smaller, or give Java more by -Xmx");
        }
    }
}
