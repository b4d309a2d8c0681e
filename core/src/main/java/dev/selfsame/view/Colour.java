package dev.selfsame.view;

/** How colours are changed. */
public enum Colour {
    /** Step by step, each rounded to 8 bits, hue through HSV: as torchvision does it to a Pillow image. */
    EXACT,

    /**
     * All at once, by one matrix; the hue turns the chroma and keeps the luma ({@link dev.selfsame.image.ColorMatrix}).
     * Quicker, and on some colours visibly different.
     */
    LINEAR
}
