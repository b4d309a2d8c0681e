package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OutliersTest {
    @Test
    void whatIsLikeNothingElseComesFirst() {
        float[][] rows = Made.clusters(500, 32, 5, 0.3, 1);
        float[][] odd = Made.noise(3, 32, 9);
        rows[17] = odd[0];
        rows[230] = odd[1];
        rows[499] = odd[2];
        try (EmbeddedImages images = Made.images(rows)) {
            Ranking ranking = Outliers.DEFAULT.find(images);
            assertEquals(500, ranking.size());
            assertEquals(
                    Set.of(17, 230, 499),
                    Arrays.stream(ranking.first(3).rows()).boxed().collect(Collectors.toSet()));
        }
    }

    @Test
    void theScoreIsTheMeanDistanceToTheNearest() {
        float[][] rows = {{1, 0}, {0.8f, 0.6f}, {0, 1}, {-1, 0}};
        try (EmbeddedImages images = Made.images(rows)) {
            Ranking ranking = new Outliers(2).find(images);
            assertEquals(3, ranking.row(0));
            assertEquals((1 + 1.8) / 2, ranking.score(0), 1e-6);
            assertEquals(1, ranking.row(3));
            assertEquals((0.2 + 0.4) / 2, ranking.score(3), 1e-6);
        }
    }

    @Test
    void tooManyNeighboursAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Outliers(0));
        try (EmbeddedImages images = Made.images(Made.noise(10, 3, 1))) {
            assertThrows(IllegalArgumentException.class, () -> Outliers.DEFAULT.find(images));
        }
    }
}
