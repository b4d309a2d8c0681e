package dev.selfsame.tensor;

import org.bytedeco.pytorch.NormalizeFuncOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Normalisation: of batches, layers and vectors, and the linear layer that usually stands before. */
public final class Norm {
    private Norm() {}

    /**
     * Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167) of [N, C] or [N, C, H, W].
     *
     * @param weight scale [C], or null for 1
     * @param bias offset [C], or null for 0
     * @param runningMean [C] or null; read in evaluation, updated in training
     * @param runningVariance [C] or null; the unbiased variance
     * @param training whether the batch's own statistics are used (with its biased variance)
     * @param momentum weight of the new statistics in the running ones, 0 to 1
     * @param eps added to the variance
     * @throws IllegalArgumentException in training with one value a channel, whose variance says nothing
     */
    public static Tensor batchNorm(
            Tensor x,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVariance,
            boolean training,
            double momentum,
            double eps) {
        if (x.rank() < 2) {
            throw new IllegalArgumentException("batch normalisation wants [N, C, ...], got " + x);
        }
        if (training && x.count() <= x.size(1)) {
            throw new IllegalArgumentException(
                    "batch normalisation in training needs more than one value a channel, got " + x
                            + ": use a batch of at least 2");
        }
        if (!training && (runningMean == null || runningVariance == null)) {
            throw new IllegalArgumentException("batch normalisation in evaluation needs running statistics");
        }
        Tensor[] inputs = Op.present(x, weight, bias, runningMean, runningVariance);
        for (int i = 1; i < inputs.length; i++) {
            if (inputs[i].rank() != 1 || inputs[i].size(0) != x.size(1)) {
                throw new IllegalArgumentException(
                        "batch normalisation of " + x.size(1) + " channels got a tensor " + inputs[i]);
            }
        }
        return Op.of(
                "batchNorm",
                () -> torch.batch_norm(
                        x.handle(),
                        Op.optional(weight),
                        Op.optional(bias),
                        Op.optional(runningMean),
                        Op.optional(runningVariance),
                        training,
                        momentum,
                        eps,
                        true),
                inputs);
    }

    /**
     * Layer normalisation (Ba, Kiros and Hinton 2016, arXiv:1607.06450) over the last dimension.
     *
     * @param weight scale [D], or null for 1
     * @param bias offset [D], or null for 0
     */
    public static Tensor layerNorm(Tensor x, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        long last = x.size(-1);
        return Op.of(
                "layerNorm",
                () -> torch.layer_norm(
                        x.handle(), new long[] {last}, Op.optional(weight), Op.optional(bias), eps, true),
                Op.present(x, weight, bias));
    }

    /**
     * Group normalisation (Wu and He 2018, arXiv:1803.08494) of [N, C, ...].
     *
     * @param groups divides C
     */
    public static Tensor groupNorm(Tensor x, int groups, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        if (groups < 1 || x.rank() < 2 || groups > x.size(1) || x.size(1) % groups != 0) {
            throw new IllegalArgumentException(groups + " groups don't divide the channels of " + x);
        }
        // Where only weight or bias gets a gradient, the backward kernel for channels last writes to null.
        boolean rowMajor = !x.requiresGradient();
        return Op.of(
                "groupNorm",
                () -> torch.group_norm(
                        rowMajor ? x.handle().contiguous() : x.handle(),
                        groups,
                        Op.optional(weight),
                        Op.optional(bias),
                        eps,
                        true),
                Op.present(x, weight, bias));
    }

    /** Vectors of length 1 along a dimension: {@code x / max(‖x‖₂, eps)}. */
    public static Tensor l2(Tensor x, int dim, double eps) {
        return Op.of(
                "l2",
                () -> {
                    NormalizeFuncOptions options = new NormalizeFuncOptions();
                    options.p().put(2);
                    options.dim().put(dim);
                    options.eps().put(eps);
                    return torch.normalize(x.handle(), options);
                },
                x);
    }

    /** Vectors of length 1 along the last dimension, with PyTorch's eps of 1e-12. */
    public static Tensor l2(Tensor x) {
        return l2(x, -1, 1e-12);
    }

    /**
     * The linear layer {@code x Wᵀ + b}.
     *
     * @param x [..., in]
     * @param weight [out, in]
     * @param bias [out], or null
     */
    public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return Op.of(
                "linear",
                () -> torch.linear(x.handle(), weight.handle(), Op.optional(bias)),
                Op.present(x, weight, bias));
    }

    /** The cosine of the angle between vectors along a dimension; each norm is at least {@code eps}. */
    public static Tensor cosineSimilarity(Tensor x, Tensor y, int dim, double eps) {
        return Op.of("cosineSimilarity", () -> torch.cosine_similarity(x.handle(), y.handle(), dim, eps), x, y);
    }
}
