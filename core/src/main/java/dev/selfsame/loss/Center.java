package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;

/**
 * The centre of a teacher's outputs (Caron et al. 2021, arXiv:2104.14294, section 3.1, eq. 4): a moving average of their
 * mean over the whole batch, subtracted from them so that no output dominates.
 *
 * @param value the buffer that holds it: [..., K]
 * @param momentum how much of it stays, 0 to 1
 * @param replicas who shares the batch
 */
record Center(Tensor value, double momentum, Replicas replicas) {
    Center {
        Checks.requireShare("centerMomentum", momentum);
    }

    /** {@code softmax((rows − centre) / temperature)}, a constant: [n, K]. */
    Tensor probabilities(Tensor rows, double temperature) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor centered = rows.detach().sub(value.reshape(1, -1));
            return scope.keep(Softmax.softmax(centered.div(temperature), 1));
        }
    }

    /** Moves the centre towards the mean of the rows of all replicas [n, K]; without any it stays. */
    void follow(Tensor rows) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            DType dtype = rows.dtype();
            Tensor count =
                    replicas.sum(Tensor.full(dtype, (double) rows.size(0), 1, 1).to(rows.device())); // [1, 1]
            Tensor sum = replicas.sum(rows.detach().sum(0, true)); // [1, K]
            Tensor way = sum.div(count.clampMin(1)).sub(value.reshape(1, -1)); // [1, K]
            Tensor step = way.mul(count.clamp(0, 1)).mul(1 - momentum);
            value.addInPlace(step.reshape(value.shape()), 1);
        }
    }

    /** How many outputs K there are. */
    long outputs() {
        return value.count();
    }
}
