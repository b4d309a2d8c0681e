package dev.selfsame.method;

import dev.selfsame.view.ByolViews;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;

/**
 * What of recipe {@code auto} is a method's own: values that a sweep found for SimCLR, BYOL and
 * Barlow Twins (see {@code docs/recipes.md}), and the rest took over from the nearest of these or from their papers.
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

    /** SimCLR's views, weaker for small images. */
    static SimClrViews simClrViews(int side) {
        SimClrViews views = SimClrViews.of(side);
        return side > SMALL ? views : views.withStrength(0.5).withBlur(0).withMinScale(SMALL_CROP);
    }

    /** BYOL's views, without blur for small images. */
    static ByolViews byolViews(int side) {
        ByolViews views = ByolViews.of(side);
        return side > SMALL ? views : views.withBlur(0, 0).withMinScale(SMALL_CROP);
    }

    /** What Lightly's CIFAR-10 benchmark trains with. */
    static OptimizerConfig benchmarkOptimizer() {
        return OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.06)
                .withScaling(OptimizerConfig.Scaling.LINEAR, BATCH)
                .withWeightDecay(5e-4);
    }
}
