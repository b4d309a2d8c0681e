package dev.selfsame.image;

/**
 * The loops of {@link Planes}, over whole numbers from 0 to 255. Java's compiler uses vector instructions in them as long as
 * they stay short and run over arrays of their own with one index; those that leave the planes it does not.
 */
final class PlaneLoops {
    // ITU-R 601 luma in fixed point with 16 bits after the point, as Pillow has it; the sums stay below 2²⁴
    private static final float RED = 19595;
    private static final float GREEN = 38470;
    private static final float BLUE = 7471;
    private static final float HALF = 1 << 15;

    private PlaneLoops() {}

    static void brighten(float[] plane, int pixels, float alpha) {
        for (int i = 0; i < pixels; i++) {
            plane[i] = Whole.min(255f, Whole.floor(plane[i] * alpha));
        }
    }

    static void blend(float from, float[] plane, int pixels, float alpha) {
        for (int i = 0; i < pixels; i++) {
            plane[i] = Whole.clip(Whole.floor(from + alpha * (plane[i] - from)));
        }
    }

    static void blend(float[] from, float[] plane, int pixels, float alpha) {
        for (int i = 0; i < pixels; i++) {
            plane[i] = Whole.clip(Whole.floor(from[i] + alpha * (plane[i] - from[i])));
        }
    }

    static void luma(float[] r, float[] g, float[] b, float[] luma, int pixels) {
        for (int i = 0; i < pixels; i++) {
            luma[i] = Whole.floor((r[i] * RED + g[i] * GREEN + b[i] * BLUE + HALF) * 0x1p-16f);
        }
    }

    static void mix(float[] r, float[] g, float[] b, float x, float y, float z, float add, float[] out, int pixels) {
        for (int i = 0; i < pixels; i++) {
            out[i] = Whole.round(Math.min(255f, Math.max(0f, r[i] * x + g[i] * y + b[i] * z + add)));
        }
    }

    static void add(float[] plane, float[] sums, int pixels) {
        for (int i = 0; i < pixels; i++) {
            sums[i] += plane[i];
        }
    }

    static void invertFrom(int threshold, float[] plane, int pixels) {
        float below = threshold - 1;
        for (int i = 0; i < pixels; i++) {
            plane[i] += Whole.isPositive(plane[i] - below) * (255f - 2f * plane[i]);
        }
    }

    static void normalize(float[] plane, float mean, float std, float[] out, int pixels) {
        for (int i = 0; i < pixels; i++) {
            out[i] = (Whole.over255(plane[i]) - mean) / std;
        }
    }

    static void interleave(float[] r, float[] g, float[] b, float[] out, int pixels) {
        for (int i = 0, o = 0; i < pixels; i++, o += 3) {
            out[o] = r[i];
            out[o + 1] = g[i];
            out[o + 2] = b[i];
        }
    }

    static void spread(float[] plane, int pixels, float[] out, int at, int step) {
        for (int i = 0, o = at; i < pixels; i++, o += step) {
            out[o] = plane[i];
        }
    }

    static void toBytes(float[] plane, int pixels, byte[] out, int at, int step) {
        for (int i = 0, o = at; i < pixels; i++, o += step) {
            out[o] = (byte) (int) plane[i];
        }
    }
}
