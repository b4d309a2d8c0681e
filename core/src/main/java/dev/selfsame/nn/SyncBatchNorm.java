package dev.selfsame.nn;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Batch norm over the whole batch of several replicas (Peng et al. 2018, MegDet, arXiv:1711.07240), as most
 * methods are trained on many devices; gradients flow through the statistics to all of them. It is off at first: then each
 * replica normalises by its own part of the batch.
 *
 * <p>It is a way of training and not a network: names, shapes and evaluation are those of {@link BatchNorm}. All replicas
 * have the same running statistics.
 */
public final class SyncBatchNorm {
    private SyncBatchNorm() {}

    /**
     * From now on each batch norm and each {@link IterNorm} in {@code module} and below has the statistics of the whole
     * batch in training. Those that {@link SplitBatchNorm} takes apart stay as they are: MoCo's shall not see it whole.
     *
     * @param replicas who shares the batch, each with as many rows; {@link Replicas#ONE} for the replica's own batch
     */
    public static void in(Module module, Replicas replicas) {
        module.each(each -> {
            if (each instanceof BatchNorm norm) {
                norm.synchronize(replicas);
            } else if (each instanceof IterNorm norm) {
                norm.synchronize(replicas);
            }
        });
    }

    static Tensor forward(
            Tensor x,
            Replicas replicas,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVariance,
            double momentum,
            double eps) {
        double n = (double) x.count() / x.size(1) * replicas.size(); // values a channel
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(x.device())) {
            Tensor full = x.dtype() == DType.FLOAT64 ? x : x.to(DType.FLOAT32);
            Tensor mean = replicas.sum(sum(full)).div(n); // [1, C, 1, ...]
            Tensor deviation = full.sub(mean);
            Tensor variance = replicas.sum(sum(deviation.square())).div(n); // [1, C, 1, ...]
            follow(runningMean, mean, momentum);
            follow(runningVariance, variance.mul(n / (n - 1)), momentum); // the unbiased one
            Tensor y = deviation.div(variance.add(eps).sqrt());
            if (weight != null) {
                y = y.mul(weight.reshape(mean.shape()));
            }
            if (bias != null) {
                y = y.add(bias.reshape(mean.shape()));
            }
            return scope.keep(y.to(x.dtype()));
        }
    }

    /** Over all but the channels: [N, C, ...] → [1, C, 1, ...]. */
    private static Tensor sum(Tensor x) {
        Tensor sum = x.sum(0, true);
        for (int dim = 2; dim < x.rank(); dim++) {
            sum = sum.sum(dim, true);
        }
        return sum;
    }

    private static void follow(@Nullable Tensor running, Tensor batch, double momentum) {
        if (running != null) {
            try (NoGrad guard = new NoGrad()) {
                running.mulInPlace(1 - momentum).addInPlace(batch.reshape(running.shape()), momentum);
            }
        }
    }
}
