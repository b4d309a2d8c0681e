package dev.selfsame.image;

/** Whether a pixel's last sample is alpha, and how its colours go with it. */
enum Alpha {
    /** It means something else, and is left alone. */
    NONE,
    /** The colours are multiplied by it. */
    MULTIPLIED,
    /** The colours are as they are. */
    APART
}
