package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Alignment and uniformity on the hypersphere (Wang and Isola 2020, arXiv:2005.10242, section 4.1): the two views of an
 * image lie close, all images of a view lie far apart. With x and y the views at length 1:
 *
 * <pre>{@code
 * loss  = mean ‖x − y‖^α + λ · ½ (U(x) + U(y))
 * U(x)  = log mean over pairs i ≠ j of exp(−t ‖xᵢ − xⱼ‖²)
 * }</pre>
 *
 * <p>The terms are {@code alignment} and {@code uniformity}, the latter with its λ. Symmetric in its views; gradients flow
 * into both. Equal vectors have distance 0 and gradient 0, also where α is below 1.
 *
 * <p><b>Erratum.</b> t is 2 by default, as in the paper and its code; Lightly has 1. Its documentation speaks of L1
 * normalisation, its code has L2, as here. For a batch of one image, which has no pairs, it returns NaN; here that is
 * refused.
 *
 * @param t the steepness of uniformity, above 0, by default 2
 * @param lambda λ, at least 0, by default 1
 * @param alpha α, above 0, by default 2
 * @param replicas who shares the batch: the pairs are those of all of it
 */
public record Hypersphere(double t, double lambda, double alpha, Replicas replicas) implements PairLoss {
    private static final double TINY = 1e-12;

    /** Checks the ranges. */
    public Hypersphere {
        Checks.requirePositive("t", t);
        Checks.requireAtLeast(0, "lambda", lambda);
        Checks.requirePositive("alpha", alpha);
    }

    /** t 2, λ 1, α 2. */
    public Hypersphere() {
        this(2, 1, 2);
    }

    /** One replica. */
    public Hypersphere(double t, double lambda, double alpha) {
        this(t, lambda, alpha, Replicas.ONE);
    }

    /**
     * The terms {@code alignment} and {@code uniformity}.
     *
     * @throws IllegalArgumentException for a batch of one, which has no pairs
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("Hypersphere", z0, z1, replicas.size() == 1 ? 2 : 1);
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Tensor x = Norm.l2(z0); // [N, D]
        Tensor y = Norm.l2(z1); // [N, D]
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("alignment", alignment(x.sub(y).norm(1, false)));
        terms.put("uniformity", uniformity(x).add(uniformity(y)).mul(lambda / 2));
        return Loss.of(terms);
    }

    private Tensor alignment(Tensor distances) {
        Tensor apart = Compare.gt(distances, TINY);
        Tensor powers = distances.clampMin(TINY).pow(alpha);
        return Indexing.maskedFill(powers, Compare.not(apart), 0).mean();
    }

    private Tensor uniformity(Tensor x) {
        long n = x.size(0);
        Tensor all = replicas.gather(x); // [all, D]
        Tensor squares = x.matmul(all.t()).mul(-2).add(2); // ‖xᵢ − xⱼ‖²: [N, all]
        Tensor potentials = Candidates.without(Candidates.own(1, n, replicas), squares.mul(-t));
        Tensor rows = replicas.gather(Softmax.logSumExp(potentials, 1, false)); // [all]
        double pairs = (double) all.size(0) * (all.size(0) - 1);
        return Softmax.logSumExp(rows, 0, false).sub(Math.log(pairs));
    }
}
