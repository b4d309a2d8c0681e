package dev.selfsame.lab;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.BarlowTwins;
import dev.selfsame.method.Byol;
import dev.selfsame.method.MethodConfig;
import dev.selfsame.method.OptimizerConfig;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.ScheduleConfig;
import dev.selfsame.method.SimClr;
import dev.selfsame.nn.NormKind;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.AlikeViews.Order;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.Colour;
import dev.selfsame.view.Flips;
import dev.selfsame.view.Jitter;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;

/**
 * What all experiments share: a small network; Adam, since SGD takes longer to begin than a run lasts; a learning rate that
 * grows with the root of the batch; one epoch of warm-up, then a cosine. A crop keeps at least 0.3 of an image, so that a
 * shape of the drawn images fits into it.
 *
 * <p>Learning rate, λ and Barlow Twins' views were chosen once, for the baselines, by kNN on drawn images of another seed than those that claims are
 * tried on ({@code docs/results.md} has the numbers), and for all claims alike.
 */
final class LabRecipes {
    static final double TAU = 0.97;
    static final double TEMPERATURE = 0.2;
    static final double LAMBDA = 0.02;

    /** Half of the views are grey for Barlow Twins, whose every feature has to say something else: colours come first, else. */
    private static final double BARLOW_GREY = 0.5;

    private static final double CROP = 0.3;
    private static final int BATCH = 64;
    private static final double LEARNING_RATE = 2e-3;

    private LabRecipes() {}

    static Recipe byol(LabSize size) {
        return recipe(
                size,
                new Byol.Config(size.hidden(), size.out(), size.hidden(), TAU, false, Byol.Objective.NEGATIVE_COSINE),
                byolViews(size));
    }

    static Recipe barlow(LabSize size) {
        return barlow(size, size.out(), LAMBDA);
    }

    /** With so many features; the loss is that of one, on average: 1 for a network that says the same of all images. */
    static Recipe barlow(LabSize size, int features, double lambda) {
        return recipe(
                size,
                new BarlowTwins.Config(size.hidden(), features, 2, lambda, 1.0 / features, true),
                barlowViews(size));
    }

    static Recipe simclr(LabSize size) {
        return recipe(size, new SimClr.Config(size.hidden(), size.out(), 2, TEMPERATURE), simclrViews(size));
    }

    static Recipe recipe(LabSize size, MethodConfig method, Views views) {
        return new Recipe(
                "lab",
                method,
                backbone(size, NormKind.BATCH, false),
                views,
                OptimizerConfig.of(OptimizerConfig.Rule.ADAM, LEARNING_RATE)
                        .withScaling(OptimizerConfig.Scaling.SQRT, BATCH)
                        .withWeightDecay(1e-4),
                new ScheduleConfig(1, ScheduleConfig.Per.STEP, 0),
                size.epochs(),
                size.batch(size.batch()),
                1);
    }

    static BackboneConfig backbone(LabSize size, NormKind norm, boolean standardized) {
        return new BackboneConfig(LabNetwork.NAME, LabNetwork.options(size.width(), norm, standardized));
    }

    static ByolViews byolViews(LabSize size) {
        return ByolViews.of(size.side()).withMinScale(CROP).withBlur(0, 0);
    }

    static AlikeViews barlowViews(LabSize size) {
        return alike(size, Jitter.SIMCLR, 1, BARLOW_GREY);
    }

    static SimClrViews simclrViews(LabSize size) {
        return SimClrViews.of(size.side()).withMinScale(CROP).withStrength(0.5).withBlur(0);
    }

    /**
     * Two views made alike, by crop, flip, colour jitter and grayscale.
     *
     * @param strength of the colour jitter
     * @param grayscale probability of taking colour away
     */
    static AlikeViews alike(LabSize size, Jitter jitter, double strength, double grayscale) {
        return new AlikeViews(
                2,
                size.side(),
                CROP,
                1,
                4.0 / 3,
                strength,
                jitter,
                grayscale,
                0,
                0,
                0.1,
                2,
                Flips.USUAL,
                Order.USUAL,
                Interpolation.BILINEAR,
                Colour.EXACT);
    }
}
