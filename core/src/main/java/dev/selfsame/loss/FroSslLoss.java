package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * FroSSL (Skean et al. 2024, arXiv:2310.02903): each view's features are spread over all directions by the logarithm of
 * a Frobenius norm, and pulled to the mean of the views. The columns of Zᵥ [N, D] have length 1 over the batch, Z̄ is
 * the mean of the V views, and Cᵥ = ZᵥᵀZᵥ divided by its trace:
 *
 * <pre>{@code
 * loss = Σᵥ log ‖Cᵥ‖²  +  w Σᵥ V D mean (Zᵥ − Z̄)²
 * }</pre>
 *
 * <p>{@code −log ‖C‖²} is the matrix-based Rényi entropy of order 2. The terms are {@code regularization} and {@code
 * invariance}. Gradients flow into all views, whose order doesn't matter. The scale of a feature doesn't count. The
 * trace is the number of columns that aren't zero, a constant, so no gradient is taken through it. Where all are zero
 * the norm is taken for that of a collapsed view, 1.
 *
 * <p><b>Two forms of Z.</b> Not centred, the default: features as they are, as in Lightly, in solo-learn and in the
 * authors' code since. Centred: less their mean over the batch, which makes C a covariance, as the code of the paper had
 * it (OFSkean/FroSSL, solo/losses/frossl.py, {@code frossl_loss_func}). A shift of a feature, such as by the bias of the
 * last layer, then changes nothing. Not centred it does: features that a common shift makes alike have a loss near 0 and
 * next to no gradient, so that a training that is pushed there stays there.
 *
 * @param invarianceWeight w, by default 1
 * @param centered which Z
 * @param replicas who shares the batch; norms and C are those of the whole batch
 */
public record FroSslLoss(double invarianceWeight, boolean centered, Replicas replicas) implements ViewsLoss {
    private static final double EPS = 1e-12;

    /** Checks the weight. */
    public FroSslLoss {
        Checks.requireAtLeast(0, "invarianceWeight", invarianceWeight);
    }

    /** A weight of 1, not centred. */
    public FroSslLoss() {
        this(1, false, Replicas.ONE);
    }

    /**
     * The terms {@code regularization} and {@code invariance}.
     *
     * @param views embeddings of at least two views: [N, D] each
     */
    @Override
    public Loss apply(List<Tensor> views) {
        Checks.requireViews("FroSslLoss", views, 2, 1);
        return Inputs.compute(views, this::formula);
    }

    private Loss formula(List<Tensor> views) {
        List<Tensor> columns = views.stream().map(this::columns).toList(); // [N, D] each
        Tensor all = Tensor.stack(columns, 0); // [V, N, D]
        Tensor deviation = all.sub(all.mean(0, true));
        List<Tensor> norms = new ArrayList<>();
        columns.forEach(z -> norms.add(logSquaredNorm(z)));
        double v = views.size();
        double d = views.get(0).size(1);
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("regularization", Tensor.stack(norms, 0).sum());
        // A sum over the views of means over N and D: V times the mean over everything.
        terms.put("invariance", deviation.square().mean().mul(invarianceWeight * v * v * d));
        return Loss.of(terms);
    }

    private Tensor columns(Tensor z) {
        return Columns.unit(centered ? Columns.deviation(z, replicas) : z, replicas);
    }

    /** Of ZᵀZ or, where it is smaller, ZZᵀ, which has the same trace and norm: a scalar. */
    private Tensor logSquaredNorm(Tensor z) {
        boolean wide = z.size(0) * replicas.size() <= z.size(1);
        Tensor rows = wide ? replicas.gather(z) : z;
        Tensor gram = wide ? rows.matmul(rows.t()) : replicas.sum(z.t().matmul(z));
        Tensor trace = Linalg.diagonal(gram).sum().detach().clampMin(EPS);
        return gram.square().sum().clampMin(EPS * EPS).div(trace.square()).log();
    }
}
