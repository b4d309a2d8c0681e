package dev.selfsame.train;

/** In how many bits convolutions and matrix products compute; weights, losses and the optimiser are in 32. */
public enum Precision {
    /** {@link #BF16} where the processor has instructions for it, else {@link #FP32}. */
    AUTO,
    /** 32-bit floats. */
    FP32,
    /** bfloat16 by autocast. */
    BF16
}
