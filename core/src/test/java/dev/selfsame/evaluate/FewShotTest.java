package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Leaks;
import org.junit.jupiter.api.Test;

class FewShotTest {
    @Test
    void farClustersAreToldApartFromOneImage() {
        try (Labelled train = Clusters.of(100, 16, 10, 0.1, 1);
                Labelled test = Clusters.of(200, 16, 10, 0.1, 2)) {
            FewShotResult result = new FewShot(5, 1, 3, 20, true, 1).evaluate(train, test);
            assertEquals(1, result.centroidTop1());
            assertEquals(1, result.logisticTop1());
            assertEquals(0, result.centroidCi95());
        }
    }

    @Test
    void moreShotsTellMoreAndChanceIsChance() {
        try (Labelled train = Clusters.of(300, 16, 10, 3, 1);
                Labelled test = Clusters.of(300, 16, 10, 3, 2);
                Labelled noise = Clusters.of(300, 16, 10, 1e4, 3)) {
            FewShotResult one = new FewShot(5, 1, 10, 30, true, 1).evaluate(train, test);
            FewShotResult ten = new FewShot(5, 10, 10, 30, true, 1).evaluate(train, test);
            assertTrue(ten.centroidTop1() > one.centroidTop1() + 0.05, one + " " + ten);
            assertTrue(ten.logisticTop1() > one.logisticTop1() + 0.05, one + " " + ten);
            FewShotResult none = new FewShot(5, 1, 10, 300, false, 1).evaluate(noise, noise);
            assertEquals(0.2, none.centroidTop1(), 3 * none.centroidCi95() + 0.08);
            assertNull(none.logisticTop1());
        }
    }

    @Test
    void allClassesAndAllTestImagesByHand() {
        float[][] rows = {{1, 0}, {1, 0.1f}, {0, 1}, {0.1f, 1}};
        try (Labelled train = Labelled.of(rows, new int[] {0, 0, 1, 1});
                Labelled test = Labelled.of(new float[][] {{9, 1}, {1, 9}, {2, 1}}, new int[] {0, 1, 1})) {
            FewShotResult result = FewShot.perClass(2, 1).evaluate(train, test);
            assertEquals(2 / 3.0, result.centroidTop1(), 1e-12);
            assertEquals(2, result.ways());
            assertEquals(10, result.episodes());
        }
    }

    @Test
    void equalSeedsGiveEqualResultsAndOthersOthers() {
        try (Labelled rows = Clusters.of(200, 8, 6, 3, 1)) {
            FewShotResult one = few(1).evaluate(rows, rows).withSeconds(0);
            assertEquals(one, few(1).evaluate(rows, rows).withSeconds(0));
            assertNotEquals(one, few(2).evaluate(rows, rows).withSeconds(0));
        }
    }

    @Test
    void whatThereIsTooLittleOfIsSaid() {
        try (Labelled rows = Clusters.of(20, 4, 4, 1, 1)) {
            assertEquals(
                    "6 shots need 6 training images of each class; 0 has 5",
                    refused(new FewShot(2, 6, 1, 5, false, 1), rows));
            assertEquals(
                    "15 queries need 15 test images of each class; 0 has 5",
                    refused(new FewShot(2, 1, 15, 5, false, 1), rows));
            assertEquals(
                    "5 ways need as many classes, and there are 4", refused(new FewShot(5, 1, 1, 5, false, 1), rows));
        }
        assertThrows(IllegalArgumentException.class, () -> new FewShot(1, 1, 1, 5, false, 1));
        assertThrows(IllegalArgumentException.class, () -> new FewShot(2, 0, 1, 5, false, 1));
        assertThrows(IllegalArgumentException.class, () -> new FewShot(2, 1, -1, 5, false, 1));
        assertThrows(IllegalArgumentException.class, () -> new FewShot(2, 1, 1, 1, false, 1));
    }

    private static FewShot few(long seed) {
        return new FewShot(5, 1, 15, 10, true, seed);
    }

    private static String refused(FewShot protocol, Labelled rows) {
        return assertThrows(IllegalArgumentException.class, () -> protocol.evaluate(rows, rows))
                .getMessage();
    }

    @Test
    void noTensorIsLeaked() {
        try (Labelled rows = Clusters.of(40, 4, 2, 1, 1)) {
            long before = Leaks.live();
            FewShot.perClass(3, 1).evaluate(rows, rows);
            assertEquals(before, Leaks.live());
        }
    }
}
