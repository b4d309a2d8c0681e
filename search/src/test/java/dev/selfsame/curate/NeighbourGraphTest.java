package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Threads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourGraphTest {
    @Test
    void theyAreTheNearestOfAll() {
        float[][] rows = Made.noise(2 * Blocks.ROWS + 300, 12, 1); // three blocks, the last one short
        try (EmbeddedImages images = Made.images(rows)) {
            NeighbourGraph graph = NeighbourGraph.of(images, 7);
            for (int i = 0; i < rows.length; i += 41) {
                int row = i;
                List<Integer> nearest = IntStream.range(0, rows.length)
                        .filter(other -> other != row)
                        .boxed()
                        .sorted(Comparator.comparingDouble(other -> -Made.cosine(rows[row], rows[other])))
                        .limit(7)
                        .toList();
                assertEquals(
                        nearest,
                        IntStream.range(0, 7)
                                .map(place -> graph.neighbour(row, place))
                                .boxed()
                                .toList());
                assertEquals(Made.cosine(rows[i], rows[nearest.get(6)]), graph.cosine(i, 6), 1e-5);
            }
        }
    }

    @Test
    void equallyNearRowsComeInTheirOrder() {
        float[][] rows = new float[Blocks.ROWS + 40][];
        java.util.Arrays.fill(rows, new float[] {1, 2, 3});
        try (EmbeddedImages images = Made.images(rows)) {
            NeighbourGraph graph = NeighbourGraph.of(images, 3);
            for (int i = 0; i < rows.length; i += 17) {
                int row = i;
                assertEquals(
                        IntStream.range(0, 5)
                                .filter(other -> other != row)
                                .limit(3)
                                .boxed()
                                .toList(),
                        IntStream.range(0, 3)
                                .map(place -> graph.neighbour(row, place))
                                .boxed()
                                .toList());
            }
        }
    }

    @Test
    void threadsChangeNothing() {
        int before = Threads.count();
        List<List<Double>> results = new ArrayList<>();
        try (EmbeddedImages images = Made.images(Made.noise(3000, 96, 2))) {
            for (int threads : new int[] {1, 2, 3}) {
                Threads.set(threads);
                NeighbourGraph graph = NeighbourGraph.of(images, 10);
                List<Double> all = new ArrayList<>();
                for (int i = 0; i < 3000; i++) {
                    for (int place = 0; place < 10; place++) {
                        all.add((double) graph.neighbour(i, place));
                        all.add(graph.cosine(i, place));
                    }
                }
                results.add(all);
            }
        } finally {
            Threads.set(before);
        }
        assertEquals(results.get(0), results.get(1));
        assertEquals(results.get(0), results.get(2));
    }

    @Test
    void itIsWatchedAndLeavesNothingBehind() {
        try (EmbeddedImages images = Made.images(Made.noise(5000, 8, 3))) {
            long before = Leaks.live();
            List<Long> parts = new ArrayList<>();
            NeighbourGraph.of(images, 5, (part, whole) -> {
                parts.add(part);
                assertEquals(6, whole);
            });
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), parts);
            assertEquals(before, Leaks.live());
        }
    }

    @Test
    void whatItCannotDoItSays() {
        try (EmbeddedImages one = Made.images(new float[] {1, 2});
                EmbeddedImages three = Made.images(Made.noise(3, 2, 1))) {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> NeighbourGraph.of(one, 1))
                    .getMessage()
                    .contains("at least 2 images, got 1"));
            assertEquals(
                    "k must be 1 to 2, the number of other images, got 3",
                    assertThrows(IllegalArgumentException.class, () -> NeighbourGraph.of(three, 3))
                            .getMessage());
        }
    }
}
