package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LidarTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** Views of images: the same row each, with noise of its own. */
    private static List<Tensor> views(Tensor images, double noise) {
        int n = (int) images.size(0);
        int d = (int) images.size(1);
        return List.of(
                images.add(Clusters.gaussian(n, d, 11).mul(noise)),
                images.add(Clusters.gaussian(n, d, 12).mul(noise)),
                images.add(Clusters.gaussian(n, d, 13).mul(noise)));
    }

    @Test
    void directionsThatTellImagesApartAreCountedAndNoiseIsNot() {
        Tensor even = Clusters.gaussian(500, 6, 1);
        assertEquals(6, Lidar.of(views(even, 0.1)), 0.2);
        Tensor two = even.copy();
        two.narrow(1, 2, 4).fillInPlace(0);
        assertEquals(2, Lidar.of(views(two, 0.1)), 0.3);
        assertEquals(6, Collapse.effectiveRank(views(two, 1).get(0)), 0.8, "RankMe counts the noise as well");
    }

    @Test
    void aCollapsedEmbeddingHasRankOneAtMost() {
        Tensor one = Clusters.gaussian(50, 4, 1);
        one.narrow(1, 1, 3).fillInPlace(0);
        assertEquals(1, Lidar.of(views(one, 0)), 1e-6);
        Tensor point = Tensor.ones(one.dtype(), 50, 4);
        assertTrue(Lidar.of(List.of(point, point)) <= 1);
    }

    @Test
    void oneViewAndOtherShapesAreRefused() {
        Tensor rows = Clusters.gaussian(5, 3, 1);
        assertThrows(IllegalArgumentException.class, () -> Lidar.of(List.of(rows)));
        assertThrows(IllegalArgumentException.class, () -> Lidar.of(List.of(rows, rows.narrow(0, 0, 4))));
        assertThrows(
                IllegalArgumentException.class, () -> Lidar.of(List.of(rows.narrow(0, 0, 1), rows.narrow(0, 0, 1))));
    }

    @Test
    void noTensorIsLeaked() {
        List<Tensor> views = views(Clusters.gaussian(20, 3, 1), 1);
        long before = Leaks.live();
        Lidar.of(views);
        CrossCorrelation.of(views.get(0), views.get(1));
        assertEquals(before, Leaks.live());
    }

    @Test
    void theMatrixHoldsTheCorrelationOfEachPairOfDimensions() {
        Tensor rows = Clusters.gaussian(50, 3, 1);
        Tensor others = rows.narrow(1, 0, 2).add(Clusters.gaussian(50, 2, 2));
        others = Tensor.cat(List.of(others, Tensor.full(DType.FLOAT32, 4, 50, 1)), 1); // a dimension that never changes
        double[] matrix = CrossCorrelation.matrix(rows, others).toDoubles();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double[] x = rows.select(1, i).toDoubles();
                double[] y = others.select(1, j).toDoubles();
                assertEquals(j == 2 ? 0 : correlation(x, y), matrix[3 * i + j], 1e-6);
            }
        }
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void equalViewsCorrelateFully() {
        Tensor rows = Clusters.gaussian(2000, 3, 1);
        CrossCorrelation same = CrossCorrelation.of(rows, rows);
        assertEquals(1, same.diagonal(), 1e-6);
        assertEquals(0, same.offDiagonal(), 0.05);
        Tensor twice = Tensor.cat(List.of(rows, rows), 1);
        // Of 30 pairs six are of a dimension with its copy.
        assertEquals(Math.sqrt(6 / 30.0), CrossCorrelation.of(twice, twice).offDiagonal(), 0.02);
        assertThrows(IllegalArgumentException.class, () -> CrossCorrelation.of(rows, rows.narrow(0, 0, 5)));
    }
}
