package dev.selfsame.image;

import java.util.ArrayDeque;
import java.util.Deque;

/** Arrays of one length that a thread uses again and again. */
final class FloatArrays {
    /** The length of all arrays that are kept: three of them, and as many for scratch, fit into a first-level cache. */
    static final int LENGTH = 1024;

    /** More than these are not kept (16 MiB a thread): one huge image should not hold memory for ever. */
    private static final int MOST = 4096;

    private static final ThreadLocal<Deque<float[]>> FREE = ThreadLocal.withInitial(ArrayDeque::new);

    private FloatArrays() {}

    /** So many arrays of at least such a length, not cleared. */
    static float[][] take(int count, int length) {
        if (length > LENGTH) {
            return new float[count][length];
        }
        Deque<float[]> free = FREE.get();
        float[][] taken = new float[count][];
        for (int i = 0; i < count; i++) {
            float[] array = free.poll();
            taken[i] = array == null ? new float[LENGTH] : array;
        }
        return taken;
    }

    /** Makes arrays free for others. */
    static void give(float[][] arrays) {
        Deque<float[]> free = FREE.get();
        for (float[] array : arrays) {
            if (array.length == LENGTH && free.size() < MOST) {
                free.push(array);
            }
        }
    }
}
