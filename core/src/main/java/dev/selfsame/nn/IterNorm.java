package dev.selfsame.nn;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * Iterative normalisation (Huang et al. 2019, arXiv:1904.03441, algorithm 1) of [N, C]: whitening, group by group of d
 * channels, by a matrix that Newton's iterations bring near to Σ^(−½), without a decomposition:
 *
 * <pre>{@code
 * Σ = 1/N Σᵢ (xᵢ − mean)(xᵢ − mean)ᵀ + eps I        P₀ = I,  Pₖ = ½ (3 Pₖ₋₁ − Pₖ₋₁³ Σ / tr Σ)
 * y = weight · W (x − mean) + bias,  W = P_T / √(tr Σ)
 * }</pre>
 *
 * <p>VIbCReg's projector ends with it. d is C divided by the number of groups, rounded up, and halved until it divides C.
 * In training mean and W are the batch's, in evaluation the buffers {@code running_mean} [groups, d, 1] and {@code
 * running_wm} [groups, d, d], which follow them and begin with zeros and the identity. Parameters {@code weight} and
 * {@code bias} [1, C]. Computes in float32 under autocast.
 */
public final class IterNorm extends Layer {
    private final int channels;
    private final int perGroup;
    private final int iterations;
    private final double eps;
    private final double momentum;
    private final Tensor weight;
    private final Tensor bias;
    private final Tensor runningMean;
    private final Tensor runningMatrix;
    private Replicas replicas = Replicas.ONE;

    /** With 64 groups, 5 iterations, eps 1e-5 and momentum 0.1, as VIbCReg has them. */
    public IterNorm(int channels) {
        this(channels, 64, 5, 1e-5, 0.1);
    }

    /**
     * Iterative normalisation.
     *
     * @param channels C, at least 1
     * @param groups how many groups there should be, at least 1
     * @param iterations T, at least 1
     * @param eps added to the variances, 0 to 1
     * @param momentum weight of a batch in the running statistics, 0 to 1
     */
    public IterNorm(int channels, int groups, int iterations, double eps, double momentum) {
        this.channels = Check.atLeast(1, "channels", channels);
        this.perGroup = perGroup(channels, Check.atLeast(1, "groups", groups));
        this.iterations = Check.atLeast(1, "iterations", iterations);
        this.eps = Check.between(0, 1, "eps", eps);
        this.momentum = Check.between(0, 1, "momentum", momentum);
        int made = channels / perGroup;
        this.weight = parameter("weight", Init.constant(1), 1, channels);
        this.bias = parameter("bias", Init.constant(0), 1, channels);
        this.runningMean = buffer("running_mean", Tensor.zeros(DType.FLOAT32, made, perGroup, 1));
        this.runningMatrix = buffer("running_wm", identities(made, perGroup));
    }

    private static int perGroup(int channels, int groups) {
        int size = (channels - 1) / groups + 1;
        while (channels % size != 0) {
            size /= 2;
        }
        return size;
    }

    private static Tensor identities(int groups, int size) {
        try (Scope scope = new Scope()) {
            return scope.keep(
                    Linalg.eye(DType.FLOAT32, size).expand(groups, size, size).contiguous());
        }
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() != 2 || x.size(1) != channels || x.size(0) * replicas.size() < (isTraining() ? 2 : 1)) {
            throw new IllegalArgumentException(where() + " wants [N, " + channels + "]"
                    + (isTraining() ? " with N at least 2 in training" : "") + ", got " + x);
        }
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(x.device())) {
            Tensor rows = x.dtype() == DType.FLOAT64 ? x : x.to(DType.FLOAT32);
            Tensor grouped = rows.t().reshape(channels / perGroup, perGroup, -1); // [G, d, N]
            Tensor white = isTraining() ? byBatch(grouped) : byRunningStatistics(grouped);
            return scope.keep(white.reshape(channels, -1).t().mul(weight).add(bias));
        }
    }

    private Tensor byBatch(Tensor x) {
        Tensor mean = mean(x); // [G, d, 1]
        Tensor deviation = x.sub(mean);
        Tensor matrix = whitening(deviation); // [G, d, d]
        try (NoGrad guard = new NoGrad()) {
            runningMean.mulInPlace(1 - momentum).addInPlace(mean, momentum);
            runningMatrix.mulInPlace(1 - momentum).addInPlace(matrix, momentum);
        }
        return matrix.matmul(deviation);
    }

    private Tensor mean(Tensor x) {
        if (replicas.size() == 1) {
            return x.mean(2, true);
        }
        return replicas.sum(x.sum(2, true)).div((double) x.size(2) * replicas.size());
    }

    /** Whose batch is normalised together, see {@link SyncBatchNorm}. */
    void synchronize(Replicas with) {
        replicas = with;
    }

    private Tensor byRunningStatistics(Tensor x) {
        return runningMatrix.to(x.dtype()).matmul(x.sub(runningMean.to(x.dtype())));
    }

    private Tensor whitening(Tensor deviation) {
        Tensor identity = Linalg.eye(deviation.dtype(), perGroup).to(deviation.device());
        Tensor products = replicas.sum(deviation.matmul(deviation.transpose(1, 2))); // [G, d, d]
        Tensor covariance =
                products.div((double) deviation.size(2) * replicas.size()).add(identity.mul(eps)); // [G, d, d]
        Tensor trace = covariance.mul(identity).sum(2, true).sum(1, true); // [G, 1, 1]
        Tensor normalized = covariance.div(trace);
        Tensor p = identity.sub(normalized).mul(0.5).add(identity); // P₁
        for (int k = 1; k < iterations; k++) {
            p = p.mul(1.5).sub(p.matmul(p).matmul(p).matmul(normalized).mul(0.5));
        }
        return p.div(trace.sqrt());
    }

    @Override
    public String toString() {
        return "IterNorm(" + channels + ", " + channels / perGroup + " groups, " + iterations + " iterations, eps "
                + eps + ", momentum " + momentum + ")";
    }
}
