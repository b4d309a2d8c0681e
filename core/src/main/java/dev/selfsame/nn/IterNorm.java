package dev.selfsame.nn;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * Iterative normalisation of [N, C] (IterNorm; Huang et al. 2019, arXiv:1904.03441, algorithm 1): features are whitened in
 * groups of d, towards the inverse square root of their covariance by Newton's iteration, without an eigen-decomposition:
 *
 * <pre>{@code
 * S = covariance + eps I (over the batch, divided by N),  S' = S / tr S
 * P ← ½ (3 P − P³ S'), T times, from I;   y = P (x − mean) / √(tr S),  then scaled and shifted
 * }</pre>
 *
 * <p>T is small, 5, so that the covariance of what comes out is near the identity, not equal to it: directions of small
 * variance stay small. Gradients flow through mean and covariance. Parameters {@code weight} and {@code bias} [1, C];
 * buffers {@code running_mean} [C/d, d, 1] and {@code running_wm} [C/d, d, d], the whitening matrices, which evaluation
 * uses. Computes in float32 under autocast.
 */
public final class IterNorm extends Layer {
    private static final double EPS = 1e-5;
    private static final double MOMENTUM = 0.1;
    private static final int STEPS = 5;

    private final int channels;
    private final int width;
    private final Tensor weight;
    private final Tensor bias;
    private final Tensor runningMean;
    private final Tensor runningWhitening;

    /**
     * Whitening in groups.
     *
     * @param channels C, at least 1
     * @param width d, which divides C
     */
    public IterNorm(int channels, int width) {
        this.channels = Check.atLeast(1, "channels", channels);
        this.width = Check.atLeast(1, "width", width);
        if (channels % width != 0) {
            throw new IllegalArgumentException("width must divide the " + channels + " channels, got " + width);
        }
        int groups = channels / width;
        weight = parameter("weight", Init.constant(1), 1, channels);
        bias = parameter("bias", Init.constant(0), 1, channels);
        runningMean = buffer("running_mean", DType.FLOAT32, Init.constant(0), groups, width, 1);
        Tensor identities = Tensor.zeros(DType.FLOAT32, groups, width, width);
        try (Tensor identity = Linalg.eye(DType.FLOAT32, width)) {
            identities.addInPlace(identity, 1);
        }
        runningWhitening = buffer("running_wm", identities);
    }

    /**
     * In at most so many groups of equal width, as solo-learn and the authors choose them: the width for exactly so many,
     * rounded up, and halved until it divides C.
     *
     * @param groups at least 1; 64
     */
    public static IterNorm inGroups(int channels, int groups) {
        Check.atLeast(1, "channels", channels);
        int width = (channels - 1) / Check.atLeast(1, "groups", groups) + 1;
        while (channels % width != 0) {
            width /= 2;
        }
        return new IterNorm(channels, width);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() != 2 || x.size(1) != channels) {
            throw new IllegalArgumentException(where() + " wants [N, " + channels + "], got " + x);
        }
        if (isTraining() && x.size(0) < 2) {
            throw new IllegalArgumentException(
                    where() + " needs more than one row in training, got " + x + ": use a batch of at least 2");
        }
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(x.device())) {
            Tensor rows = x.dtype() == DType.FLOAT64 ? x : x.to(DType.FLOAT32);
            Tensor groups = rows.t().reshape(channels / width, width, x.size(0)); // [C/d, d, N]
            Tensor white = isTraining() ? byBatch(groups) : byRunningStatistics(groups);
            Tensor y = white.reshape(channels, x.size(0)).t(); // [N, C]
            return scope.keep(y.mul(weight.to(y.dtype())).add(bias.to(y.dtype())));
        }
    }

    private Tensor byBatch(Tensor x) {
        Tensor mean = x.mean(2, true); // [C/d, d, 1]
        Tensor deviation = x.sub(mean); // [C/d, d, N]
        Tensor identity = Linalg.eye(x.dtype(), width).to(x.device()); // [d, d]
        Tensor covariance = deviation
                .matmul(deviation.transpose(1, 2))
                .div((double) x.size(2))
                .add(identity.mul(EPS)); // [C/d, d, d]
        Tensor trace = covariance.mul(identity).sum(2, true).sum(1, true); // [C/d, 1, 1]
        Tensor unit = covariance.div(trace);
        Tensor root = identity.unsqueeze(0).expand(channels / width, width, width);
        for (int i = 0; i < STEPS; i++) {
            Tensor cube = root.matmul(root).matmul(root);
            root = root.mul(3).sub(cube.matmul(unit)).mul(0.5);
        }
        Tensor whitening = root.div(trace.sqrt()); // [C/d, d, d]
        try (NoGrad guard = new NoGrad()) {
            runningMean.mulInPlace(1 - MOMENTUM).addInPlace(mean.detach().to(DType.FLOAT32), MOMENTUM);
            runningWhitening
                    .mulInPlace(1 - MOMENTUM)
                    .addInPlace(whitening.detach().to(DType.FLOAT32), MOMENTUM);
        }
        return whitening.matmul(deviation);
    }

    private Tensor byRunningStatistics(Tensor x) {
        return runningWhitening.to(x.dtype()).matmul(x.sub(runningMean.to(x.dtype())));
    }

    @Override
    public String toString() {
        return "IterNorm(" + channels + ", in groups of " + width + ")";
    }
}
