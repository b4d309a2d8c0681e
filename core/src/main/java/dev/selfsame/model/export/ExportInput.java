package dev.selfsame.model.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an exported network is fed with: images [N, C, H, W], of the size of the encoder's view unless it resizes. */
public enum ExportInput {
    /** Float32, normalised by the encoder's mean and standard deviation before. */
    NORMALIZED,
    /** Float32 of 0 to 1, or the samples of images as they are; mean and standard deviation are in the network. */
    FLOAT,
    /** Unsigned bytes of 0 to 255; division, mean and standard deviation are in the network. */
    UINT8,
    /** Unsigned bytes of an image of any size: its shorter side is resized and the middle cut out in the network, too. */
    RESIZE;

    /**
     * By the name that the command line has, such as {@code uint8}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ExportInput parse(String name) {
        return Arrays.stream(values())
                .filter(input -> input.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the preprocessing must be "
                        + Arrays.stream(values()).map(ExportInput::toString).collect(Collectors.joining(", "))
                        + ", got " + name));
    }

    /** Whether it takes bytes. */
    public boolean isBytes() {
        return this == UINT8 || this == RESIZE;
    }

    @Override
    public String toString() {
        return this == NORMALIZED ? "none" : name().toLowerCase(Locale.ROOT);
    }
}
