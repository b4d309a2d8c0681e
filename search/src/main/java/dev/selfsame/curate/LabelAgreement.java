package dev.selfsame.curate;

import java.util.Arrays;

/**
 * How well clusters agree with labels.
 *
 * @param purity the share of images whose label is the most frequent one of their cluster, 0 to 1
 * @param nmi mutual information over the arithmetic mean of both entropies, 0 to 1 (Strehl and Ghosh 2002)
 * @param ari adjusted Rand index: 1 for equal partitions, about 0 by chance (Hubert and Arabie 1985)
 */
public record LabelAgreement(double purity, double nmi, double ari) {
    /**
     * Compares.
     *
     * @throws IllegalArgumentException if an image has no label
     */
    public static LabelAgreement of(EmbeddedImages images, Clusters clusters) {
        return of(images.classOf(), images.classes().size(), clusters.assignment(), clusters.count());
    }

    static LabelAgreement of(int[] classOf, int classes, int[] clusterOf, int clusters) {
        int n = classOf.length;
        long[][] table = new long[clusters][classes];
        for (int i = 0; i < n; i++) {
            table[clusterOf[i]][classOf[i]]++;
        }
        long[] rows =
                Arrays.stream(table).mapToLong(row -> Arrays.stream(row).sum()).toArray();
        long[] columns = new long[classes];
        long most = 0;
        double mutual = 0;
        double pairs = 0;
        for (long[] row : table) {
            for (int c = 0; c < classes; c++) {
                columns[c] += row[c];
                pairs += pairs(row[c]);
            }
            most += Arrays.stream(row).max().orElse(0);
        }
        for (int k = 0; k < clusters; k++) {
            for (int c = 0; c < classes; c++) {
                if (table[k][c] > 0) {
                    double joint = (double) table[k][c] / n;
                    mutual += joint * Math.log(joint * n / rows[k] * n / columns[c]);
                }
            }
        }
        double entropies = (entropy(rows, n) + entropy(columns, n)) / 2;
        return new LabelAgreement(
                (double) most / n,
                entropies > 0 ? Math.max(0, mutual / entropies) : 1,
                adjusted(pairs, pairs(rows), pairs(columns), pairs(n)));
    }

    private static double adjusted(double index, double rows, double columns, double all) {
        double expected = all > 0 ? rows * columns / all : 0;
        double most = (rows + columns) / 2;
        return most == expected ? 1 : (index - expected) / (most - expected);
    }

    private static double entropy(long[] counts, int n) {
        double entropy = 0;
        for (long count : counts) {
            double share = (double) count / n;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return entropy;
    }

    private static double pairs(long[] counts) {
        return Arrays.stream(counts).mapToDouble(LabelAgreement::pairs).sum();
    }

    private static double pairs(long count) {
        return count * (count - 1) / 2.0;
    }
}
