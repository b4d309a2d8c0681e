package dev.selfsame.nn;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.TensorException;
import org.jspecify.annotations.Nullable;

/**
 * Whitening of [N, C] (Ermolov et al. 2021, arXiv:2007.06346, section 3.1; Siarohin et al. 2019, arXiv:1806.00420): the
 * rows less their mean, times the inverse of the Cholesky factor of their covariance (divided by N − 1), so that the
 * covariance of what comes out is the identity:
 *
 * <pre>{@code
 * y = (x − mean) L⁻ᵀ,  L Lᵀ = (1 − eps) covariance + eps I
 * }</pre>
 *
 * <p>Gradients flow through mean and covariance. In training these are the batch's, in evaluation the buffers {@code
 * running_mean} [1, C, 1, 1] and {@code running_variance} [C, C], which follow the batches and begin with zeros and the
 * identity. Computes in float32 under autocast.
 */
public final class Whitening2d extends Layer {
    private final int channels;
    private final double momentum;
    private final double eps;
    private final @Nullable Tensor runningMean;
    private final @Nullable Tensor runningCovariance;
    private boolean updating = true;

    /** With momentum 0.01 and eps 0, as the official code has them. */
    public Whitening2d(int channels) {
        this(channels, 0.01, 0, true);
    }

    /**
     * Whitening.
     *
     * @param channels C, at least 1
     * @param momentum weight of a batch in the running statistics, 0 to 1
     * @param eps share of the identity in the covariance, 0 to 1
     * @param trackRunningStats whether evaluation uses running statistics; else it uses the batch's own
     */
    public Whitening2d(int channels, double momentum, double eps, boolean trackRunningStats) {
        this.channels = Check.atLeast(1, "channels", channels);
        this.momentum = Check.between(0, 1, "momentum", momentum);
        this.eps = Check.between(0, 1, "eps", eps);
        this.runningMean =
                trackRunningStats ? buffer("running_mean", Tensor.zeros(DType.FLOAT32, 1, channels, 1, 1)) : null;
        this.runningCovariance =
                trackRunningStats ? buffer("running_variance", Linalg.eye(DType.FLOAT32, channels)) : null;
    }

    /** Whether the running statistics follow the batches in training from now on; at first they do. */
    public void update(boolean on) {
        updating = on;
    }

    /**
     * The whitened rows: [N, C].
     *
     * @throws IllegalArgumentException if the covariance is singular, as it is with fewer than C + 1 rows and eps 0
     */
    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        boolean own = isTraining() || runningMean == null;
        if (x.rank() != 2 || x.size(1) != channels || x.size(0) < (own ? 2 : 1)) {
            throw new IllegalArgumentException(
                    where() + " wants [N, " + channels + "]" + (own ? " with N at least 2" : "") + ", got " + x);
        }
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(x.device())) {
            Tensor rows = x.dtype() == DType.FLOAT64 ? x : x.to(DType.FLOAT32);
            return scope.keep(own ? byBatch(rows) : byRunningStatistics(rows));
        }
    }

    private Tensor byBatch(Tensor x) {
        Tensor mean = x.mean(0, true); // [1, C]
        Tensor deviation = x.sub(mean); // [N, C]
        Tensor covariance = deviation.t().matmul(deviation).div(x.size(0) - 1.0); // [C, C]
        Tensor y = whitened(deviation, covariance);
        if (isTraining() && updating && runningMean != null && runningCovariance != null) {
            follow(runningMean, mean.reshape(1, channels, 1, 1));
            follow(runningCovariance, covariance);
        }
        return y;
    }

    private Tensor byRunningStatistics(Tensor x) {
        if (runningMean == null || runningCovariance == null) {
            throw new IllegalStateException(where() + " has no running statistics");
        }
        Tensor deviation = x.sub(runningMean.reshape(1, channels).to(x.dtype()));
        return whitened(deviation, runningCovariance.to(x.dtype()));
    }

    private Tensor whitened(Tensor deviation, Tensor covariance) {
        Tensor identity = Linalg.eye(covariance.dtype(), channels).to(covariance.device());
        Tensor shrunk = covariance.mul(1 - eps).add(identity.mul(eps));
        try {
            Tensor factor = Linalg.cholesky(shrunk); // [C, C]
            return Linalg.solveTriangular(factor, deviation.t(), false).t();
        } catch (TensorException e) {
            throw new IllegalArgumentException(
                    where() + " can't whiten " + deviation.size(0)
                            + " rows: their covariance is singular or not finite, "
                            + "so the features depend on each other or collapsed; more rows or an eps above 0 may help",
                    e);
        }
    }

    private void follow(Tensor running, Tensor batch) {
        try (NoGrad guard = new NoGrad()) {
            running.mulInPlace(1 - momentum).addInPlace(batch, momentum);
        }
    }

    @Override
    public String toString() {
        return "Whitening2d(" + channels + ", momentum " + momentum + ", eps " + eps
                + (runningMean == null ? ", no running statistics)" : ")");
    }
}
