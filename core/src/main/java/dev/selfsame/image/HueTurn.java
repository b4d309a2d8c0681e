package dev.selfsame.image;

import static dev.selfsame.image.Whole.between0And1;
import static dev.selfsame.image.Whole.floorOf255;
import static dev.selfsame.image.Whole.round;

/**
 * The hue turned through Pillow's 8-bit HSV: hue, saturation and value of 0–255 each, cut off towards zero on the way in,
 * rounded on the way back. Single precision follows Pillow's own rounding up to the saturation and the hue; the way back
 * is in whole numbers below 2²⁴. All 16.7 million colours come out as from Pillow, for every turn.
 *
 * <p>The loops are short because Java's compiler uses vector instructions in none that is longer.
 */
final class HueTurn {
    // For red, green and blue: 6 × hue is 0 to 1530, and a channel lies below the value by as much as offset + sign ×
    // |6 × hue − middle| says, held to 0–255. Red is full from 1275 over 0 to 255, green from 255 to 765, blue from 765
    // to
    // 1275.
    private static final float[] MIDDLE = {765, 510, 1020};
    private static final float[] OFFSET = {510, -255, -255};
    private static final float[] SIGN = {-1, 1, 1};

    private HueTurn() {}

    /**
     * Turns the hue of pixels.
     *
     * @param steps of 256 that make the circle, at least 0
     * @param scratch three arrays as long as the channels
     */
    static void turn(float[] r, float[] g, float[] b, int pixels, int steps, float[][] scratch) {
        float[] value = scratch[0];
        float[] spread = scratch[1];
        float[] hue = scratch[2];
        valueAndSpread(r, g, b, value, spread, pixels);
        share(r, g, b, value, spread, hue, pixels);
        sixths(r, g, b, hue, pixels);
        turned(hue, steps, pixels);
        strength(value, spread, pixels);
        float[][] rgb = {r, g, b};
        for (int c = 0; c < 3; c++) {
            back(value, spread, hue, MIDDLE[c], OFFSET[c], SIGN[c], rgb[c], pixels);
        }
    }

    /** The largest sample, and how far the smallest lies below it. */
    private static void valueAndSpread(float[] r, float[] g, float[] b, float[] value, float[] spread, int pixels) {
        for (int i = 0; i < pixels; i++) {
            float high = Math.max(r[i], Math.max(g[i], b[i]));
            value[i] = high;
            spread[i] = high - Math.min(r[i], Math.min(g[i], b[i]));
        }
    }

    /** How far the middle sample lies below the largest, as a share of the spread. */
    private static void share(
            float[] r, float[] g, float[] b, float[] value, float[] spread, float[] share, int pixels) {
        for (int i = 0; i < pixels; i++) {
            share[i] = (3f * value[i] - spread[i] - r[i] - g[i] - b[i]) / Math.max(1f, spread[i]);
        }
    }

    /** From the share to the hue in sixths of the circle, −1 to 5. Where samples are equal, either order gives the same. */
    private static void sixths(float[] r, float[] g, float[] b, float[] hue, int pixels) {
        for (int i = 0; i < pixels; i++) {
            float greenIsLess = between0And1(r[i] - g[i]);
            float blueIsLess = between0And1(g[i] - b[i]);
            float redIsLess = between0And1(b[i] - r[i]);
            // r > g > b: 1 − share; r > b > g: −1 + share; g > r > b: 1 + share; and so on round the circle
            hue[i] = blueIsLess
                    + greenIsLess * (blueIsLess - 1f)
                    + redIsLess * (3f - blueIsLess + 3f * greenIsLess)
                    + (3f - 2f * (greenIsLess + blueIsLess + redIsLess)) * hue[i];
        }
    }

    /** From sixths of the circle, −1 to 5, to 6 × the hue's step, after the turn. */
    private static void turned(float[] hue, float steps, int pixels) {
        for (int i = 0; i < pixels; i++) {
            float circle = hue[i] / 6f + between0And1(-hue[i] * 0x1p30f);
            float step = floorOf255(circle) + steps;
            hue[i] = 6f * (step - 256f * between0And1(step - 255f));
        }
    }

    /** From the spread to value × saturation. */
    private static void strength(float[] value, float[] strength, int pixels) {
        for (int i = 0; i < pixels; i++) {
            strength[i] = value[i] * floorOf255(strength[i] / Math.max(1f, value[i]));
        }
    }

    /** One channel: value × (1 − saturation × weight), rounded; the weight is 0 where the channel is full. */
    private static void back(
            float[] value,
            float[] strength,
            float[] hue,
            float middle,
            float offset,
            float sign,
            float[] out,
            int pixels) {
        for (int i = 0; i < pixels; i++) {
            float weight = Math.max(0f, Math.min(255f, offset + sign * Math.abs(hue[i] - middle)));
            float dividend = value[i] * 65025f + 32512f - strength[i] * weight;
            float quotient = round(dividend * (1f / 65025f));
            float rest = dividend - 65025f * quotient;
            out[i] = quotient - Math.min(1f, Math.abs(rest) - rest); // one less where the quotient was rounded up
        }
    }
}
