package dev.selfsame.method;

import dev.selfsame.view.Views;

/**
 * What of recipe {@code auto} is a method's own: values that a sweep found (see {@code docs/recipes.md}).
 *
 * @param method its hyper-parameters
 * @param views for images of the size asked for
 * @param optimizer at a batch of {@link #BATCH}, with the rule for others
 */
public record AutoSettings(MethodConfig method, Views views, OptimizerConfig optimizer) {
    /** The batch of the sweep. */
    public static final int BATCH = 128;

    /** Side in pixels of images that are too small to take much away. */
    public static final int SMALL = 64;

    /** Least share of a small image's area in a crop. */
    static final double SMALL_CROP = 0.2;
}
