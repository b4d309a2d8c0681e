package dev.selfsame.report;

import dev.selfsame.model.Embeddings;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first two principal components of L2-normalised, centred embeddings; of each, the largest entry is positive.
 *
 * @param first of each row
 * @param second of each row; 0 where embeddings have one dimension
 * @param share of the variance that lies in both, 0 to 1; 0 where there is no variance
 */
record PrincipalComponents(List<Double> first, List<Double> second, double share) {
    static PrincipalComponents of(Embeddings embedded) {
        try (Scope scope = new Scope()) {
            Tensor unit = Norm.l2(embedded.tensor().to(DType.FLOAT64)); // [N, D]
            Tensor centred = unit.sub(unit.mean(0, true)); // [N, D]
            boolean wide = embedded.dimension() > embedded.size();
            Tensor gram = wide ? centred.matmul(centred.t()) : centred.t().matmul(centred); // [min(N, D), min(N, D)]
            Linalg.Eigen eigen = Linalg.symmetricEigen(gram);
            double[] values = eigen.values().toDoubles(); // rising
            double all = Arrays.stream(values).map(value -> Math.max(0, value)).sum();
            List<List<Double>> scores = new ArrayList<>();
            double both = 0;
            for (int c = values.length - 1; c >= Math.max(0, values.length - 2); c--) {
                Tensor vector = eigen.vectors().narrow(1, c, 1); // [min(N, D), 1]
                double value = Math.max(0, values[c]);
                // The eigenvectors of X Xᵀ are those of the scores X V, but of length 1.
                scores.add(signed((wide ? vector.mul(Math.sqrt(value)) : centred.matmul(vector))
                        .contiguous()
                        .toDoubles()));
                both += value;
            }
            List<Double> none =
                    Stream.generate(() -> 0.0).limit(embedded.size()).toList();
            return new PrincipalComponents(
                    scores.get(0), scores.size() == 1 ? none : scores.get(1), all == 0 ? 0 : both / all);
        }
    }

    /** With the sign by which the largest entry is positive: eigenvectors have none of their own. */
    private static List<Double> signed(double[] scores) {
        double largest = 0;
        for (double score : scores) {
            largest = Math.abs(score) > Math.abs(largest) ? score : largest;
        }
        double sign = largest < 0 ? -1 : 1;
        return Arrays.stream(scores).mapToObj(score -> sign * score).toList();
    }

    /** The largest entry of both, at least 0. */
    double largest() {
        return Stream.concat(first.stream(), second.stream())
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
    }
}
