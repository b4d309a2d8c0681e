package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Leaks;
import org.junit.jupiter.api.Test;

class RetrievalTest {
    /** Cosines with (1, 0) fall from row to row. */
    private static Labelled gallery(int... labels) {
        float[][] rows = new float[labels.length][];
        for (int i = 0; i < rows.length; i++) {
            double angle = i * Math.PI / rows.length;
            rows[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }
        return Labelled.of(rows, labels);
    }

    @Test
    void averagePrecisionAndRecallByHand() {
        try (Labelled gallery = gallery(1, 0, 1, 1, 1, 1, 0);
                Labelled query = Labelled.of(new float[][] {{3, 0}}, new int[] {0})) {
            RetrievalResult result = Retrieval.evaluate(gallery, query);
            assertEquals((1 / 2.0 + 2 / 7.0) / 2, result.map(), 1e-12);
            assertEquals(0, result.recallAt1());
            assertEquals(1, result.recallAt5());
            assertEquals(1, result.recallAt10());
        }
    }

    @Test
    void leftOutIsTheImageItself() {
        float[][] rows = {{1, 0}, {1, 0.1f}, {0, 1}, {0.1f, 1}};
        try (Labelled all = Labelled.of(rows, new int[] {0, 0, 1, 1})) {
            RetrievalResult result = Retrieval.leaveOneOut(all);
            assertEquals(1, result.map());
            assertEquals(1, result.recallAt1());
            assertTrue(result.settings().contains("each image against all others"));
        }
        try (Labelled all = Labelled.of(rows, new int[] {0, 1, 1, 0})) {
            RetrievalResult result = Retrieval.leaveOneOut(all);
            assertEquals(0, result.recallAt1());
            assertEquals((1 / 3.0 + 1 / 2.0 + 1 / 2.0 + 1 / 3.0) / 4, result.map(), 1e-12);
        }
    }

    @Test
    void ofEquallySimilarRowsTheLowerStandsFirst() {
        float[][] rows = {{-1, 0}, {0, 1}, {0, 1}, {0, -1}};
        try (Labelled gallery = Labelled.of(rows, new int[] {0, 1, 0, 1});
                Labelled query = Labelled.of(new float[][] {{1, 0}}, new int[] {0})) {
            assertEquals(
                    (1 / 2.0 + 2 / 4.0) / 2, Retrieval.evaluate(gallery, query).map(), 1e-12);
        }
    }

    @Test
    void intervalsHoldTheirMeans() {
        try (Labelled train = Clusters.of(200, 8, 5, 2, 1);
                Labelled test = Clusters.of(100, 8, 5, 2, 2)) {
            RetrievalResult result = Retrieval.evaluate(train, test);
            assertTrue(result.mapInterval().low() < result.map()
                    && result.map() < result.mapInterval().high());
            assertTrue(result.recallAt1Interval().low() < result.recallAt1());
            assertTrue(result.recallAt1() <= result.recallAt5() && result.recallAt5() <= result.recallAt10());
        }
    }

    @Test
    void aQueryThatFindsNothingIsSaid() {
        try (Labelled gallery = Labelled.of(new float[][] {{1}, {2}}, new int[] {0, 0});
                Labelled queries = Labelled.of(new float[][] {{1}, {2}}, new int[] {0, 1})) {
            assertEquals(
                    "nothing can be found for the query of row 1: its class 1 has no row in the gallery",
                    assertThrows(IllegalArgumentException.class, () -> Retrieval.evaluate(gallery, queries))
                            .getMessage());
            assertEquals(
                    "nothing can be found for the query of row 0: its class 0 has no other row",
                    assertThrows(IllegalArgumentException.class, () -> Retrieval.leaveOneOut(queries))
                            .getMessage());
        }
    }

    @Test
    void noTensorIsLeaked() {
        try (Labelled rows = Clusters.of(40, 4, 2, 1, 1)) {
            long before = Leaks.live();
            Retrieval.leaveOneOut(rows);
            assertEquals(before, Leaks.live());
        }
    }
}
