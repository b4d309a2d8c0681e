package dev.selfsame.image;

import static dev.selfsame.image.Whole.NEXT_TO_NOTHING;
import static dev.selfsame.image.Whole.clip;
import static dev.selfsame.image.Whole.floorOf255;
import static dev.selfsame.image.Whole.isPositive;
import static dev.selfsame.image.Whole.max;
import static dev.selfsame.image.Whole.min;
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
            value[i] = max(r[i], max(g[i], b[i]));
        }
        for (int i = 0; i < pixels; i++) {
            spread[i] = value[i] - min(r[i], min(g[i], b[i]));
        }
    }

    /** How far the middle sample lies below the largest, as a share of the spread. */
    private static void share(
            float[] r, float[] g, float[] b, float[] value, float[] spread, float[] share, int pixels) {
        for (int i = 0; i < pixels; i++) {
            share[i] = (3f * value[i] - spread[i] - r[i] - g[i] - b[i]) / (spread[i] + NEXT_TO_NOTHING);
        }
    }

    /** From the share to the hue in sixths of the circle, −1 to 5. Where samples are equal, either order gives the same. */
    private static void sixths(float[] r, float[] g, float[] b, float[] hue, int pixels) {
        // r > g > b: 1 − share; r > b > g: −1 + share; g > r > b: 1 + share; and so on round the circle
        for (int i = 0; i < pixels; i++) {
            float order = (r[i] - g[i]) * (g[i] - b[i]) * (b[i] - r[i]); // a whole number below 2²⁴
            hue[i] *= (order + NEXT_TO_NOTHING) / (Math.abs(order) + NEXT_TO_NOTHING);
        }
        for (int i = 0; i < pixels; i++) {
            float blueIsLess = isPositive(g[i] - b[i]);
            float greenIsLess = isPositive(r[i] - g[i]);
            float redIsLess = isPositive(b[i] - r[i]);
            hue[i] += 2f * (blueIsLess + redIsLess * (2f - blueIsLess + greenIsLess)) - 1f;
        }
    }

    /** From sixths of the circle, −1 to 5, to 6 × the hue's step, after the turn. */
    private static void turned(float[] hue, float steps, int pixels) {
        for (int i = 0; i < pixels; i++) {
            float circle = hue[i] / 6f + isPositive(-256f * hue[i]);
            float step = floorOf255(circle) + steps;
            hue[i] = 6f * (step - 256f * isPositive(step - 255f));
        }
    }

    /** From the spread to value × saturation. */
    private static void strength(float[] value, float[] strength, int pixels) {
        for (int i = 0; i < pixels; i++) {
            strength[i] = value[i] * floorOf255(strength[i] / (value[i] + NEXT_TO_NOTHING));
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
            float weight = clip(offset + sign * Math.abs(hue[i] - middle));
            float dividend = value[i] * 65025f + 32512f - strength[i] * weight;
            float quotient = round(dividend * (1f / 65025f));
            float rest = dividend - 65025f * quotient;
            out[i] = quotient - isPositive(-rest); // one less where the quotient was rounded up
        }
    }
}
