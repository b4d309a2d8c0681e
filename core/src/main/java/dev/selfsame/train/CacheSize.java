package dev.selfsame.train;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory for decoded images as the key {@code cache} says it. */
final class CacheSize {
    /** What {@link dev.selfsame.data.LoaderConfig#of} takes. */
    static final String AUTO = "auto";

    private static final Pattern FORM = Pattern.compile("(\\d{1,10})([KMGkmg]?)");

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

    /** Bytes of a size other than {@link #AUTO}, such as {@code 512M}: K, M and G are powers of 1024. */
    static long bytes(String size) {
        Matcher parts = FORM.matcher(size);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "cache must be auto or a size such as 512M, 2G or 0, got " + (size.isEmpty() ? "nothing" : size));
        }
        int shift =
                switch (parts.group(2)) {
                    case "K", "k" -> 10;
                    case "M", "m" -> 20;
                    case "G", "g" -> 30;
                    default -> 0;
                };
        return Long.parseLong(parts.group(1)) << shift;
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
