package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;

/**
 * What VICReg and its kin ask of the embeddings of a view over the whole batch.
 *
 * @param deviation from the mean over the batch: this replica's rows, [N, D] or [N, P, D]
 * @param squares the sum of the deviations' squares over the batch: [D] or [P, D]
 * @param rows the number of rows of all replicas
 * @param replicas who shares the batch
 */
record Moments(Tensor deviation, Tensor squares, double rows, Replicas replicas) {
    private static final double NORM_EPS = 1e-12;

    /** Of rows [N, D], or of positions [N, ..., D], which are taken one after another. */
    static Moments of(Tensor rows, Replicas replicas) {
        Tensor z = rows.rank() <= 3 ? rows : rows.reshape(rows.size(0), -1, rows.size(-1));
        double n = (double) z.size(0) * replicas.size();
        Tensor deviation = Columns.deviation(z, replicas);
        return new Moments(deviation, replicas.sum(deviation.square().sum(0, false)), n, replicas);
    }

    /** Two views [N, D] or [N, ..., D] alike, of at least two rows with those of the other replicas. */
    static void require(String name, Tensor z0, Tensor z1, Replicas replicas) {
        Pairs.requireAlike(name, z0, z1);
        if (z0.rank() < 2) {
            throw Checks.shape(name, "embeddings [N, D] or [N, ..., D]", z0);
        }
        if (z0.size(0) * replicas.size() < 2 || z0.count() == 0) {
            throw Checks.shape(name, "at least two rows and one column", z0);
        }
    }

    /** The mean over features of {@code max(0, 1 − standard deviation)}, of the unbiased variance plus eps. */
    Tensor lackOfVariance(double eps) {
        Tensor deviations = squares.div(rows - 1).add(eps).sqrt(); // [(P,) D]
        return deviations.neg().add(1).relu().mean();
    }

    /** The sum of the squared covariances of different features, divided by D, the mean over positions. */
    Tensor covariance() {
        double positions = (double) squares.count() / deviation.size(-1);
        Tensor scaled = deviation.div(Math.sqrt(rows - 1)); // its columns' products are covariances
        Tensor off = OffDiagonal.squares(scaled, scaled, squares.div(rows - 1), replicas);
        return off.div(deviation.size(-1) * positions);
    }

    /** The mean of the squared correlations of different features, over all D² pairs and positions. */
    Tensor correlation() {
        Tensor norms = squares.clampMin(NORM_EPS * NORM_EPS).sqrt(); // [(P,) D]
        Tensor scaled = deviation.div(norms); // its columns' products are correlations
        Tensor off = OffDiagonal.squares(scaled, scaled, squares.div(norms.square()), replicas);
        return off.div((double) squares.count() * deviation.size(-1));
    }
}
