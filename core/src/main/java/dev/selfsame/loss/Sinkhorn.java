package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * The Sinkhorn-Knopp algorithm (Cuturi 2013, arXiv:1306.0895), by which clustering methods spread a batch evenly over the
 * prototypes: by turns each prototype's weights over the batch, and each row's weights over the prototypes, are divided
 * by their sum. Rows come last, so each sums to 1; columns are balanced the better the more iterations there are.
 *
 * <p>It computes with logarithms: a division by a sum is the subtraction of a log-sum-exp, which subtracts the maximum
 * first. Scores of any size are therefore allowed, where {@code exp(score / 0.05)} leaves the range of float32 at 4.4.
 *
 * <p>There is one algorithm and three conventions, which differ in what goes in and in what comes out of no iteration:
 *
 * <ul>
 *   <li>{@link #ofScores SwAV} (Caron et al. 2020, arXiv:2006.09882, eq. 3 to 5): scores over ε. No iteration: the
 *       weights together sum to the number of rows.
 *   <li>{@link #ofLogProbabilities MSN} (Assran et al. 2022, arXiv:2204.07141, section 3): probabilities, here their
 *       logarithms. No iteration: the probabilities.
 *   <li>{@link #positionwise CAPI} (Darcet et al. 2025, arXiv:2502.08769, section 3): each position in the image by itself.
 *       1e-8 is added to each sum, so rows without weight stay without. No iteration: a prototype's largest weight is 1.
 * </ul>
 *
 * <p>No gradient flows through it.
 *
 * @param iterations how often both sides are divided, at least 0; 3 in all three papers
 * @param replicas who shares the batch; each gets the assignments of its own rows
 */
public record Sinkhorn(int iterations, Replicas replicas) {
    private static final double CAPI_EPS = 1e-8;

    /** Checks the number. */
    public Sinkhorn {
        Checks.count("iterations", iterations, 0);
    }

    /** Three iterations. */
    public Sinkhorn() {
        this(3, Replicas.ONE);
    }

    /**
     * SwAV's codes.
     *
     * @param scores similarities of rows to prototypes: [B, K]
     * @param epsilon ε, how soft the codes are, above 0
     * @return [B, K]
     */
    public Tensor ofScores(Tensor scores, double epsilon) {
        Checks.requireShape("Sinkhorn", "scores", scores, -1, -1);
        Checks.divisor("epsilon", epsilon);
        return constant(scores, x -> {
            Tensor highest = LogSums.maxOverBatch(x, replicas).max(1, true); // [1, 1]
            Tensor logs = x.sub(highest).div(epsilon);
            if (iterations == 0) {
                double rows = (double) x.size(0) * replicas.size();
                Tensor total = Softmax.logSumExp(LogSums.overBatch(logs, replicas), 1, true); // [1, 1]
                return logs.sub(total).add(Math.log(rows));
            }
            return balanced(logs, 0);
        });
    }

    /**
     * MSN's targets.
     *
     * @param logs logarithms of probabilities: [B, K]
     * @return [B, K]
     */
    public Tensor ofLogProbabilities(Tensor logs) {
        Checks.requireShape("Sinkhorn", "logarithms of probabilities", logs, -1, -1);
        return constant(logs, x -> balanced(x, 0));
    }

    /**
     * CAPI's assignments, each position by itself.
     *
     * @param logits of prototypes, divided by the temperature: [B, positions, K]
     * @return [B, positions, K]
     */
    public Tensor positionwise(Tensor logits) {
        return positionwise(logits, CAPI_EPS);
    }

    /**
     * The same with another addend.
     *
     * @param addend of each sum, at least 0
     */
    public Tensor positionwise(Tensor logits, double addend) {
        Checks.requireShape("Sinkhorn", "logits", logits, -1, -1, -1);
        Checks.requireAtLeast(0, "addend", addend);
        return constant(logits, x -> balanced(x.sub(LogSums.maxOverBatch(x, replicas)), addend));
    }

    /** Logarithms of weights [B, ..., K], balanced over the first dimension and the last. */
    private Tensor balanced(Tensor logs, double addend) {
        Tensor balanced = logs;
        for (int i = 0; i < iterations; i++) {
            Tensor columns = LogSums.overBatch(balanced, replicas); // [1, ..., K]
            balanced = balanced.sub(addend == 0 ? columns : LogSums.plus(columns, addend));
            Tensor rows = Softmax.logSumExp(balanced, -1, true); // [B, ..., 1]
            balanced = balanced.sub(addend == 0 ? rows : LogSums.plus(rows, addend));
        }
        return balanced;
    }

    private static Tensor constant(Tensor x, UnaryOperator<Tensor> logWeights) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            return scope.keep(logWeights.apply(x.detach()).exp());
        }
    }
}
