package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocols against scikit-learn and NumPy, on the same numbers. */
class ScikitTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void logisticRegressionHasTheSameMinimum(DType type) {
        try (Labelled train = Scikit.train(type);
                Labelled test = Scikit.test(type)) {
            for (JsonNode expected : Scikit.ALL.path("logistic")) {
                double c = expected.path("c").asDouble();
                Scaling scaling = expected.path("standardized").asBoolean() ? Scaling.STANDARDIZED : Scaling.AS_IS;
                LogisticResult result = LogisticRegression.of(c, scaling).evaluate(train, test);
                assertTrue(result.converged(), result.toString());
                int[] predicted = Scikit.ints(expected.path("predicted"));
                for (int i = 0; i < predicted.length; i++) {
                    assertEquals(predicted[i], result.predictions().predicted(i), "row " + i + " at C " + c);
                }
                requireProbabilities(train, test, c, scaling, expected.path("probabilities"));
            }
        }
    }

    private static void requireProbabilities(
            Labelled train, Labelled test, double c, Scaling scaling, JsonNode expected) {
        try (Standardization standard = scaling == Scaling.STANDARDIZED
                        ? Standardization.of(train.features())
                        : Standardization.none(train.dimensions());
                FoldedRows rows = FoldedRows.of(train, standard, 1, 1)) {
            LogisticFit fit =
                    LogisticFit.of(rows.rows(), rows::label, rows.without(-1), c, 10_000, LogisticFit.EXACT, null);
            fit.score(standard.apply(test.features(), fit.type()), (row, scores) -> {
                double[] shares =
                        Softmax.softmax(Tensor.of(scores, 1, scores.length), 1).toDoubles();
                for (int k = 0; k < shares.length; k++) {
                    assertEquals(expected.get(row).get(k).asDouble(), shares[k], 2e-3, "row " + row + ", C " + c);
                }
            });
        }
    }

    @Test
    void twoClassesAreRegularizedAsByOneWeightVector() {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < Scikit.ALL.path("train").size(); i++) {
            int label = Scikit.ALL.path("train_labels").get(i).asInt();
            if (label < 2) {
                float[] row = new float[5];
                for (int j = 0; j < 5; j++) {
                    row[j] = (float) Scikit.ALL.path("train").get(i).get(j).asDouble();
                }
                rows.add(row);
                labels.add(label);
            }
        }
        JsonNode expected = Scikit.ALL.path("logistic_of_two");
        try (Labelled train = Labelled.of(
                        rows.toArray(new float[0][]),
                        labels.stream().mapToInt(Integer::intValue).toArray());
                Labelled test = Scikit.test(DType.FLOAT32)) {
            requireProbabilities(
                    train, test, expected.path("c").asDouble(), Scaling.AS_IS, expected.path("probabilities"));
        }
    }

    @Test
    void retrievalFindsTheSame() {
        try (Labelled gallery = Scikit.train(DType.FLOAT64);
                Labelled queries = Scikit.test(DType.FLOAT64)) {
            requireFound(Scikit.ALL.path("retrieval"), Retrieval.evaluate(gallery, queries));
            requireFound(Scikit.ALL.path("retrieval_among_themselves"), Retrieval.leaveOneOut(gallery));
        }
    }

    private static void requireFound(JsonNode expected, RetrievalResult result) {
        double mean = 0;
        for (JsonNode precision : expected.path("precisions")) {
            mean += precision.asDouble() / result.queries();
        }
        assertEquals(mean, result.map(), 1e-9);
        assertEquals(expected.path("recalls").get(0).asDouble(), result.recallAt1(), 1e-12);
        assertEquals(expected.path("recalls").get(1).asDouble(), result.recallAt5(), 1e-12);
        assertEquals(expected.path("recalls").get(2).asDouble(), result.recallAt10(), 1e-12);
    }

    /** Of all rows, so that each episode is the same. */
    @Test
    void fewImagesTellTheSame() {
        for (JsonNode expected : Scikit.ALL.path("few_shot")) {
            int[] labels = Scikit.ints(expected.path("train_labels"));
            int classes = labels[labels.length - 1] + 1;
            try (Labelled train = Labelled.of(Scikit.matrix(expected.path("train")), labels, classes);
                    Labelled test = Labelled.of(
                            Scikit.matrix(expected.path("test")), Scikit.ints(expected.path("test_labels")), classes)) {
                FewShotResult result =
                        FewShot.perClass(labels.length / classes, 1).evaluate(train, test);
                assertEquals(expected.path("centroid").asDouble(), result.centroidTop1(), 1e-12);
                assertEquals(expected.path("logistic").asDouble(), result.logisticTop1(), 1e-12);
                assertEquals(0, result.centroidCi95(), 1e-12);
            }
        }
    }

    @Test
    void neighboursVoteTheSame() {
        try (Labelled train = Scikit.train(DType.FLOAT64);
                Labelled test = Scikit.test(DType.FLOAT64)) {
            for (JsonNode expected : Scikit.ALL.path("knn")) {
                Knn knn = new Knn(
                        expected.path("k").asInt(), expected.path("temperature").asDouble());
                KnnResult result = knn.evaluate(train, test);
                int[] predicted = Scikit.ints(expected.path("predicted"));
                for (int i = 0; i < predicted.length; i++) {
                    assertEquals(predicted[i], result.predictions().predicted(i), knn + ", row " + i);
                }
            }
        }
    }

    @Test
    void theTableOfClassesIsTheSame() {
        try (Labelled train = Scikit.train(DType.FLOAT64);
                Labelled test = Scikit.test(DType.FLOAT64)) {
            Confusion confusion = LogisticRegression.of(1, Scaling.AS_IS)
                    .evaluate(train, test)
                    .predictions()
                    .confusion();
            for (int label = 0; label < 4; label++) {
                for (int predicted = 0; predicted < 4; predicted++) {
                    assertEquals(
                            Scikit.ALL
                                    .path("confusion")
                                    .get(label)
                                    .get(predicted)
                                    .asInt(),
                            confusion.count(label, predicted));
                }
                ClassScore score = confusion.perClass().get(label);
                assertEquals(Scikit.ALL.path("recall").get(label).asDouble(), or0(score.recall()), 1e-12);
                assertEquals(Scikit.ALL.path("precision").get(label).asDouble(), or0(score.precision()), 1e-12);
                assertEquals(Scikit.ALL.path("f1").get(label).asDouble(), or0(score.f1()), 1e-12);
            }
        }
    }

    private static double or0(Double share) {
        return share == null ? 0 : share;
    }

    @Test
    void lidarIsThatOfItsDefinition() {
        List<Tensor> views = new ArrayList<>();
        Scikit.ALL.path("views").forEach(view -> views.add(Scikit.matrix(view)));
        assertEquals(Scikit.ALL.path("lidar").asDouble(), Lidar.of(views), 1e-6);
    }

    @Test
    void correlationsOfViewsAreTheSame() {
        CrossCorrelation got = CrossCorrelation.of(
                Scikit.matrix(Scikit.ALL.path("views").get(0)),
                Scikit.matrix(Scikit.ALL.path("views").get(1)));
        JsonNode expected = Scikit.ALL.path("correlation");
        assertEquals(expected.path("diagonal").asDouble(), got.diagonal(), 1e-9);
        assertEquals(expected.path("off_diagonal").asDouble(), got.offDiagonal(), 1e-9);
    }
}
