package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelAgreementTest {
    /** Values by hand: the contingency table {{2, 1}, {0, 3}}. */
    @Test
    void aSmallTableGivesWhatTheFormulasSay() {
        int[] classOf = {0, 0, 1, 1, 1, 1};
        int[] clusterOf = {0, 0, 0, 1, 1, 1};
        LabelAgreement agreement = LabelAgreement.of(classOf, 2, clusterOf, 2);
        assertEquals(5.0 / 6, agreement.purity(), 1e-12);
        double mutual = Math.log(2 * 6 / (3.0 * 2)) * 2 / 6
                + Math.log(1 * 6 / (3.0 * 4)) / 6
                + Math.log(3 * 6 / (3.0 * 4)) * 3 / 6;
        double entropy = -(Math.log(1 / 3.0) / 3 + 2 * Math.log(2 / 3.0) / 3);
        assertEquals(mutual / ((Math.log(2) + entropy) / 2), agreement.nmi(), 1e-12);
        assertEquals((4 - 6 * 7 / 15.0) / ((6 + 7) / 2.0 - 6 * 7 / 15.0), agreement.ari(), 1e-12);
    }

    /** Image by image and pair by pair, without a table. */
    @Test
    void partitionsAtRandomGiveWhatCountingGives() {
        for (int trial = 0; trial < 30; trial++) {
            Draws draws = Draws.of(1, Stream.SAMPLE, 0, trial);
            int n = 20 + draws.below(60);
            int classes = 2 + draws.below(5);
            int clusters = 2 + draws.below(7);
            int[] classOf = IntStream.range(0, n).map(i -> draws.below(classes)).toArray();
            int[] clusterOf = IntStream.range(0, n)
                    .map(i -> draws.chance(0.5) ? classOf[i] % clusters : draws.below(clusters))
                    .toArray();
            LabelAgreement agreement = LabelAgreement.of(classOf, classes, clusterOf, clusters);
            assertEquals(purity(classOf, classes, clusterOf, clusters), agreement.purity(), 1e-12);
            assertEquals(nmi(classOf, clusterOf), agreement.nmi(), 1e-12);
            assertEquals(ari(classOf, clusterOf), agreement.ari(), 1e-12);
        }
    }

    private static double purity(int[] classOf, int classes, int[] clusterOf, int clusters) {
        return IntStream.range(0, clusters)
                        .mapToLong(k -> IntStream.range(0, classes)
                                .mapToLong(c -> IntStream.range(0, classOf.length)
                                        .filter(i -> clusterOf[i] == k && classOf[i] == c)
                                        .count())
                                .max()
                                .orElseThrow())
                        .sum()
                / (double) classOf.length;
    }

    /** 2 (H(X) + H(Y) − H(X, Y)) / (H(X) + H(Y)), an entropy being the mean of −log of what share is like an image. */
    private static double nmi(int[] classOf, int[] clusterOf) {
        int n = classOf.length;
        int[] joint =
                IntStream.range(0, n).map(i -> 1000 * classOf[i] + clusterOf[i]).toArray();
        double apart = entropy(classOf) + entropy(clusterOf);
        return 2 * (apart - entropy(joint)) / apart;
    }

    private static double entropy(int[] of) {
        return IntStream.range(0, of.length)
                .mapToDouble(i -> -Math.log(
                        IntStream.of(of).filter(other -> other == of[i]).count() / (double) of.length))
                .average()
                .orElseThrow();
    }

    /** By the four kinds of pairs: 2 (ad − bc) / ((a + b)(b + d) + (a + c)(c + d)). */
    private static double ari(int[] classOf, int[] clusterOf) {
        double[] pairs = new double[4];
        for (int i = 0; i < classOf.length; i++) {
            for (int j = 0; j < i; j++) {
                pairs[(classOf[i] == classOf[j] ? 0 : 2) + (clusterOf[i] == clusterOf[j] ? 0 : 1)]++;
            }
        }
        double a = pairs[0];
        double b = pairs[1];
        double c = pairs[2];
        double d = pairs[3];
        return 2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d));
    }
}
