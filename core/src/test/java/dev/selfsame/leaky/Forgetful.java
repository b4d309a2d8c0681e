package dev.selfsame.leaky;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;

/** A user of tensors outside their package, who forgets them. */
public final class Forgetful {
    private Forgetful() {}

    /** Makes a tensor and forgets it. */
    public static void forget() {
        Tensor forgotten = make();
        if (forgotten.isClosed()) {
            throw new AssertionError("closed");
        }
    }

    /** Makes a tensor. */
    public static Tensor make() {
        return Tensor.ones(DType.FLOAT32, 2);
    }

    /** Closes a tensor. */
    public static void discard(Tensor tensor) {
        tensor.close();
    }
}
