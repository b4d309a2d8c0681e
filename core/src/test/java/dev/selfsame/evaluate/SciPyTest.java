package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Measures without labels and the bootstrap against SciPy and NumPy, on the same numbers. */
class SciPyTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static double[] doubles(JsonNode values) {
        return IntStream.range(0, values.size())
                .mapToDouble(i -> values.get(i).asDouble())
                .toArray();
    }

    @Test
    void spreadIsTheSame() {
        Tensor rows = Scikit.matrix(Scikit.ALL.path("train"));
        requireSpread(Scikit.ALL.path("spread"), rows);
        requireSpread(Scikit.ALL.path("spread_of_columns"), rows.t().contiguous()); // fewer rows than columns
    }

    private static void requireSpread(JsonNode expected, Tensor rows) {
        assertEquals(expected.path("effective_rank").asDouble(), Collapse.effectiveRank(rows), 1e-6);
        assertArrayEquals(doubles(expected.path("singular_values")), Collapse.singularValues(rows), 1e-6);
        assertEquals(expected.path("std").asDouble(), Collapse.std(rows), 1e-12);
        assertEquals(expected.path("uniformity").asDouble(), Hypersphere.uniformity(rows), 1e-6);
    }

    @Test
    void alignmentIsTheSame() {
        JsonNode views = Scikit.ALL.path("views");
        assertEquals(
                Scikit.ALL.path("alignment").asDouble(),
                Hypersphere.alignment(Scikit.matrix(views.get(0)), Scikit.matrix(views.get(1))),
                1e-12);
    }

    /**
     * An end of an interval is one of 1,000 sorted means, and chance moves it by 0.085 standard errors of the mean: that of
     * 100 intervals, by a tenth. SciPy's has 100,000 means.
     */
    @Test
    void intervalsEndAtTheSamePlaces() {
        int seeds = 100;
        for (JsonNode expected : Scikit.ALL.path("bootstrap")) {
            double[] values = doubles(expected.path("values"));
            double low = 0;
            double high = 0;
            for (int seed = 0; seed < seeds; seed++) {
                Interval interval = Bootstrap.ofMean(values, seed);
                low += interval.low() / seeds;
                high += interval.high() / seeds;
            }
            double bound = 0.05 * standardError(values);
            assertEquals(expected.path("low").asDouble(), low, bound);
            assertEquals(expected.path("high").asDouble(), high, bound);
        }
    }

    private static double standardError(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares) / values.length;
    }
}
