package dev.selfsame.image;

/**
 * Working space of the thread at hand. It only saves allocation: nothing in it is carried from one use to the next.
 *
 * <p>Each line is an array of its own, and loops run over several of them with one and the same index: only then does
 * the JVM's compiler know that they don't overlap, and use vector instructions.
 */
final class Scratch {
    /** More than this is not kept (16 MiB a thread): one huge image should not hold memory for ever. */
    private static final long KEPT = 1 << 22;

    private static final ThreadLocal<int[][]> LINES = ThreadLocal.withInitial(() -> new int[0][]);

    private static final ThreadLocal<float[]> FLOATS = ThreadLocal.withInitial(() -> new float[0]);

    private Scratch() {}

    /** An array of at least such a length, not cleared; good until the next call on this thread. */
    static float[] floats(int length) {
        float[] floats = FLOATS.get();
        if (floats.length < length) {
            floats = new float[length];
            if (length <= KEPT) {
                FLOATS.set(floats);
            }
        }
        return floats;
    }

    /** At least so many lines of at least such a length, not cleared; good until the next call on this thread. */
    static int[][] lines(int count, int length) {
        int[][] lines = LINES.get();
        if (lines.length < count || lines[0].length < length) {
            int longest = Math.max(length, lines.length == 0 ? 0 : lines[0].length);
            int most = Math.max(count, lines.length);
            if ((long) longest * most > KEPT) {
                return new int[count][length];
            }
            lines = new int[most][longest];
            LINES.set(lines);
        }
        return lines;
    }
}
