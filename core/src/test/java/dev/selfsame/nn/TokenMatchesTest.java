package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenMatchesTest {
    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void theMostSimilarIsThatOfTheLargestCosineWhateverItsLength() {
        Tensor x = Tensor.of(new double[] {1, 0, 0, 5}, 1, 2, 2);
        Tensor y = Tensor.of(new double[] {0, 0.1, 9, 9, 0.2, 0}, 1, 3, 2);
        assertArrayEquals(new long[] {2, 0}, TokenMatches.mostSimilar(x, y).toLongs());
        Tensor values = Tensor.of(new double[] {10, 11, 12}, 1, 3, 1);
        assertArrayEquals(
                new double[] {12, 10},
                TokenMatches.selectMostSimilar(x, y, values).toDoubles());
    }

    @Test
    void theNearestPairsComeFirst() {
        Tensor tokens = Tensor.of(new double[] {1, 2, 3}, 1, 3, 1);
        Tensor candidates = Tensor.of(new double[] {10, 20}, 1, 2, 1);
        Tensor distances = Tensor.of(new double[] {5, 4, 1, 7, 3, 2}, 1, 3, 2);
        TokenMatches.Pairs two = TokenMatches.nearest(tokens, candidates, distances, 2);
        assertArrayEquals(new double[] {2, 3}, two.from().toDoubles());
        assertArrayEquals(new double[] {10, 20}, two.to().toDoubles());
        TokenMatches.Pairs all = TokenMatches.nearest(tokens, candidates, distances, 99);
        assertArrayEquals(new double[] {2, 3, 1}, all.from().toDoubles());
        assertArrayEquals(new double[] {10, 20, 20}, all.to().toDoubles());
    }

    @Test
    void gradientsReachTheMatchedTokensOnly() {
        Tensor tokens = Tensor.ones(DType.FLOAT64, 1, 2, 1).requireGradient(true);
        Tensor candidates = Tensor.ones(DType.FLOAT64, 1, 2, 1).requireGradient(true);
        Tensor distances = Tensor.of(new double[] {3, 2, 1, 5}, 1, 2, 2).requireGradient(true);
        TokenMatches.Pairs pairs = TokenMatches.nearest(tokens, candidates, distances, 1);
        assertTrue(pairs.from().requiresGradient());
        pairs.from().mul(pairs.to()).sum().backward();
        assertArrayEquals(new double[] {0, 1}, tokens.gradient().toDoubles());
        assertArrayEquals(new double[] {1, 0}, candidates.gradient().toDoubles());
        assertEquals(null, distances.gradient());
        assertFalse(TokenMatches.mostSimilar(tokens, candidates).requiresGradient());
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        Tensor x = Tensor.ones(DType.FLOAT32, 2, 3, 4);
        Tensor y = Tensor.ones(DType.FLOAT32, 2, 5, 4);
        Tensor distances = Tensor.ones(DType.FLOAT32, 2, 3, 5);
        Tensor narrow = Tensor.ones(DType.FLOAT32, 2, 3, 3);
        assertThrows(IllegalArgumentException.class, () -> TokenMatches.mostSimilar(x, narrow));
        assertThrows(IllegalArgumentException.class, () -> TokenMatches.selectMostSimilar(x, y, x));
        assertThrows(IllegalArgumentException.class, () -> TokenMatches.nearest(x, y, narrow, 2));
        assertThrows(IllegalArgumentException.class, () -> TokenMatches.nearest(x, y, distances, 0));
    }
}
