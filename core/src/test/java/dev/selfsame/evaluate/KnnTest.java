package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.testing.ChildJvm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnnTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void farClustersAreToldApart() {
        try (Labelled train = Clusters.of(300, 16, 10, 0.1, 1);
                Labelled test = Clusters.of(100, 16, 10, 0.1, 2)) {
            KnnResult result = new Knn(20, 0.1).evaluate(train, test);
            assertEquals(1, result.top1());
            assertEquals(1, result.top5());
        }
    }

    @Test
    void oneClassIsRefused() {
        try (Labelled train = Labelled.of(new float[][] {{0, 1}, {1, 0}}, new int[] {3, 3})) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Knn(1, 0.1).evaluate(train, train))
                    .getMessage();
            assertEquals("kNN needs training rows of at least two classes; all are of class 3", message);
        }
    }

    @Test
    void noiseIsNoBetterThanChance() {
        try (Labelled train = Clusters.of(1000, 16, 10, 1e4, 1);
                Labelled test = Clusters.of(1000, 16, 10, 1e4, 2)) {
            KnnResult result = new Knn(200, 0.1).evaluate(train, test);
            assertEquals(0.1, result.top1(), 0.04);
            assertEquals(0.5, result.top5(), 0.06);
        }
    }

    @Test
    void piecesDoNotChangeTheResult() {
        try (Labelled train = Clusters.of(503, 24, 10, 2, 1);
                Labelled test = Clusters.of(211, 24, 10, 2, 2)) {
            Knn knn = new Knn(31, 0.1);
            KnnResult whole = knn.evaluate(train, test);
            assertTrue(whole.top1() > 0.3 && whole.top1() < 0.95, whole.toString());
            for (int[] pieces : new int[][] {{1, 503}, {211, 1}, {64, 100}, {7, 32}}) {
                KnnResult cut = knn.evaluate(train, test, pieces[0], pieces[1]);
                assertEquals(whole.withSeconds(0), cut.withSeconds(0));
            }
        }
    }

    @Test
    void ofEquallySimilarRowsTheFirstIsChosenHoweverTheBankIsCut() {
        float[][] rows = {{0, 1}, {1, 0}, {1, 0}, {1, 0}, {1, 0}};
        try (Labelled train = Labelled.of(rows, new int[] {0, 3, 1, 2, 2});
                Labelled test = Labelled.of(new float[][] {{2, 0}}, new int[] {3})) {
            for (int piece : new int[] {1, 2, 3, 5}) {
                assertEquals(1, new Knn(1, 0.1).evaluate(train, test, 1, piece).top1(), "piece " + piece);
            }
        }
    }

    @Test
    void ofEquallySupportedClassesTheLowerNumberWins() {
        float[][] rows = {{1, 0}, {1, 0}};
        try (Labelled train = Labelled.of(rows, new int[] {1, 0});
                Labelled low = Labelled.of(new float[][] {{1, 0}}, new int[] {0});
                Labelled high = Labelled.of(new float[][] {{1, 0}}, new int[] {1})) {
            assertEquals(1, new Knn(2, 0.1).evaluate(train, low).top1());
            assertEquals(0, new Knn(2, 0.1).evaluate(train, high).top1());
        }
    }

    @Test
    void closerNeighboursWeighMore() {
        float[][] rows = {{1, 0}, {0.6f, 0.8f}, {0.6f, -0.8f}};
        try (Labelled train = Labelled.of(rows, new int[] {1, 0, 0});
                Labelled test = Labelled.of(new float[][] {{5, 0}}, new int[] {1})) {
            assertEquals(1, new Knn(3, 0.1).evaluate(train, test).top1()); // e^10 against 2 e^6
            assertEquals(0, new Knn(3, 10).evaluate(train, test).top1()); // e^0.1 against 2 e^0.06
            double[] votes = new Knn(3, 0.1)
                    .votes(
                            Tensor.of(new double[] {1, 0}, 1, 2)
                                    .to(train.features().dtype()),
                            train)[0];
            assertArrayEquals(new double[] {2 * Math.exp(6), Math.exp(10)}, votes, 0.01);
        }
    }

    @Test
    void theLengthOfARowDoesNotMatter() {
        try (Labelled train = Labelled.of(new float[][] {{100, 1}, {0, 0.01f}}, new int[] {0, 1});
                Labelled test = Labelled.of(new float[][] {{1, 3}}, new int[] {1})) {
            assertEquals(1, new Knn(1, 0.1).evaluate(train, test).top1());
        }
    }

    @Test
    void aClassWithoutNeighboursIsNoHitAmongFive() {
        float[][] rows = {{1, 0}, {0, 1}};
        try (Labelled train = Labelled.of(rows, new int[] {0, 1});
                Labelled test = Labelled.of(new float[][] {{1, 0}, {1, 0}, {1, 0}}, new int[] {0, 1, 2})) {
            KnnResult result = new Knn(1, 0.1).evaluate(train, test);
            assertEquals(1 / 3.0, result.top1());
            assertEquals(1 / 3.0, result.top5());
        }
    }

    @Test
    void zeroRowsAreAnsweredToo() {
        try (Labelled train = Labelled.of(new float[][] {{0, 0}, {1, 0}}, new int[] {0, 1});
                Labelled test = Labelled.of(new float[][] {{0, 0}}, new int[] {0})) {
            assertEquals(1, new Knn(2, 0.1).evaluate(train, test).top1());
        }
    }

    @Test
    void votesOfLongRowsAreFinite() {
        try (Labelled bank = Clusters.of(50, 4, 3, 0.1, 1)) {
            Knn knn = new Knn(10, 0.1);
            double[] small = knn.votes(bank.features(), bank)[0];
            double[] large = knn.votes(bank.features().mul(1000), bank)[0];
            double[] wide = knn.votes(bank.features().to(DType.FLOAT64), bank)[0];
            for (int i = 0; i < small.length; i++) {
                assertTrue(Double.isFinite(large[i]), large[i] + " votes");
                assertEquals(small[i], wide[i], 1e-3 * small[i]);
            }
            assertTrue(Arrays.stream(large).sum() >= 1, Arrays.toString(large));
        }
    }

    @Test
    void moreNeighboursThanRowsAreRefused() {
        try (Labelled train = Clusters.of(10, 4, 2, 1, 1)) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Knn.DEFAULT.evaluate(train, train));
            assertEquals(
                    "k is 200, but there are only 10 training rows to choose neighbours from: choose k up to 10",
                    e.getMessage());
        }
    }

    @Test
    void rowsOfOtherLengthsAreRefused() {
        try (Labelled train = Clusters.of(10, 4, 2, 1, 1);
                Labelled test = Clusters.of(10, 5, 2, 1, 1)) {
            assertThrows(IllegalArgumentException.class, () -> new Knn(3, 0.1).evaluate(train, test));
        }
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Knn(0, 0.1));
        for (double temperature : new double[] {0, -1, Double.NaN, 1e-3, 1e3}) {
            assertThrows(IllegalArgumentException.class, () -> new Knn(1, temperature));
        }
    }

    /** Twenty thousand rows whose votes for two thousand classes make 320 MB. */
    public static final class ManyVotes {
        private ManyVotes() {}

        public static void main(String[] arguments) {
            try (Labelled train = Clusters.of(2_000, 8, 2_000, 0, 1);
                    Labelled test = Clusters.of(20_000, 8, 2_000, 0, 2)) {
                System.out.println(new Knn(1, 0.1).evaluate(train, test).top1());
            }
        }
    }

    @Test
    void memoryDoesNotGrowWithTheVotes() {
        ChildJvm.Result result = ChildJvm.of(ManyVotes.class).with("-Xmx64m").run();
        assertEquals("1.0", result.out().trim(), result.err());
    }

    @Test
    void noTensorIsLeaked() {
        try (Labelled train = Clusters.of(100, 4, 2, 1, 1)) {
            long before = Leaks.live();
            scope.close();
            new Knn(3, 0.1).evaluate(train, train);
            assertTrue(Leaks.live() <= before, before + " became " + Leaks.live());
            scope = new Scope();
        }
    }

    @Test
    void jsonHasTheFieldsOfTheContract() {
        Predictions.Builder predictions = new Predictions.Builder(List.of("a", "b"), 2);
        predictions.add(new double[] {1, 0}, 0, false);
        predictions.add(new double[] {1, 0}, 1, false);
        JsonNode json = new ObjectMapper().valueToTree(new KnnResult(predictions.build(), 200, 0.1, 10_000, 512, 3.2));
        assertEquals(
                "{\"protocol\":\"knn\",\"top1\":0.5,\"top5\":1.0,\"k\":200,\"temperature\":0.1,"
                        + "\"train_images\":10000,\"test_images\":2,\"dimensions\":512,\"seconds\":3.2,"
                        + "\"top1_low\":0.0,\"top1_high\":1.0,\"chance\":0.5,"
                        + "\"settings\":\"k 200, cosine, votes e^(cosine/0.1)\"}",
                json.toString());
        List<String> names = new ArrayList<>();
        new ObjectMapper()
                .valueToTree(new LinearResult(predictions.build(), "own", 1, 3, 4, 100, 0.1, 256, "x"))
                .fieldNames()
                .forEachRemaining(names::add);
        assertEquals(
                List.of(
                        "protocol",
                        "top1",
                        "top5",
                        "train_images",
                        "test_images",
                        "dimensions",
                        "seconds",
                        "epochs",
                        "learning_rate",
                        "batch_size",
                        "top1_low",
                        "top1_high",
                        "chance",
                        "variant",
                        "settings"),
                names);
    }
}
