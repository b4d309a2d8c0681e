package dev.selfsame.video.h264;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.image.Pixels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Known colours, by ITU-R BT.601 and BT.709. */
class ColorsTest {
    private static Pixels color(int matrix, boolean fullRange, int y, int u, int v) {
        Sps sps = new Sps(0, 4, 0, 4, false, 1, 1, 1, 2, 4, 0, 8, fullRange, matrix, new Sps.Plain(new byte[0]));
        byte[][] planes = {new byte[256], new byte[64], new byte[64]};
        Arrays.fill(planes[0], (byte) (y - 128));
        Arrays.fill(planes[1], (byte) (u - 128));
        Arrays.fill(planes[2], (byte) (v - 128));
        return Colors.of(sps).rgb(planes, sps);
    }

    private static void assertColor(int red, int green, int blue, Pixels pixels) {
        assertEquals(10, pixels.width());
        assertEquals(8, pixels.height());
        assertEquals(red, pixels.sample(9, 7, 0), 1);
        assertEquals(green, pixels.sample(9, 7, 1), 1);
        assertEquals(blue, pixels.sample(9, 7, 2), 1);
    }

    @Test
    void knownColors() {
        assertColor(0, 0, 0, color(2, false, 16, 128, 128));
        assertColor(255, 255, 255, color(2, false, 235, 128, 128));
        assertColor(128, 128, 128, color(2, true, 128, 128, 128));
        assertColor(254, 0, 0, color(2, false, 81, 90, 240)); // red by BT.601
        assertColor(254, 0, 0, color(1, false, 63, 102, 240)); // red by BT.709
    }
}
