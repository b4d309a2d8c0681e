package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Whether embeddings have collapsed: to a point (spread near 0), or into few directions (effective rank far below min(N,
 * D)). Both compute in float64, in memory that doesn't grow with N, and refuse numbers that aren't finite.
 */
public final class Collapse {
    /** Where {@link #embeddingStd} is below this, an embedding says hardly anything about its image. */
    private static final double LOW_SPREAD = 0.1;

    /** Steps of training for which the spread has to stay low before that is a collapse: early in a run it may dip. */
    public static final long PATIENCE = 100;

    /**
     * Where embeddings differ in fewer directions than this, all that tells images apart is a place on one line: one, and a
     * fifth for noise. No higher: BYOL on the demo's images, whose nearest neighbours get better by 23 points, ends at 1.45;
     * runs of the claims lab that learn, at 1.9 and above.
     */
    private static final double FEW_DIRECTIONS = 1.2;

    /**
     * What {@link #embeddingStd} makes of a spread of 1 in so many directions k that lie anyhow: the mean of the deviations in
     * the dimensions over their root mean square, √(2/k) Γ((k + 1)/2) / Γ(k/2).
     */
    private static final double MEAN_OVER_ROOT_MEAN_SQUARE = 0.8247;

    private static final int UNIFORMITY_ROWS = 16_384;

    private Collapse() {}

    /**
     * Whether embeddings say hardly anything about their images: where all lie at one point, or differ in hardly more than
     * one direction (collapse of dimensions; Jing et al. 2022, arXiv:2110.09348). NaN, for what wasn't measured, isn't low.
     *
     * @param embeddingStd their {@link #embeddingStd}
     * @param effectiveRank their {@link #effectiveRank}
     * @param rankBound the largest rank they could have; where that is 2 or less, the rank tells nothing
     */
    public static boolean isLow(double embeddingStd, double effectiveRank, double rankBound) {
        return embeddingStd < LOW_SPREAD
                || (rankBound > 2 && effectiveRank < rankOf(embeddingStd / MEAN_OVER_ROOT_MEAN_SQUARE, FEW_DIRECTIONS));
    }

    /**
     * The effective rank of embeddings of a given spread that differ in so many directions and in each alike: their mean,
     * which the rank counts too, has the length √(1 − spread²), and each direction a share of the spread of
     * spread/√directions.
     */
    private static double rankOf(double spread, double directions) {
        double around = Math.min(spread, 1);
        double mean = Math.sqrt(1 - around * around);
        double sum = mean + around * Math.sqrt(directions);
        double inEach = around / Math.sqrt(directions) / sum;
        double entropy = -directions * inEach * Math.log(inEach);
        double share = mean / sum;
        return Math.exp(share > 0 ? entropy - share * Math.log(share) : entropy);
    }

    /**
     * The spread of rows [N, D], N at least 2 (Chen and He 2021, SimSiam, arXiv:2011.10566, section 4.1): {@link #std} times
     * √D. About 1 where the directions of the rows are evenly spread, 0 where all are one.
     */
    public static double embeddingStd(Tensor rows) {
        return std(rows) * Math.sqrt((double) rows.size(1));
    }

    /**
     * The mean over columns of the unbiased standard deviation of L2-normalised rows [N, D], N at least 2, as Lightly's
     * {@code std_of_l2_normalized}: 0 to about 1/√D.
     */
    public static double std(Tensor rows) {
        Rows.require("embeddings", rows, 2);
        double n = rows.size(0);
        try (Scope scope = new Scope()) {
            Tensor mean = Tensor.zeros(DType.FLOAT64, rows.size(1)).to(rows.device()); // [D]
            Rows.each(rows, (piece, start) -> mean.addInPlace(unit(piece).sum(0, false), 1 / n));
            Tensor variance = Tensor.zeros(DType.FLOAT64, rows.size(1)).to(rows.device()); // [D]
            Rows.each(
                    rows,
                    (piece, start) ->
                            variance.addInPlace(unit(piece).sub(mean).square().sum(0, false), 1 / (n - 1)));
            return variance.sqrt().mean().item();
        }
    }

    /**
     * The effective rank of rows [N, D] as RankMe takes it (Garrido et al. 2023, arXiv:2210.02885, section 3; Roy and
     * Vetterli 2007): e to the entropy of the singular values divided by their sum. 1 where all rows are parallel, at most
     * {@link #rankBound}; 0 where all are zero. The rows are taken as they are, neither centred nor normalised. The
     * paper's 1e-7 beside each share is left out: it lifts the rank above its bound, and 0·log 0 is 0 here.
     *
     * <p>The singular values are the roots of the eigenvalues of the smaller Gram matrix in float64: exact enough for
     * embeddings in float32, and several times faster than decomposing the rows.
     */
    public static double effectiveRank(Tensor rows) {
        Rows.require("embeddings", rows, 1);
        try (Scope scope = new Scope()) {
            return entropyRank(roots(gram(rows)));
        }
    }

    /**
     * The singular values of L2-normalised rows [N, D] without their mean, N at least 2: min(N, D) of them, falling. Their
     * squares, divided by N, are the variance in each principal direction, and add up to 1 at most; where embeddings have
     * collapsed to few directions, all others are 0 (Jing et al. 2022, arXiv:2110.09348).
     */
    public static double[] singularValues(Tensor rows) {
        Rows.require("embeddings", rows, 2);
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor unit = unit(rows.detach()); // [N, D]
            double[] rising = roots(gram(unit.sub(unit.mean(0, false))));
            double[] falling = new double[rising.length];
            for (int i = 0; i < rising.length; i++) {
                falling[i] = rising[rising.length - 1 - i];
            }
            return falling;
        }
    }

    /** The roots of the eigenvalues of a Gram matrix, rising: the singular values of its rows. */
    private static double[] roots(Tensor gram) {
        double[] values = Linalg.symmetricEigenvalues(gram).toDoubles();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sqrt(Math.max(0, values[i]));
        }
        return values;
    }

    /** e to the entropy of values divided by their sum; what is below 0 counts as 0; 0 where all are. */
    static double entropyRank(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.max(0, value);
        }
        if (sum == 0) {
            return 0;
        }
        double entropy = 0;
        for (double value : values) {
            double share = value / sum;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return Math.exp(entropy);
    }

    /** The largest effective rank that rows [N, D] can have: min(N, D). */
    public static int rankBound(Tensor rows) {
        return (int) Math.min(rows.size(0), rows.size(1));
    }

    /**
     * All label-free measures of a set of images.
     *
     * @param embeddings [N, D], a row an image, N at least 2
     * @param alignment {@link Hypersphere#alignment} of two views of the same images, or null
     */
    public static CollapseResult measure(Tensor embeddings, @Nullable Double alignment) {
        return new CollapseResult(
                embeddingStd(embeddings),
                effectiveRank(embeddings),
                alignment,
                uniformity(embeddings),
                Math.toIntExact(embeddings.size(0)),
                Math.toIntExact(embeddings.size(1)),
                null,
                null,
                null,
                0,
                0);
    }

    /** Uniformity costs N²: beyond 16,384 rows it is that of as many, evenly spaced. */
    private static double uniformity(Tensor embeddings) {
        long n = embeddings.size(0);
        if (n <= UNIFORMITY_ROWS) {
            return Hypersphere.uniformity(embeddings);
        }
        long[] some = new long[UNIFORMITY_ROWS];
        for (int i = 0; i < some.length; i++) {
            some[i] = i * n / UNIFORMITY_ROWS;
        }
        try (Scope scope = new Scope()) {
            return Hypersphere.uniformity(Indexing.select(embeddings.detach(), 0, Tensor.of(some, some.length)));
        }
    }

    private static Tensor gram(Tensor rows) {
        long n = rows.size(0);
        long d = rows.size(1);
        if (n <= d) {
            Tensor all = rows.detach().to(DType.FLOAT64);
            return all.matmul(all.t()); // [N, N]
        }
        Tensor gram = Tensor.zeros(DType.FLOAT64, d, d).to(rows.device());
        Rows.each(rows, (piece, start) -> {
            Tensor some = piece.to(DType.FLOAT64);
            gram.addInPlace(some.t().matmul(some), 1); // [D, D]
        });
        return gram;
    }

    private static Tensor unit(Tensor piece) {
        return Norm.l2(piece.to(DType.FLOAT64));
    }
}
