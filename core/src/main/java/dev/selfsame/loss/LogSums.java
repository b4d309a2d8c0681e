package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;

/** Sums over the whole batch of what is given by its logarithm, so that nothing overflows or vanishes. */
final class LogSums {
    private LogSums() {}

    /** {@code log Σ e^x} over the rows of all replicas: [rows, ...] → [1, ...]. */
    static Tensor overBatch(Tensor logs, Replicas replicas) {
        Tensor own = Softmax.logSumExp(logs, 0, true);
        return replicas.size() == 1 ? own : Softmax.logSumExp(replicas.gather(own), 0, true);
    }

    /** The largest value over the rows of all replicas: [rows, ...] → [1, ...]. */
    static Tensor maxOverBatch(Tensor values, Replicas replicas) {
        Tensor own = values.max(0, true);
        return replicas.size() == 1 ? own : replicas.gather(own).max(0, true);
    }

    /** {@code log(e^x + addend)}, the addend above 0. */
    static Tensor plus(Tensor logs, double addend) {
        return Softmax.logAddExp(
                logs, Tensor.full(logs.dtype(), Math.log(addend)).to(logs.device()));
    }
}
