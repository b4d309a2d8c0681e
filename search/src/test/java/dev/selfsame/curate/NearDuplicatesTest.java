package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.evaluate.Watcher;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    @Test
    void plantedCopiesAreFoundAndNothingElse() {
        float[][] rows = Made.noise(3000, 64, 1);
        float[][] shifts = Made.noise(3000, 64, 2);
        for (int i = 0; i < 100; i++) { // rows 1000 to 1099 and 2000 to 2099 are near rows 0 to 99
            for (int j = 0; j < 64; j++) {
                rows[1000 + i][j] = rows[i][j] + 0.1f * shifts[i][j];
                rows[2000 + i][j] = rows[i][j] + 0.1f * shifts[1000 + i][j];
            }
        }
        try (EmbeddedImages images = Made.images(rows)) {
            Duplicates found = new NearDuplicates(0.95, 1, 20).find(images);
            assertEquals(100, found.clusters().size());
            for (DuplicateCluster cluster : found.clusters()) {
                Set<Integer> pictures = new HashSet<>();
                pictures.add(cluster.kept() % 1000);
                cluster.copies().forEach(copy -> pictures.add(copy.row() % 1000));
                assertEquals(1, pictures.size(), cluster.toString());
                assertEquals(3, cluster.size());
            }
            assertEquals(2800, found.kept().length);
            assertEquals(200, found.dropped().length);
        }
    }

    /** Directions on a quarter of a circle, 9 degrees apart: neighbours reach a cosine of 0.98, next but one 0.95. */
    private static EmbeddedImages arc(int n) {
        float[][] rows = new float[n][];
        for (int i = 0; i < n; i++) {
            double angle = Math.toRadians(9 * i);
            rows[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }
        return Made.images(rows);
    }

    @Test
    void aChainDoesNotJoinWhatIsFarApart() {
        try (EmbeddedImages images = arc(10)) {
            Duplicates found = new NearDuplicates(0.98, 1, 5).find(images);
            for (DuplicateCluster cluster : found.clusters()) {
                for (DuplicateCluster.Copy copy : cluster.copies()) {
                    assertEquals(1, Math.abs(copy.row() - cluster.kept()), cluster.toString());
                    assertTrue(copy.cosine() >= 0.98);
                }
            }
            assertEquals(4, found.clusters().size());
            assertArrayEquals(new int[] {1, 3, 5, 7, 9}, found.kept());
        }
    }

    @Test
    void clustersMayBeLargerThanTheNeighbours() {
        float[][] rows = Made.clusters(600, 32, 2, 0.01, 1);
        try (EmbeddedImages images = Made.images(rows)) {
            Duplicates found = new NearDuplicates(0.95, 1, 5).find(images);
            assertEquals(2, found.clusters().size());
            assertEquals(2, found.kept().length);
        }
    }

    @Test
    void copiesReachACosineOfOne() {
        float[][] rows = Made.copies(350, 64, 7);
        try (EmbeddedImages images = Made.images(rows)) {
            Duplicates found = new NearDuplicates(1, 1, 20).find(images);
            assertEquals(350, found.clusters().size());
            assertEquals(2100, found.dropped().length);
        }
    }

    @Test
    void verificationDecides() {
        try (EmbeddedImages images = arc(4)) { // rows 0 and 1 show one picture, 2 another, 3 can't be opened
            Verification verification = verification(4, (row, other) -> row < 2 && other < 2 ? 1 : 0, row -> row, 3);
            Duplicates found = new NearDuplicates(0.5, 0.8, 3).find(images, verification);
            assertEquals(1, found.clusters().size());
            assertEquals(1, found.clusters().get(0).kept()); // the better one
            assertEquals(0, found.clusters().get(0).copies().get(0).row());
            assertEquals(1, found.clusters().get(0).copies().get(0).similarity());
            assertEquals(List.of(3), found.unseen());
            assertEquals(6, found.candidates());
            assertEquals(2, found.rejected());
        }
    }

    @Test
    void verificationOfAChainStillComparesWithTheKeptImage() {
        try (EmbeddedImages images = arc(5)) { // each is like its neighbours only
            Verification verification =
                    verification(5, (row, other) -> Math.abs(row - other) <= 1 ? 1 : 0, row -> 0, -1);
            Duplicates found = new NearDuplicates(0, 0.8, 4).find(images, verification);
            assertArrayEquals(new int[] {0, 2, 4}, found.kept());
        }
    }

    private static Verification verification(
            int n, IntBinaryOperator similarity, java.util.function.IntUnaryOperator quality, int closed) {
        return new Verification() {
            @Override
            public void open(int[] rows, Watcher watcher) {
                assertArrayEquals(IntStream.range(0, n).toArray(), rows);
            }

            @Override
            public boolean isOpen(int row) {
                return row != closed;
            }

            @Override
            public double similarity(int row, int other) {
                return similarity.applyAsInt(row, other);
            }

            @Override
            public long quality(int row) {
                return quality.applyAsInt(row);
            }
        };
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new NearDuplicates(1.1, 0.5, 5));
        assertThrows(IllegalArgumentException.class, () -> new NearDuplicates(Double.NaN, 0.5, 5));
        assertThrows(IllegalArgumentException.class, () -> new NearDuplicates(0.9, -1, 5));
        assertThrows(IllegalArgumentException.class, () -> new NearDuplicates(0.9, 0.5, 0));
        try (EmbeddedImages one = Made.images(new float[] {1, 2})) {
            assertThrows(IllegalArgumentException.class, () -> NearDuplicates.DEFAULT.find(one));
        }
    }

    @Test
    void noPairIsNoCluster() {
        try (EmbeddedImages images = Made.images(Made.noise(50, 64, 1))) {
            Duplicates found = NearDuplicates.DEFAULT.find(images);
            assertEquals(List.of(), found.clusters());
            assertEquals(50, found.kept().length);
        }
    }
}
