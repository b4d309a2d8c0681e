package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.evaluate.LinearProbe.Decay;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.Leaks;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    @Test
    void farClustersAreToldApart() {
        try (Labelled train = Clusters.of(300, 16, 10, 0.3, 1);
                Labelled test = Clusters.of(100, 16, 10, 0.3, 2)) {
            for (Decay decay : Decay.values()) {
                for (boolean standardize : new boolean[] {true, false}) {
                    LinearResult result = new LinearProbe(10, 0.1, 32, decay, standardize, 1).evaluate(train, test);
                    assertEquals(1, result.top1(), 0.02, result.toString());
                    assertEquals(1, result.top5());
                }
            }
        }
    }

    @Test
    void equalSeedsGiveEqualResultsAndOthersOthers() {
        try (Labelled train = Clusters.of(200, 16, 10, 3, 1);
                Labelled test = Clusters.of(500, 16, 10, 3, 2)) {
            LinearResult one = probe(1).evaluate(train, test);
            assertEquals(one.withSeconds(0), probe(1).evaluate(train, test).withSeconds(0));
            assertNotEquals(one.withSeconds(0), probe(2).evaluate(train, test).withSeconds(0));
        }
    }

    @Test
    void theScaleOfStandardizedFeaturesDoesNotMatter() {
        float[][] large = new float[60][2];
        float[][] small = new float[60][2];
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 2;
            large[i][0] = 1000 + 100 * (i % 2) + i % 7;
            large[i][1] = i % 5;
            small[i][0] = large[i][0] / 65536;
            small[i][1] = large[i][1] / 65536;
        }
        try (Labelled a = Labelled.of(large, labels);
                Labelled b = Labelled.of(small, labels)) {
            LinearProbe probe = new LinearProbe(20, 0.1, 16, Decay.STEPS, true, 1);
            assertEquals(1, probe.evaluate(a, a).top1());
            assertEquals(
                    probe.evaluate(a, a).withSeconds(0), probe.evaluate(b, b).withSeconds(0));
        }
    }

    @Test
    void aDimensionThatNeverChangesIsHarmless() {
        try (Labelled train = Labelled.of(new float[][] {{5, 1}, {5, -1}}, new int[] {0, 1})) {
            assertEquals(
                    1,
                    new LinearProbe(20, 0.1, 2, Decay.STEPS, true, 1)
                            .evaluate(train, train)
                            .top1());
        }
    }

    @Test
    void oneClassIsRefused() {
        try (Labelled train = Clusters.of(10, 4, 1, 1, 1)) {
            String message = assertThrows(IllegalArgumentException.class, () -> probe(1).evaluate(train, train))
                    .getMessage();
            assertEquals("a linear probe needs training rows of at least two classes; all are of class 0", message);
        }
    }

    @Test
    void aClassThatTrainingNeverSawIsWrong() {
        try (Labelled train = Labelled.of(new float[][] {{1, 0}, {0, 1}}, new int[] {0, 1});
                Labelled test = Labelled.of(new float[][] {{1, 0}, {1, 0}}, new int[] {0, 7})) {
            LinearResult result = probe(1).evaluate(train, test);
            assertEquals(0.5, result.top5());
        }
    }

    @Test
    void aBatchLargerThanTheDataBecomesTheData() {
        try (Labelled train = Clusters.of(10, 4, 2, 0.1, 1)) {
            assertEquals(10, LinearProbe.standard(1).evaluate(train, train).batchSize());
        }
    }

    @Test
    void divergenceIsSaid() {
        float[][] rows = new float[40][2];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = 1e30f * (i % 2 == 0 ? 1 : -1);
            rows[i][1] = -1e30f;
        }
        try (Labelled train = Labelled.of(rows, new int[40])) {
            LinearProbe probe = new LinearProbe(3, 1000, 4, Decay.STEPS, false, 1);
            try (Labelled two = Labelled.of(rows, alternating(40))) {
                IllegalStateException e = assertThrows(IllegalStateException.class, () -> probe.evaluate(two, train));
                assertTrue(e.getMessage().contains("learning rate 1000.0"), e.getMessage());
            }
        }
    }

    @Test
    void theFieldsProtocolsAreTheirOwn() {
        assertEquals("standard", LinearProbe.standard(3).variant());
        assertEquals("cifar", LinearProbe.cifar(3).variant());
        assertEquals("imagenet", LinearProbe.imagenet(1024, 3).variant());
        assertEquals(0.4, LinearProbe.imagenet(1024, 3).learningRate());
        assertEquals("vit", LinearProbe.vit(256, 3).variant());
        assertEquals("own", probe(3).variant());
        try (Labelled train = Clusters.of(300, 16, 10, 0.3, 1);
                Labelled test = Clusters.of(100, 16, 10, 0.3, 2)) {
            for (LinearProbe protocol :
                    List.of(LinearProbe.cifar(1), LinearProbe.imagenet(64, 1), LinearProbe.vit(64, 1))) {
                LinearResult result = protocol.evaluate(train, test);
                assertEquals(1, result.top1(), 0.02, result.toString());
                assertTrue(result.settings().endsWith("frozen: computed once, no augmentation"), result.settings());
            }
        }
    }

    @Test
    void theCosineFallsByStepAndAfterAWarmUp() {
        Schedule rate = LinearProbe.vit(256, 1).schedule();
        assertEquals(0.05, rate.at(new Progress(50, 900, 5, 90)), 1e-12);
        assertEquals(0.1, rate.at(new Progress(100, 900, 10, 90)), 1e-12);
        assertEquals(0.05, rate.at(new Progress(500, 900, 50, 90)), 1e-12);
        assertEquals(0.05, LinearProbe.imagenet(256, 1).schedule().at(new Progress(450, 900, 45, 90)), 1e-12);
    }

    @Test
    void aBatchNormMakesTheScaleOfFeaturesNoMatter() {
        float[][] rows = new float[65][2]; // a last batch of one row is left out
        int[] labels = new int[65];
        for (int i = 0; i < 65; i++) {
            labels[i] = i % 2;
            rows[i][0] = 1000 + 100 * (i % 2) + i % 7;
            rows[i][1] = i % 5;
        }
        try (Labelled all = Labelled.of(rows, labels)) {
            LinearProbe probe = new LinearProbe(30, 0.1, 16, Decay.COSINE, 0, Scaling.BATCH_NORM, 1);
            assertEquals(1, probe.evaluate(all, all).top1());
        }
    }

    @Test
    void noTensorIsLeaked() {
        try (Labelled train = Clusters.of(40, 4, 2, 1, 1)) {
            long before = Leaks.live();
            probe(1).evaluate(train, train);
            assertEquals(before, Leaks.live());
        }
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LinearProbe(0, 0.1, 1, Decay.STEPS, true, 1));
        assertThrows(IllegalArgumentException.class, () -> new LinearProbe(1, 0, 1, Decay.STEPS, true, 1));
        assertThrows(IllegalArgumentException.class, () -> new LinearProbe(1, Double.NaN, 1, Decay.STEPS, true, 1));
        assertThrows(IllegalArgumentException.class, () -> new LinearProbe(1, 0.1, 0, Decay.STEPS, true, 1));
    }

    /** It would leave every step out, and training nothing. */
    @Test
    void aBatchNormNeedsTwoRowsAStep() {
        assertThrows(IllegalArgumentException.class, () -> LinearProbe.vit(1, 1));
        assertEquals("vit", LinearProbe.vit(2, 1).variant());
        assertEquals("imagenet", LinearProbe.imagenet(1, 1).variant());
        assertEquals("own", new LinearProbe(1, 0.1, 1, Decay.STEPS, true, 1).variant());
    }

    private static LinearProbe probe(long seed) {
        return new LinearProbe(5, 0.1, 32, Decay.COSINE, true, seed);
    }

    private static int[] alternating(int n) {
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = (i / 2) % 2;
        }
        return labels;
    }
}
