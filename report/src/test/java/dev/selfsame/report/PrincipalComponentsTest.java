package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.Embeddings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
    /** Directions in a plane of D dimensions, ever the same angle apart. */
    private static Embeddings fan(int n, int dimension, double angle) {
        Embeddings.Builder rows = new Embeddings.Builder(dimension);
        for (int i = 0; i < n; i++) {
            float[] row = new float[dimension];
            row[0] = (float) Math.cos(i * angle);
            row[dimension - 1] = (float) Math.sin(i * angle);
            rows.add("image " + i, null, row);
        }
        return rows.build();
    }

    /** Distances in the plane of the first two components are those of the unit vectors themselves. */
    private static void keepsDistances(Embeddings rows) {
        PrincipalComponents components = PrincipalComponents.of(rows);
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < rows.size(); j++) {
                double expected = Math.hypot(
                        rows.row(i)[0] - rows.row(j)[0],
                        rows.row(i)[rows.dimension() - 1] - rows.row(j)[rows.dimension() - 1]);
                double across = components.first().get(i) - components.first().get(j);
                double up = components.second().get(i) - components.second().get(j);
                assertEquals(expected, Math.hypot(across, up), 1e-6);
            }
        }
    }

    @Test
    void ofAPlaneKeepsDistances() {
        keepsDistances(fan(9, 4, 0.5));
    }

    @Test
    void ofMoreDimensionsThanRowsToo() {
        keepsDistances(fan(5, 40, 0.5));
    }

    @Test
    void whatHasCollapsedLiesInOneSpot() {
        assertEquals(1, widest(fan(9, 4, 0.5)), 1e-9);
        assertTrue(widest(fan(9, 4, 1e-3)) < 0.1);
    }

    private static double widest(Embeddings rows) {
        EmbeddingMap map = EmbeddingMap.of(rows, Similarities.of(rows));
        return Stream.concat(map.x().stream(), map.y().stream())
                .mapToDouble(Math::abs)
                .max()
                .orElseThrow();
    }

    @Test
    void equalRowsAreNoError() {
        PrincipalComponents components = PrincipalComponents.of(fan(3, 2, 0));

        assertEquals(0, components.largest(), 1e-12);
        assertEquals(0, components.share());
    }

    @Test
    void rowsOfOneDimensionHaveOneComponent() {
        Embeddings rows = new Embeddings.Builder(1)
                .add("left", null, new float[] {-2})
                .add("right", null, new float[] {1})
                .build();

        assertEquals(List.of(0.0, 0.0), PrincipalComponents.of(rows).second());
        assertEquals(1, PrincipalComponents.of(rows).largest(), 1e-12);
    }
}
