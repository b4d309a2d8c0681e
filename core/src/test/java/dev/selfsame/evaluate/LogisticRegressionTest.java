package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    @Test
    void crossValidationChoosesWhatGeneralises() {
        try (Labelled train = Clusters.of(150, 60, 5, 4, 1);
                Labelled test = Clusters.of(400, 60, 5, 4, 2)) {
            AtomicLong fits = new AtomicLong();
            LogisticResult chosen = LogisticRegression.standard(1).evaluate(train, test, (done, all) -> fits.set(done));
            assertEquals(50, fits.get());
            LogisticResult loose =
                    LogisticRegression.of(1e4, Scaling.STANDARDIZED).evaluate(train, test);
            assertTrue(chosen.c() < 1, chosen.toString());
            assertTrue(chosen.top1() > loose.top1(), chosen + " against " + loose);
            assertEquals(chosen.top1(), chosen.foldTop1(), 0.12);
            assertNull(loose.foldTop1());
        }
    }

    @Test
    void equalSeedsGiveEqualResults() {
        try (Labelled train = Clusters.of(60, 8, 3, 3, 1);
                Labelled test = Clusters.of(200, 8, 3, 3, 2)) {
            LogisticResult one = LogisticRegression.standard(1).evaluate(train, test);
            assertEquals(
                    one.withSeconds(0),
                    LogisticRegression.standard(1).evaluate(train, test).withSeconds(0));
            assertNotEquals(
                    one.foldTop1(),
                    LogisticRegression.standard(5).evaluate(train, test).foldTop1());
        }
    }

    @Test
    void doublesAreFittedAsDoubles() {
        try (Labelled train = Clusters.of(60, 8, 3, 3, 1);
                Labelled wide = Labelled.of(train.features().to(DType.FLOAT64), labels(train), 3)) {
            LogisticRegression one = LogisticRegression.of(1, Scaling.AS_IS);
            assertEquals(
                    one.evaluate(train, train).predictions(),
                    one.evaluate(wide, wide).predictions());
        }
    }

    private static int[] labels(Labelled rows) {
        int[] labels = new int[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows.label(i);
        }
        return labels;
    }

    @Test
    void aClassWithOneRowIsNoObstacle() {
        float[][] rows = new float[21][2];
        int[] labels = new int[21];
        for (int i = 0; i < 20; i++) {
            labels[i] = i % 2;
            rows[i][i % 2] = 1 + i / 20f;
        }
        labels[20] = 2;
        rows[20] = new float[] {-3, -3};
        try (Labelled train = Labelled.of(rows, labels)) {
            assertEquals(
                    1, LogisticRegression.standard(1).evaluate(train, train).top1(), 0.05);
        }
    }

    @Test
    void whatCannotBeFittedIsSaid() {
        try (Labelled one = Labelled.of(new float[][] {{1}, {2}}, new int[] {1, 1});
                Labelled two = Labelled.of(new float[][] {{1}, {2}}, new int[] {0, 1})) {
            assertEquals(
                    "logistic regression needs training rows of at least two classes; all are of class 1",
                    assertThrows(IllegalArgumentException.class, () -> LogisticRegression.standard(1)
                                    .evaluate(one, one))
                            .getMessage());
            assertEquals(
                    "5 folds need as many training rows, got 2: give one C instead",
                    assertThrows(IllegalArgumentException.class, () -> LogisticRegression.standard(1)
                                    .evaluate(two, two))
                            .getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new LogisticRegression(List.of(), 5, Scaling.AS_IS, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> LogisticRegression.of(0, Scaling.AS_IS));
        assertThrows(IllegalArgumentException.class, () -> LogisticRegression.of(1, Scaling.BATCH_NORM));
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        Tensor rows = Tensor.of(new float[] {1, Float.NaN}, 2, 1);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Labelled.of(rows, new int[] {0, 1}, 2));
        assertEquals("features must be finite: value 0 of row 1 is NaN", e.getMessage());
        rows.close();
    }

    @Test
    void noTensorIsLeaked() {
        try (Labelled train = Clusters.of(40, 4, 2, 1, 1)) {
            long before = Leaks.live();
            LogisticRegression.standard(1).evaluate(train, train);
            assertEquals(before, Leaks.live());
        }
    }
}
