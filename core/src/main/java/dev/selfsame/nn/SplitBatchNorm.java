package dev.selfsame.nn;

import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Batch norm part by part, as if each part of a batch were on a device of its own: with {@link BatchShuffle} it keeps the
 * batch statistics of MoCo from telling which images belong together (He et al. 2020, arXiv:1911.05722, section 3.3).
 * Image i is in part {@code i mod parts}, as in Lightly's module of this name.
 *
 * <p>It is a way of training and not a network: names, shapes and evaluation are those of {@link BatchNorm}, and an
 * encoder trained so is an ordinary one. The running statistics are the mean over the parts of what each would have;
 * Lightly keeps them apart, [parts · C], and takes their mean for evaluation, which is the same.
 */
public final class SplitBatchNorm {
    private SplitBatchNorm() {}

    /**
     * From now on each batch norm in {@code module} and below takes batches apart in training.
     *
     * @param parts how many parts, at least 1; they must divide the batch. 1 is ordinary batch norm; Lightly's CIFAR-10
     *     benchmark has 8
     */
    public static void in(Module module, int parts) {
        Check.atLeast(1, "parts", parts);
        module.each(each -> {
            if (each instanceof BatchNorm norm) {
                norm.split(parts);
            }
        });
    }

    static Tensor forward(
            Tensor x,
            int parts,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVariance,
            double momentum,
            double eps) {
        long[] shape = x.shape();
        if (shape[0] % parts != 0) {
            throw new IllegalArgumentException("a batch norm in " + parts
                    + " parts wants a batch that they divide, got " + Arrays.toString(shape));
        }
        long[] beside = shape.clone(); // the parts as further channels
        beside[0] /= parts;
        beside[1] *= parts;
        try (Scope scope = new Scope()) {
            Tensor means = repeat(runningMean, parts);
            Tensor variances = repeat(runningVariance, parts);
            Tensor y = Norm.batchNorm(
                    x.reshape(beside),
                    repeat(weight, parts),
                    repeat(bias, parts),
                    means,
                    variances,
                    true,
                    momentum,
                    eps);
            average(means, parts, runningMean);
            average(variances, parts, runningVariance);
            return scope.keep(y.reshape(shape));
        }
    }

    /** [C] → [parts · C], in new memory. */
    private static @Nullable Tensor repeat(@Nullable Tensor values, int parts) {
        return values == null ? null : values.expand(parts, values.size(0)).reshape(-1);
    }

    private static void average(@Nullable Tensor repeated, int parts, @Nullable Tensor target) {
        if (repeated != null && target != null) {
            try (NoGrad guard = new NoGrad()) {
                target.copyInPlace(repeated.reshape(parts, target.size(0)).mean(0, false));
            }
        }
    }
}
