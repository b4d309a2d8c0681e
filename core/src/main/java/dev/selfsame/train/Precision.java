package dev.selfsame.train;

import dev.selfsame.tensor.Cpu;

/** In how many bits convolutions and matrix products compute; weights, losses and the optimiser are in 32. */
public enum Precision {
    /** {@link #BF16} where it is faster on this processor ({@link Cpu#hasFastBfloat16}), else {@link #FP32}. */
    AUTO,
    /** 32-bit floats. */
    FP32,
    /** bfloat16 by autocast. */
    BF16;

    /** This, or what the processor decides. */
    Precision onThisMachine() {
        if (this != AUTO) {
            return this;
        }
        return Cpu.hasFastBfloat16() ? BF16 : FP32;
    }
}
