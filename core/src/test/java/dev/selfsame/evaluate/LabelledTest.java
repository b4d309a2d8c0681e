package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.Embeddings;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelledTest {
    private static final float[][] ROWS = {{1, 2}, {3, 4}, {5, 6}};

    @Test
    void holdsRowsAndLabels() {
        try (Labelled labelled = Labelled.of(ROWS, new int[] {0, 4, 1})) {
            assertArrayEquals(
                    new float[] {1, 2, 3, 4, 5, 6}, labelled.features().toFloats());
            assertEquals(4, labelled.label(1));
            assertEquals(5, labelled.classes());
            assertEquals(3, labelled.size());
            assertEquals(2, labelled.dimensions());
        }
    }

    @Test
    void labelsOutsideAreRefusedByRow() {
        assertRefused("label of row 1 must be 0 to 0, got -1", () -> Labelled.of(ROWS, new int[] {0, -1, 0}));
        assertRefused("label of row 2 must be 0 to 1, got 2", () -> {
            try (Scope scope = new Scope()) {
                Labelled.of(Tensor.ones(DType.FLOAT32, 3, 2), new int[] {0, 1, 2}, 2);
            }
        });
        assertRefused("there are 3 rows of features and 2 labels", () -> Labelled.of(ROWS, new int[2]));
    }

    @Test
    void featuresThatAreNotFiniteAreRefusedByRow() {
        float[][] rows = {{1, 2}, {3, Float.NaN}};
        assertRefused("features must be finite: value 1 of row 1 is NaN", () -> Labelled.of(rows, new int[] {0, 0}));
        rows[1][1] = Float.NEGATIVE_INFINITY;
        assertRefused("value 1 of row 1 is -Infinity", () -> Labelled.of(rows, new int[] {0, 0}));
    }

    @Test
    void aBrokenRowFarDownIsNamed() {
        float[][] rows = new float[5000][1000];
        rows[4999][3] = Float.NaN;
        assertRefused("value 3 of row 4999 is NaN", () -> Labelled.of(rows, new int[5000]));
    }

    @Test
    void otherShapesAreRefused() {
        assertRefused("at least 1 row", () -> Labelled.of(new float[0][], new int[0]));
        assertRefused("row 1 has 1", () -> Labelled.of(new float[][] {{1, 2}, {1}}, new int[2]));
        assertRefused("[N, D]", () -> {
            try (Scope scope = new Scope()) {
                Labelled.of(Tensor.ones(DType.FLOAT32, 3), new int[3], 1);
            }
        });
        assertRefused("floating", () -> {
            try (Scope scope = new Scope()) {
                Labelled.of(Tensor.ones(DType.INT64, 3, 2), new int[3], 1);
            }
        });
    }

    @Test
    void aRefusalLeaksNothing() {
        long before = Leaks.live();
        assertRefused("label", () -> Labelled.of(ROWS, new int[] {0, -1, 0}));
        assertEquals(before, Leaks.live());
    }

    @Test
    void embeddingsBringTheirLabels() {
        Embeddings rows = new Embeddings.Builder(2)
                .add("a.png", "dog", new float[] {1, 2})
                .add("b.png", "cat", new float[] {3, 4})
                .build();
        try (Labelled labelled = Labelled.of(rows, List.of("bird", "cat", "dog"))) {
            assertEquals(2, labelled.label(0));
            assertEquals(1, labelled.label(1));
            assertEquals(3, labelled.classes());
            assertArrayEquals(new float[] {1, 2, 3, 4}, labelled.features().toFloats());
        }
        long live = Leaks.live();
        assertEquals(
                "the label of a.png must be one of the classes given, got dog",
                assertThrows(IllegalArgumentException.class, () -> Labelled.of(rows, List.of("cat")))
                        .getMessage());
        Embeddings none =
                new Embeddings.Builder(1).add("c.png", null, new float[] {1}).build();
        assertEquals(
                "the label of c.png must be one of the classes given, got none",
                assertThrows(IllegalArgumentException.class, () -> Labelled.of(none, List.of("cat")))
                        .getMessage());
        assertEquals(live, Leaks.live());
    }

    private static void assertRefused(String part, Runnable make) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, make::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
