package dev.selfsame.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.model.Embeddings;
import java.util.List;
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
                double[] one = components.row(i);
                double[] other = components.row(j);
                assertEquals(expected, Math.hypot(one[0] - other[0], one[1] - other[1]), 1e-6);
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
        List<Double> spread = PrincipalComponents.of(fan(9, 4, 0.5)).layout().x();
        List<Double> collapsed =
                PrincipalComponents.of(fan(9, 4, 1e-3)).layout().x();

        assertEquals(1, spread.stream().mapToDouble(Math::abs).max().orElseThrow(), 1e-9);
        assertTrue(collapsed.stream().mapToDouble(Math::abs).max().orElseThrow() < 0.1);
    }

    @Test
    void equalRowsAreNoError() {
        EmbeddingMap.Layout layout = PrincipalComponents.of(fan(3, 2, 0)).layout();

        assertEquals(
                List.of(0.0, 0.0, 0.0), layout.x().stream().map(x -> x + 0.0).toList());
        assertTrue(layout.meaning().contains("0 % of the variance"), layout.meaning());
    }
}
