package dev.selfsame.model;

/**
 * How an encoder came about, as far as that is equal for equal runs: no time, no machine, no path.
 *
 * @param method what trained it, such as {@code byol}; {@code none} for an untrained one
 * @param recipe the settings it was trained with, such as {@code cifar10}
 * @param seed of the run
 * @param version of Selfsame that trained it
 */
public record Origin(String method, String recipe, long seed, String version) {
    /** Trained by this version. */
    public static Origin of(String method, String recipe, long seed) {
        return new Origin(method, recipe, seed, Version.current());
    }

    /** Not trained: fresh weights. */
    public static Origin untrained(long seed) {
        return of("none", "none", seed);
    }
}
