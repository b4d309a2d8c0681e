package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LevelSumTest {
    @Test
    void staysExactWhereAFloatWouldNot() {
        float[] white = new float[3];
        Arrays.fill(white, 255);
        LevelSum sum = new LevelSum(3);
        long expected = 0;
        for (int i = 0; i < 200_001; i++) {
            int count = 1 + i % 3;
            sum.add(white, count);
            expected += 255L * count;
        }
        assertEquals(expected, sum.total());
        assertEquals(expected, sum.total(), "asked again");
    }
}
