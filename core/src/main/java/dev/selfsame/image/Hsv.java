package dev.selfsame.image;

/**
 * Pillow's 8-bit HSV: hue, saturation and value of 0–255 each, cut off towards zero on the way in, rounded on the way
 * back. Both ways mix single and double precision as Pillow's C code does, or else some colours would land one level
 * beside it. Tables hold what depends on two bytes.
 */
final class Hsv {
    /** By the largest and the smallest sample. */
    private static final byte[] SATURATION = new byte[1 << 16];

    /** By sector, spread (largest less smallest) and fall (largest less middle). */
    private static final byte[] HUE = new byte[6 << 16];

    /** The smallest sample of the colour, by value and saturation. */
    private static final byte[] LOW = new byte[1 << 16];

    /** Which sixth of the circle a hue lies in, and how far along. */
    private static final int[] SECTOR = new int[256];

    private static final float[] ALONG = new float[256];

    // The order of the samples, largest first
    private static final int RGB = 0;
    private static final int RBG = 1;
    private static final int GRB = 2;
    private static final int GBR = 3;
    private static final int BRG = 4;
    private static final int BGR = 5;

    static {
        for (int high = 1; high < 256; high++) {
            for (int low = 0; low < high; low++) {
                float saturation = (float) (high - low) / (float) high;
                SATURATION[high << 8 | low] = (byte) (int) (saturation * 255.0);
            }
        }
        for (int spread = 1; spread < 256; spread++) {
            for (int fall = 0; fall <= spread; fall++) {
                float share = (float) fall / (float) spread;
                int at = spread << 8 | fall;
                HUE[RGB << 16 | at] = step(1f - share);
                HUE[RBG << 16 | at] = step(share - 1f);
                HUE[GRB << 16 | at] = step((float) (2.0 + share - 1f));
                HUE[GBR << 16 | at] = step((float) (2.0 + 1f - share));
                HUE[BRG << 16 | at] = step((float) (4.0 + 1f - share));
                HUE[BGR << 16 | at] = step((float) (4.0 + share - 1f));
            }
        }
        for (int value = 0; value < 256; value++) {
            for (int saturation = 0; saturation < 256; saturation++) {
                LOW[value << 8 | saturation] = round((float) value * (1.0 - share(saturation)));
            }
        }
        for (int hue = 0; hue < 256; hue++) {
            int sector = (int) Math.floor((float) hue * 6.0 / 255.0);
            SECTOR[hue] = sector % 6;
            ALONG[hue] = (float) ((float) hue * 6.0 / 255.0 - (float) sector);
        }
    }

    private Hsv() {}

    /** Turns the hue of each pixel of {@code in} (RGB, interleaved) by so many of 256 steps. */
    static void turn(byte[] in, int steps, byte[] out) {
        for (int i = 0; i < in.length; i += 3) {
            int r = in[i] & 0xFF;
            int g = in[i + 1] & 0xFF;
            int b = in[i + 2] & 0xFF;
            int high = Math.max(r, Math.max(g, b));
            int low = Math.min(r, Math.min(g, b));
            int saturation = SATURATION[high << 8 | low] & 0xFF;
            if (saturation == 0) {
                out[i] = (byte) high;
                out[i + 1] = (byte) high;
                out[i + 2] = (byte) high;
                continue;
            }
            int middle = r + g + b - high - low;
            int order = high == r ? (low == b ? RGB : RBG) : high == g ? (low == b ? GRB : GBR) : low == g ? BRG : BGR;
            int hue = HUE[order << 16 | (high - low) << 8 | (high - middle)] + steps & 0xFF;
            write(hue, saturation, high, out, i);
        }
    }

    private static void write(int hue, int saturation, int value, byte[] out, int at) {
        byte high = (byte) value;
        byte low = LOW[value << 8 | saturation];
        int sector = SECTOR[hue];
        float along = ALONG[hue];
        float share = share(saturation);
        byte middle = (sector & 1) == 0
                ? round((float) value * (1.0 - share * (1.0 - along)))
                : round((float) value * (1.0 - share * along)); // single precision up to the product
        switch (sector) {
            case 0 -> write(high, middle, low, out, at);
            case 1 -> write(middle, high, low, out, at);
            case 2 -> write(low, high, middle, out, at);
            case 3 -> write(low, middle, high, out, at);
            case 4 -> write(middle, low, high, out, at);
            default -> write(high, low, middle, out, at);
        }
    }

    private static void write(byte r, byte g, byte b, byte[] out, int at) {
        out[at] = r;
        out[at + 1] = g;
        out[at + 2] = b;
    }

    private static float share(int saturation) {
        return (float) (saturation / 255.0);
    }

    /** A hue in sixths of the circle, −1 to 6, as one of 256 steps. */
    private static byte step(float sixths) {
        double turned = sixths / 6.0 + 1.0;
        float circle = (float) (turned >= 1 ? turned - 1 : turned);
        return (byte) Math.min(255, (int) (circle * 255.0));
    }

    private static byte round(double level) {
        return (byte) Math.max(0, Math.min(255, (int) (level + 0.5)));
    }
}
