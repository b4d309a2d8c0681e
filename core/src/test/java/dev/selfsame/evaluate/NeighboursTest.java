package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    @Test
    void votesAreThoseOfAFullSort() {
        for (int trial = 0; trial < 200; trial++) {
            Draws draws = Draws.of(3, Stream.SAMPLE, trial, 0);
            int n = 1 + draws.below(60);
            int k = 1 + draws.below(n);
            float[] similarities = new float[n];
            int[] labels = new int[n];
            Neighbours neighbours = new Neighbours(k);
            Neighbours inPieces = new Neighbours(k);
            for (int i = 0; i < n; i++) {
                similarities[i] = draws.below(9) / 9f; // many are equal
                labels[i] = draws.below(4);
                neighbours.offer(similarities[i], i);
            }
            int cut = draws.below(n + 1);
            inPieces.offer(similarities, 0, cut, 0);
            inPieces.offer(similarities, cut, n - cut, cut);
            double[] expected = new double[4];
            IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -similarities[i])
                            .thenComparing(i -> i))
                    .limit(k)
                    .forEachOrdered(i -> expected[labels[i]] += Math.exp(similarities[i] / 0.1));
            assertArrayEquals(expected, neighbours.votes(labels, 4, 0.1), "trial " + trial);
            assertArrayEquals(expected, inPieces.votes(labels, 4, 0.1), "in pieces, trial " + trial);
        }
    }
}
