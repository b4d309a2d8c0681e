package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.evaluate.Watcher;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Clusters, their indices and nearest neighbours against scikit-learn, on the same numbers: {@code
 * benchmarks/peers/golden_curation.py} wrote them. Rows are in float32 here and in float64 there.
 */
class ScikitTest {
    private static final JsonNode ALL = read();

    private static JsonNode read() {
        try (InputStream in = ScikitTest.class.getResourceAsStream("/curate/scikit.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static float[][] rows(JsonNode values) {
        float[][] rows = new float[values.size()][values.get(0).size()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = (float) values.get(i).get(j).asDouble();
            }
        }
        return rows;
    }

    private static Tensor matrix(JsonNode values) {
        float[][] rows = rows(values);
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        }
        return Tensor.of(flat, rows.length, rows[0].length);
    }

    private static int[] ints(JsonNode values) {
        return IntStream.range(0, values.size()).map(i -> values.get(i).asInt()).toArray();
    }

    private static int count(int[] numbers) {
        return Arrays.stream(numbers).max().orElseThrow() + 1;
    }

    /** From the same centres: the same clusters after as many iterations, one that got empty among them. */
    @Test
    void lloydsIterationsEndWithTheSameClusters() {
        try (EmbeddedImages images = Made.images(rows(ALL.path("rows")))) {
            for (JsonNode expected : ALL.path("k_means")) {
                int k = expected.path("starts").size();
                try (Scope scope = new Scope();
                        Clusters clusters = new KMeans(k, 300, 1)
                                .lloyd(images.rows(), matrix(expected.path("starts")), Watcher.NONE)) {
                    assertArrayEquals(ints(expected.path("clusters")), clusters.assignment(), "k " + k);
                    assertEquals(expected.path("iterations").asInt(), clusters.iterations(), "k " + k);
                    assertArrayEquals(
                            matrix(expected.path("centroids")).toFloats(),
                            clusters.centroids().toFloats(),
                            1e-6f);
                }
            }
        }
    }

    /** Of clusters, of any partition, and of rows that lie close together, clusters of one row among them. */
    @Test
    void indicesOfClustersAreTheSame() {
        for (JsonNode expected : ALL.path("indices")) {
            float[][] rows = rows(ALL.path(expected.path("rows").asText()));
            int[] clusterOf = ints(expected.path("clusters"));
            try (EmbeddedImages images = Made.images(rows);
                    Clusters clusters = new Clusters(
                            clusterOf,
                            Tensor.zeros(DType.FLOAT32, count(clusterOf), 1).unscoped(),
                            0)) {
                ClusterIndices indices = ClusterIndices.of(images, clusters, 1);
                assertEquals(expected.path("silhouette").asDouble(), indices.silhouette(), 1e-5);
                assertEquals(
                        1,
                        indices.daviesBouldin()
                                / expected.path("davies_bouldin").asDouble(),
                        1e-5);
                assertEquals(
                        1,
                        indices.calinskiHarabasz()
                                / expected.path("calinski_harabasz").asDouble(),
                        1e-5);
            }
        }
    }

    @Test
    void agreementWithLabelsIsTheSame() {
        for (JsonNode expected : ALL.path("agreement")) {
            int[] classOf = ints(expected.path("classes"));
            int[] clusterOf = ints(expected.path("clusters"));
            LabelAgreement agreement = LabelAgreement.of(classOf, count(classOf), clusterOf, count(clusterOf));
            assertEquals(expected.path("purity").asDouble(), agreement.purity(), 1e-12);
            assertEquals(expected.path("nmi").asDouble(), agreement.nmi(), 1e-12);
            assertEquals(expected.path("ari").asDouble(), agreement.ari(), 1e-12);
        }
    }

    @Test
    void outliersAreTheSame() {
        JsonNode expected = ALL.path("outliers");
        double[] scores = IntStream.range(0, expected.path("scores").size())
                .mapToDouble(i -> expected.path("scores").get(i).asDouble())
                .toArray();
        try (EmbeddedImages images = Made.images(rows(ALL.path("rows")))) {
            Ranking ranking = new Outliers(expected.path("k").asInt()).find(images);
            for (int place = 0; place < scores.length; place++) {
                assertEquals(scores[ranking.row(place)], ranking.score(place), 1e-6);
            }
            assertArrayEquals(
                    Ranking.falling(scores).first(10).rows(), ranking.first(10).rows());
        }
    }

    @Test
    void coverageIsTheSame() {
        JsonNode expected = ALL.path("coverage");
        double radius = expected.path("radius").asDouble();
        try (EmbeddedImages images = Made.images(rows(ALL.path("rows")));
                EmbeddedImages reference = Made.images(rows(ALL.path("reference")))) {
            Coverage.Result own = new Coverage(0, expected.path("k").asInt()).measure(images, reference);
            for (int i = 0; i < reference.size(); i++) {
                assertEquals(expected.path("nearest").get(i).asInt(), own.nearest(i), "row " + i);
                assertEquals(expected.path("distances").get(i).asDouble(), own.distance(i), 1e-6, "row " + i);
                assertEquals(expected.path("radii").get(i).asDouble(), own.radius(i), 1e-6, "row " + i);
            }
            assertEquals(expected.path("share").asDouble(), own.share(), 1e-12);
            assertEquals(
                    expected.path("share_within").asDouble(),
                    Coverage.within(radius).measure(images, reference).share(),
                    1e-12);
        }
    }
}
