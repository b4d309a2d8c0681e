package dev.selfsame.report;

import dev.selfsame.model.Embeddings;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** L2-normalised, centred embeddings by their principal components, the largest first. */
final class PrincipalComponents {
    /** Components that are kept, where there are as many. */
    static final int MOST = 50;

    /**
     * Embeddings that lie closer together than this are drawn so: a map that enlarges whatever there is would make a
     * collapsed run look like a healthy one.
     */
    private static final double LEAST_FRAME = 0.25;

    private final double[][] scores;
    private final double share;

    /**
     * What was found.
     *
     * @param scores [N][K]; each component's largest entry is positive
     * @param share of the variance that lies in the first two, 0 to 1; 0 where there is no variance
     */
    private PrincipalComponents(double[][] scores, double share) {
        this.scores = scores;
        this.share = share;
    }

    static PrincipalComponents of(Embeddings embedded) {
        int n = embedded.size();
        try (Scope scope = new Scope()) {
            Tensor unit = Norm.l2(embedded.tensor().to(DType.FLOAT64)); // [N, D]
            Tensor centred = unit.sub(unit.mean(0, true)); // [N, D]
            boolean wide = embedded.dimension() > n;
            Tensor gram = wide ? centred.matmul(centred.t()) : centred.t().matmul(centred); // [min(N, D), min(N, D)]
            Linalg.Eigen eigen = Linalg.symmetricEigen(gram);
            double[] values = eigen.values().toDoubles(); // rising
            int k = Math.min(MOST, values.length);
            Tensor vectors = eigen.vectors().narrow(1, values.length - k, k); // [min(N, D), K]
            double[] flat =
                    (wide ? vectors : centred.matmul(vectors)).contiguous().toDoubles(); // [N, K]
            double[][] scores = new double[n][k];
            double all = 0;
            for (double value : values) {
                all += Math.max(0, value);
            }
            for (int c = 0; c < k; c++) {
                double length = wide ? Math.sqrt(Math.max(0, values[values.length - 1 - c])) : 1;
                double largest = 0;
                for (int i = 0; i < n; i++) {
                    scores[i][c] = flat[i * k + k - 1 - c] * length;
                    largest = Math.abs(scores[i][c]) > Math.abs(largest) ? scores[i][c] : largest;
                }
                for (int i = 0; i < n && largest < 0; i++) {
                    scores[i][c] = -scores[i][c];
                }
            }
            double first = Math.max(0, values[values.length - 1]);
            double second = values.length < 2 ? 0 : Math.max(0, values[values.length - 2]);
            return new PrincipalComponents(scores, all == 0 ? 0 : (first + second) / all);
        }
    }

    /** Rows, N. */
    int size() {
        return scores.length;
    }

    /** The components of a row itself, not a copy. */
    double[] row(int i) {
        return scores[i];
    }

    EmbeddingMap.Layout layout() {
        double frame = LEAST_FRAME;
        for (double[] score : scores) {
            frame = Math.max(frame, Math.max(Math.abs(score[0]), score.length < 2 ? 0 : Math.abs(score[1])));
        }
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (double[] score : scores) {
            x.add(score[0] / frame);
            y.add(score.length < 2 ? 0 : score[1] / frame);
        }
        return new EmbeddingMap.Layout(
                "PCA",
                String.format(
                        Locale.ROOT,
                        "The two directions of the L2-normalised embeddings that vary most; %.0f %% of the variance lies"
                                + " in them. The frame goes from -%.2f to %.2f each way, and no map has a smaller one than"
                                + " %.2f: embeddings that have collapsed lie in one spot.",
                        100 * share,
                        frame,
                        frame,
                        LEAST_FRAME),
                x,
                y);
    }
}
