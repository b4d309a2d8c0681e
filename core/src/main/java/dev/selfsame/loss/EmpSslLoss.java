package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Extreme multi-patch learning, EMP-SSL (Tong et al. 2023, arXiv:2304.03977): the total coding rate R of each view's
 * embeddings Zᵥ [N, D] is made large, and each is pulled to the mean Z̄ of the views by its cosine:
 *
 * <pre>{@code
 * loss = −mean over views of R(Zᵥ)  −  λ mean over views and rows of cos(zᵥ, z̄)
 * R(Z) = ½ log det( I + D/(N ε) ZᵀZ )
 * }</pre>
 *
 * <p>The terms are {@code rate} and {@code invariance}. Gradients flow into all views. The paper writes ε², its code
 * and Lightly ε; the default is the code's. Where rows are fewer than columns the determinant is that of {@code I +
 * D/(N ε) ZZᵀ}, which is the same. R is computed in float64: beside large rows that depend on each other float32 would
 * lose I.
 *
 * <p><b>Erratum.</b> Lightly 1.5.26 adds R where the paper and its official code subtract it, so that minimising
 * shrinks the coding rate and a collapsed batch has the smallest loss of all, −λ. Ours subtracts it.
 *
 * @param eps ε, above 0, by default 0.2
 * @param invarianceWeight λ, by default 200
 * @param replicas who shares the batch; R is that of the whole batch
 */
public record EmpSslLoss(double eps, double invarianceWeight, Replicas replicas) implements ViewsLoss {
    private static final double COSINE_EPS = 1e-8;

    /** Checks ε and λ. */
    public EmpSslLoss {
        Checks.requirePositive("eps", eps);
        Checks.requireAtLeast(0, "invarianceWeight", invarianceWeight);
    }

    /** ε 0.2, λ 200. */
    public EmpSslLoss() {
        this(0.2, 200, Replicas.ONE);
    }

    /**
     * The terms {@code rate} and {@code invariance}.
     *
     * @param views embeddings of at least one view: [N, D] each
     */
    @Override
    public Loss apply(List<Tensor> views) {
        Checks.requireViews("EmpSslLoss", views, 1, 1);
        return Inputs.compute(views, this::formula);
    }

    private Loss formula(List<Tensor> views) {
        Tensor z = Tensor.stack(views, 0); // [V, N, D]
        Tensor cosine = Norm.cosineSimilarity(z, z.mean(0, true), -1, COSINE_EPS); // [V, N]
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("rate", rate(views).neg());
        terms.put("invariance", cosine.mean().mul(-invarianceWeight));
        return Loss.of(terms);
    }

    /** The mean of the views' coding rates: a scalar. */
    private Tensor rate(List<Tensor> views) {
        long n = views.get(0).size(0) * replicas.size();
        long d = views.get(0).size(1);
        List<Tensor> grams = new ArrayList<>();
        for (Tensor view : views) {
            Tensor whole = view.to(DType.FLOAT64); // I may be far smaller than the rest
            Tensor rows = n < d ? replicas.gather(whole) : whole;
            grams.add(n < d ? rows.matmul(rows.t()) : replicas.sum(rows.t().matmul(rows)));
        }
        Tensor scaled = Tensor.stack(grams, 0).mul(d / (n * eps)); // [V, min(N, D), min(N, D)]
        Tensor identity = Linalg.eye(DType.FLOAT64, scaled.size(-1)).to(scaled.device());
        return Linalg.logAbsDeterminant(scaled.add(identity))
                .mean()
                .mul(0.5)
                .to(views.get(0).dtype());
    }
}
