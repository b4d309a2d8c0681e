package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SampleBlurTest {
    /** By torch 2.15: padded by replicating edges, convolved in float64 with the kernel over rows, then columns. */
    @Test
    void equalsAConvolution() {
        double[] wide = {
            -1007.55587,
            -66.587992,
            874.379887,
            828.782122,
            1769.75,
            2710.717878,
            2665.120113,
            3606.087992,
            4547.05587,
            -579.80587,
            361.162008,
            1302.129887,
            1256.532122,
            2197.5,
            3138.467878,
            3092.870113,
            4033.837992,
            4974.80587
        };
        double[] narrow = {
            -1459.585335,
            -397.421151,
            664.743033,
            707.585816,
            1769.75,
            2831.914184,
            2874.756967,
            3936.921151,
            4999.085335,
            -1031.835335,
            30.328849,
            1092.493033,
            1135.335816,
            2197.5,
            3259.664184,
            3302.506967,
            4364.671151,
            5426.835335
        };
        Samples image = ChannelFiles.pattern(9, 7, 2);
        assertArrayEquals(wide, some(SampleBlur.gaussian(image, 1.3)), 1e-3);
        assertArrayEquals(narrow, some(SampleBlur.gaussian(image, 0.4)), 1e-3);
    }

    private static double[] some(Samples image) {
        double[] values = new double[18];
        int i = 0;
        for (int c = 0; c < 2; c++) {
            for (int y : new int[] {0, 3, 6}) {
                for (int x : new int[] {0, 4, 8}) {
                    values[i++] = image.sample(x, y, c);
                }
            }
        }
        return values;
    }

    /** As above; the curve reaches eight pixels, the image has three by two. */
    @Test
    void anImageMayBeSmallerThanTheCurve() {
        float[] expected = {-1039.3883f, -938.65765f, -837.927f, -893.323f, -792.59235f, -691.8617f};
        Samples blurred = SampleBlur.gaussian(ChannelFiles.pattern(3, 2, 1), 2);
        assertArrayEquals(expected, blurred.data(), 1e-3f);
    }

    @Test
    void aNarrowCurveChangesNothing() {
        Samples image = ChannelFiles.pattern(9, 7, 2);
        assertSame(image, SampleBlur.gaussian(image, 0.1));
    }

    @Test
    void theArgumentStaysAsItIs() {
        Samples image = ChannelFiles.pattern(9, 7, 2);
        SampleBlur.gaussian(image, 2);
        assertArrayEquals(ChannelFiles.pattern(9, 7, 2).data(), image.data());
    }

    @Test
    void otherWidthsAreRefused() {
        Samples image = ChannelFiles.pattern(2, 2, 1);
        for (double sigma : new double[] {-1, 1001, Double.NaN}) {
            assertEquals(
                    "sigma must be 0 to 1000, got " + sigma,
                    assertThrows(IllegalArgumentException.class, () -> SampleBlur.gaussian(image, sigma))
                            .getMessage());
        }
    }
}
