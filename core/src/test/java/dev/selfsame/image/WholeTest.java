package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WholeTest {
    @Test
    void floorsAreJavas() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000_000; i++) {
            float x = (random.nextFloat() * 2 - 0.5f) * (1 << random.nextInt(22));
            assertEquals((float) Math.floor(x), Whole.floor(x), () -> "floor of " + x);
        }
        for (int whole = -300; whole < 70_000; whole++) {
            float x = whole;
            assertEquals(x, Whole.floor(x));
            assertEquals(x, Whole.floor(Math.nextUp(x)));
            if (whole != 0) { // next to 0 a float is nearer to it than the floor can tell
                assertEquals(x - 1, Whole.floor(Math.nextDown(x)), () -> "floor of " + Math.nextDown(x));
            }
        }
    }

    @Test
    void smallestLargestAndSignsOfWholeNumbersAreJavas() {
        for (int x = -600; x <= 600; x++) {
            for (int y = -600; y <= 600; y++) {
                assertEquals(Math.max(x, y), Whole.max(x, y));
                assertEquals(Math.min(x, y), Whole.min(x, y));
            }
        }
        for (int x = -(1 << 16) + 1; x < 1 << 16; x++) {
            assertEquals(x > 0 ? 1 : 0, Whole.isPositive(x));
            assertEquals(Math.max(0, Math.min(255, x)), Whole.clip(x));
        }
        assertEquals(1, Whole.isPositive(1.0039f));
    }

    @Test
    void dividesBy255() {
        for (int x = 0; x < 256; x++) {
            assertEquals(x / 255f, Whole.over255(x));
        }
    }

    /** Pillow's products of 255 and a quotient of two samples. */
    @Test
    void floorsOf255TimesAQuotientAreExact() {
        for (int divisor = 1; divisor < 256; divisor++) {
            for (int dividend = 0; dividend <= divisor; dividend++) {
                float quotient = (float) dividend / divisor;
                assertEquals(Math.floor(255.0 * quotient), Whole.floorOf255(quotient), dividend + " / " + divisor);
            }
        }
    }

    @Test
    void floatsAndIntsByTheirBits() {
        int count = 1021;
        int[] ints = new int[count + 3];
        for (int i = 0; i < count; i++) {
            ints[i + 3] = i == 7 ? (1 << 23) - 1 : i * 8_209 % (1 << 23);
        }
        int[] expected = ints.clone();
        float[] floats = new float[count + 5];
        WholeFloats.of(count).toFloats(ints, 3, floats, 5, count);
        for (int i = 0; i < count; i++) {
            assertEquals((float) expected[i + 3], floats[i + 5]);
        }
        int[] back = new int[count + 1];
        WholeFloats.of(count).toInts(floats, 5, back, 1, count);
        for (int i = 0; i < count; i++) {
            assertEquals(expected[i + 3], back[i + 1]);
        }
    }
}
