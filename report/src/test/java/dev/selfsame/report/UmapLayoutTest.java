package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.Embeddings;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UmapLayoutTest {
    private static final int DIMENSIONS = 12;

    /** Heaps of rows round as many random directions. */
    private static Embeddings heaps(int rows, int heaps, double noise) {
        Random random = new Random(3);
        float[][] centres = new float[heaps][DIMENSIONS];
        for (float[] centre : centres) {
            for (int d = 0; d < DIMENSIONS; d++) {
                centre[d] = (float) random.nextGaussian();
            }
        }
        Embeddings.Builder builder = new Embeddings.Builder(DIMENSIONS);
        for (int row = 0; row < rows; row++) {
            float[] values = centres[row % heaps].clone();
            for (int d = 0; d < DIMENSIONS; d++) {
                values[d] += (float) (noise * random.nextGaussian());
            }
            builder.add("row " + row, null, values);
        }
        return builder.build();
    }

    private static double distance(UmapLayout layout, int i, int j) {
        return Math.hypot(
                layout.x().get(i) - layout.x().get(j),
                layout.y().get(i) - layout.y().get(j));
    }

    @Test
    void whatIsOneHeapIsOneOnTheMap() {
        int heaps = 3;
        UmapLayout layout = UmapLayout.of(heaps(120, heaps, 0.05)).orElseThrow();

        double within = 0;
        double between = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 120; i++) {
            for (int j = 0; j < i; j++) {
                double distance = distance(layout, i, j);
                if (i % heaps == j % heaps) {
                    within = Math.max(within, distance);
                } else {
                    between = Math.min(between, distance);
                }
            }
        }
        assertTrue(within < between, "the widest heap is " + within + ", the nearest two are " + between + " apart");
    }

    @Test
    void itFillsItsFrame() {
        UmapLayout layout = UmapLayout.of(heaps(60, 5, 0.3)).orElseThrow();
        double widest = Math.max(width(layout.x()), width(layout.y()));
        assertEquals(2, widest, 1e-6);
    }

    private static double width(List<Double> places) {
        return places.stream().mapToDouble(place -> place).max().orElseThrow()
                - places.stream().mapToDouble(place -> place).min().orElseThrow();
    }

    @Test
    void equalEmbeddingsHaveEqualPlaces() {
        assertEquals(UmapLayout.of(heaps(60, 5, 0.3)), UmapLayout.of(heaps(60, 5, 0.3)));
    }

    @Test
    void tooFewRowsHaveNone() {
        assertEquals(Optional.empty(), UmapLayout.of(heaps(UmapLayout.NEIGHBOURS, 3, 0.3)));
        assertTrue(UmapLayout.of(heaps(UmapLayout.NEIGHBOURS + 1, 3, 0.3)).isPresent());
    }

    @Test
    void rowsThatAreAllOneAreNoError() {
        UmapLayout.of(heaps(40, 1, 0))
                .ifPresent(layout -> layout.x().forEach(place -> assertTrue(Math.abs(place) <= 1)));
    }
}
