package dev.selfsame.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void everyValueCountsOnceInThePartWhereItLies() {
        double[] values = IntStream.rangeClosed(0, 60).mapToDouble(i -> i / 2.0).toArray();
        Histogram histogram = Histogram.of(values);
        assertEquals(0, histogram.least());
        assertEquals(30, histogram.most());
        assertEquals(61, histogram.count());
        assertEquals(30, histogram.limits().size());
        assertEquals(30, histogram.limits().get(29));
        assertEquals(
                61, histogram.counts().stream().mapToDouble(Double::doubleValue).sum());
        double before = 0;
        for (int i = 0; i < 30; i++) {
            assertTrue(histogram.limits().get(i) > before);
            before = histogram.limits().get(i);
            assertEquals(i == 29 ? 3 : 2, histogram.counts().get(i)); // the last part has its end too
        }
        assertEquals(Arrays.stream(values).sum(), histogram.sum(), 1e-9);
        assertEquals(Arrays.stream(values).map(x -> x * x).sum(), histogram.squares(), 1e-9);
    }

    @Test
    void equalValuesAreOnePart() {
        Histogram histogram = Histogram.of(new double[] {0, 0, 0});
        assertEquals(List.of(0.0), histogram.limits());
        assertEquals(List.of(3.0), histogram.counts());
    }
}
