package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Init;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Transformation invariance and covariance contrast (TiCo; Zhu et al. 2022, arXiv:2206.10698), for normalised
 * embeddings ẑ = z/‖z‖. C [D, D], the mean of ẑ0ᵢ ẑ0ᵢᵀ, follows the batches and takes the negatives' place:
 *
 * <pre>{@code
 * C ← β C + (1 − β) 1/N Σ ẑ0ᵢ ẑ0ᵢᵀ
 * loss = 1 − mean ẑ0ᵢ · ẑ1ᵢ  +  ρ mean ẑ0ᵢᵀ C ẑ0ᵢ
 * }</pre>
 *
 * <p>The loss reads C with this batch in it. C begins with zeros and carries no gradient. It holds still after {@code
 * update(false)} and in evaluation. The terms are {@code invariance} and {@code contrast}. Gradients flow into both views;
 * TiCo's z1 comes from a target network and is detached by the method.
 *
 * <p><b>Erratum.</b> In Lightly C is no part of the state: a resumed run begins with an empty one, and for some ten batches
 * has a contrast that is too small. Here it is the buffer {@code C}, and a resumed run goes on with it.
 */
public final class TiCoLoss extends Module implements PairLoss {
    private final int dimensions;
    private final double beta;
    private final double rho;
    private final Replicas replicas;
    private final Tensor covariance;
    private boolean updating = true;

    /** Lightly's β 0.9 and ρ 8. */
    public TiCoLoss(int dimensions) {
        this(dimensions, 0.9, 8, Replicas.ONE);
    }

    /**
     * A loss whose C is zero.
     *
     * @param dimensions D, at least 1
     * @param beta β, what is kept of C from batch to batch, 0 to 1
     * @param rho ρ, weight of the covariance contrast, at least 0
     * @param replicas who shares the batch; C is that of the whole batch
     */
    public TiCoLoss(int dimensions, double beta, double rho, Replicas replicas) {
        Checks.requireAtLeast(1, "dimensions", dimensions);
        Checks.requireShare("beta", beta);
        Checks.requireAtLeast(0, "rho", rho);
        this.dimensions = dimensions;
        this.beta = beta;
        this.rho = rho;
        this.replicas = replicas;
        this.covariance = buffer("C", DType.FLOAT32, Init.constant(0), dimensions, dimensions);
    }

    /** Whether C follows the batches from now on; at first it does. */
    public void update(boolean on) {
        updating = on;
    }

    /**
     * The terms {@code invariance} and {@code contrast}.
     *
     * @param z0 embeddings of view 0, those that C follows: [N, D]
     * @param z1 embeddings of view 1: [N, D]
     * @throws IllegalArgumentException for a batch of one, or of another D
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        requireReady();
        Pairs.requireRows("TiCoLoss", z0, z1, replicas.size() == 1 ? 2 : 1);
        if (z0.size(1) != dimensions) {
            throw Checks.shape("TiCoLoss", "embeddings [N, " + dimensions + "]", z0);
        }
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Tensor a = Norm.l2(z0); // [N, D]
        Tensor b = Norm.l2(z1); // [N, D]
        Tensor c = followed(a.detach()); // [D, D]
        if (updating && isTraining()) {
            try (NoGrad guard = new NoGrad()) {
                covariance.copyInPlace(c);
            }
        }
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("invariance", a.mul(b).sum(1, false).mean().neg().add(1));
        terms.put("contrast", a.matmul(c).mul(a).sum(1, false).mean().mul(rho));
        return Loss.of(terms);
    }

    private Tensor followed(Tensor a) {
        double n = (double) a.size(0) * replicas.size();
        Tensor batch = replicas.sum(a.t().matmul(a)).div(n); // [D, D]
        return covariance.mul(beta).add(batch.mul(1 - beta)).to(a.dtype());
    }

    @Override
    public String toString() {
        return "TiCoLoss[dimensions=" + dimensions + ", beta=" + beta + ", rho=" + rho + ", replicas=" + replicas + "]";
    }
}
