package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KMeansTest {
    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    private static KMeans kMeans(int part) {
        return new KMeans(20, 1e-4, KMeans.Choices.of(Draws.of(5, Stream.SAMPLE, 0, 0, part)));
    }

    @Test
    void findsClustersThatLieApart() {
        double[] points = new double[60];
        double[] noise = Samples.gaussian(91, 0, 60);
        for (int i = 0; i < 30; i++) {
            points[2 * i] = 100 * (i % 3) + noise[2 * i];
            points[2 * i + 1] = noise[2 * i + 1];
        }
        for (int part = 0; part < 10; part++) {
            Tensor x = Tensor.of(points, 30, 2).to(DType.FLOAT32).requireGradient(true);
            KMeans.Clusters clusters = kMeans(part).of(x, 3);
            long[] labels = clusters.labels().toLongs();
            assertEquals(3, Arrays.stream(labels).distinct().count());
            for (int i = 0; i < 30; i++) {
                assertEquals(labels[i % 3], labels[i]);
            }
            double[] centroids = clusters.centroids().toDoubles();
            double mean = 0;
            for (int i = 0; i < 30; i += 3) {
                mean += (float) points[2 * i] / 10;
            }
            assertEquals(mean, centroids[(int) (2 * labels[0])], 1e-5);
            assertFalse(clusters.centroids().requiresGradient());
            assertArrayEquals(new long[] {30, 3}, clusters.distances().shape());
        }
    }

    @Test
    void hasNoMoreClustersThanPoints() {
        KMeans.Clusters clusters = kMeans(0).of(Tensor.of(new double[] {1, 2, 5}, 3, 1), 7);
        assertEquals(3, clusters.centroids().size(0));
        assertEquals(3, Arrays.stream(clusters.labels().toLongs()).distinct().count());
    }

    @Test
    void pointsThatAreAllOneEndInOneCluster() {
        KMeans.Clusters clusters = kMeans(0).of(Tensor.ones(DType.FLOAT64, 6, 2), 3);
        assertArrayEquals(new long[6], clusters.labels().toLongs());
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, clusters.centroids().toDoubles());
    }

    @Test
    void drawsInProportionToTheWeights() {
        KMeans.Choices choices = KMeans.Choices.of(Draws.of(6, Stream.SAMPLE, 0, 0));
        int[] counts = new int[5];
        for (int i = 0; i < 40_000; i++) {
            counts[choices.weighted(new double[] {0, 1, 0, 3, 0})]++;
        }
        assertEquals(0, counts[0] + counts[2] + counts[4]);
        assertEquals(10_000, counts[1], 400);
        int[] even = new int[4];
        for (int i = 0; i < 4000; i++) {
            even[choices.weighted(new double[4])]++;
        }
        assertTrue(Arrays.stream(even).allMatch(count -> Math.abs(count - 1000) < 150), Arrays.toString(even));
    }
}
