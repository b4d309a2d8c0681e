package dev.selfsame.model.export;

import dev.selfsame.nn.Operations;

/** Writes operations down; values are names. Beyond those of networks, what prepares images. */
interface GraphWriter extends Operations<String> {
    /** Bytes as float32. */
    String toFloat(String x);

    /** Whole numbers, halves to the even one. */
    String round(String x);

    /**
     * Images [N, C, H, W] resized, bilinear and anti-aliased, so that the shorter side is {@code shortSide}, and their
     * middle [N, C, size, size].
     */
    String middleOfResized(String x, int shortSide, int size);
}
