package dev.selfsame.nn;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167) of [N, C] or [N, C, H, W]: PyTorch's BatchNorm1d and
 * BatchNorm2d in one. Parameters {@code weight} and {@code bias} [C]; buffers {@code running_mean}, {@code running_var}
 * [C] and {@code num_batches_tracked}. In training it refuses a batch with one value a channel.
 */
public final class BatchNorm extends Layer {
    private final int channels;
    private final double eps;
    private final double momentum;
    private final @Nullable Tensor weight;
    private final @Nullable Tensor bias;
    private final @Nullable Tensor runningMean;
    private final @Nullable Tensor runningVariance;
    private final @Nullable Tensor batches;
    private int parts = 1;
    private long batchesNotCounted;

    /** With scale and offset, running statistics, eps 1e-5 and momentum 0.1: PyTorch's defaults. */
    public BatchNorm(int channels) {
        this(channels, 1e-5, 0.1, true, true);
    }

    /**
     * Batch normalisation.
     *
     * @param channels C, at least 1
     * @param eps added to the variance
     * @param momentum weight of a batch in the running statistics, 0 to 1
     * @param affine whether the result is scaled and shifted by parameters
     * @param trackRunningStats whether evaluation uses running statistics; else it uses the batch's own
     */
    public BatchNorm(int channels, double eps, double momentum, boolean affine, boolean trackRunningStats) {
        this(channels, eps, momentum, affine, trackRunningStats, 1);
    }

    private BatchNorm(
            int channels, double eps, double momentum, boolean affine, boolean trackRunningStats, double firstWeight) {
        this.channels = Check.atLeast(1, "channels", channels);
        this.eps = Check.between(0, 1, "eps", eps);
        this.momentum = Check.between(0, 1, "momentum", momentum);
        this.weight = affine ? parameter("weight", Init.constant(firstWeight), channels) : null;
        this.bias = affine ? parameter("bias", Init.constant(0), channels) : null;
        this.runningMean = trackRunningStats ? buffer("running_mean", DType.FLOAT32, Init.constant(0), channels) : null;
        this.runningVariance =
                trackRunningStats ? buffer("running_var", DType.FLOAT32, Init.constant(1), channels) : null;
        this.batches = trackRunningStats ? buffer("num_batches_tracked", DType.INT64, Init.constant(0)) : null;
    }

    /** The last norm of a residual block; a block whose last norm has weight 0 starts as the identity. */
    static BatchNorm last(int channels, boolean zero) {
        return new BatchNorm(channels, 1e-5, 0.1, true, true, zero ? 0 : 1);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() < 2 || x.size(1) != channels) {
            throw new IllegalArgumentException(where() + " wants [N, " + channels + ", ...], got " + x);
        }
        boolean own = isTraining() || runningMean == null;
        if (own && x.count() <= channels) {
            throw new IllegalArgumentException(where() + " needs more than one value a channel in training, got " + x
                    + ": use a batch of at least 2");
        }
        Tensor y = own && parts > 1
                ? SplitBatchNorm.forward(x, parts, weight, bias, runningMean, runningVariance, momentum, eps)
                : Norm.batchNorm(x, weight, bias, runningMean, runningVariance, own, momentum, eps);
        if (isTraining()) {
            batchesNotCounted++;
        }
        return y;
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        if (weight == null || bias == null || runningMean == null || runningVariance == null) {
            throw new UnsupportedOperationException(
                    where() + " can't be exported: it has no weights or no running statistics");
        }
        return to.batchNorm(x, weight, bias, runningMean, runningVariance, eps);
    }

    /** Takes batches apart in training, see {@link SplitBatchNorm}. */
    void split(int newParts) {
        parts = newParts;
    }

    /** Counting in Java and writing it down when somebody looks saves a native call a layer and step. */
    @Override
    void settle() {
        if (batches != null && batchesNotCounted > 0) {
            try (NoGrad guard = new NoGrad();
                    Tensor more = Tensor.of(new long[] {batchesNotCounted});
                    Tensor total = batches.add(more)) {
                batches.copyInPlace(total);
            }
        }
        batchesNotCounted = 0;
    }

    @Override
    public String toString() {
        return "BatchNorm(" + channels + ", eps " + eps + ", momentum " + momentum
                + (weight == null ? ", not affine" : "") + (runningMean == null ? ", no running statistics" : "")
                + (parts > 1 ? ", in " + parts + " parts)" : ")");
    }
}
