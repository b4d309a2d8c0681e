package dev.selfsame.nn;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167) of [N, C] or [N, C, H, W]: PyTorch's BatchNorm1d and
 * BatchNorm2d in one. Parameters {@code weight} and {@code bias} [C]; buffers {@code running_mean}, {@code running_var}
 * [C] and {@code num_batches_tracked}. In training it refuses a batch with one value a channel. {@link SyncBatchNorm} makes
 * replicas share their statistics, {@link SplitBatchNorm} takes a batch apart.
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
    private Replicas replicas = Replicas.ONE;
    private long batchesNotCounted;
    private boolean folded;

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
        if (folded && !isTraining()) {
            return x; // the convolution has done it
        }
        if (x.rank() < 2 || x.size(1) != channels) {
            throw new IllegalArgumentException(where() + " wants [N, " + channels + ", ...], got " + x);
        }
        boolean own = isTraining() || runningMean == null;
        boolean shared = own && parts == 1 && replicas.size() > 1;
        if (own && x.count() * (shared ? replicas.size() : 1) <= (long) channels * parts) {
            throw new IllegalArgumentException(where() + " needs more than one value a channel in training, got " + x
                    + (parts > 1 ? " for " + parts + " parts" : "") + ": use a batch of at least " + 2 * parts);
        }
        Tensor y;
        if (own && parts > 1) {
            y = SplitBatchNorm.forward(x, parts, weight, bias, runningMean, runningVariance, momentum, eps);
        } else if (shared) {
            y = SyncBatchNorm.forward(x, replicas, weight, bias, runningMean, runningVariance, momentum, eps);
        } else {
            y = Norm.batchNorm(x, weight, bias, runningMean, runningVariance, own, momentum, eps);
        }
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

    /** Whose batch is normalised together, see {@link SyncBatchNorm}. */
    void synchronize(Replicas with) {
        replicas = with;
    }

    /** The channels. */
    int channels() {
        return channels;
    }

    /** Leaves what it does in evaluation mode to the convolution before it, or not. */
    void fold(boolean on) {
        folded = on;
    }

    /** Whether evaluation uses running statistics. */
    boolean hasStatistics() {
        return runningMean != null;
    }

    /** What evaluation does: it multiplies each channel by {@code scale} and adds {@code offset}. */
    record Affine(List<Float> scale, List<Float> offset) {}

    /** What evaluation does, by the running statistics. */
    Affine affine() {
        float[] mean = Objects.requireNonNull(runningMean).toFloats();
        float[] variance = Objects.requireNonNull(runningVariance).toFloats();
        float[] weights = weight == null ? null : weight.toFloats();
        float[] biases = bias == null ? null : bias.toFloats();
        List<Float> scale = new ArrayList<>();
        List<Float> offset = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            double times = (weights == null ? 1 : weights[c]) / Math.sqrt(variance[c] + eps);
            scale.add((float) times);
            offset.add((float) ((biases == null ? 0 : biases[c]) - mean[c] * times));
        }
        return new Affine(scale, offset);
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
                + (parts > 1 ? ", in " + parts + " parts" : "")
                + (replicas.size() > 1 ? ", over " + replicas.size() + " replicas)" : ")");
    }
}
