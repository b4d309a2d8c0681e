package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.DetConViews;

/** DetCon-S's recipes. */
final class DetConSRecipes {
    static final Family FAMILY = Family.of(
                    "detcon-s",
                    "Efficient Visual Pretraining with Contrastive Detection, Hénaff et al. 2021, arXiv:2103.10957",
                    DetConS.Config.class,
                    DetConSRecipes::auto,
                    DetConSRecipes::cifar10,
                    DetConSRecipes::imagenet)
            .with(Traits.of("SimCLR region by region: a region's two views attract, all other regions repel")
                    .withNegatives()
                    .withSensitivity(Sensitivity.HIGH, Sensitivity.HIGH))
            .withImagenetNote("a grid for the paper's segments");

    /** Cells of the grid on a side: Lightly's example, examples/pytorch/detcon.py, DetConSTransform(grid_size=(5, 5)). */
    static final int GRID = 5;

    /** Regions drawn from a view: the paper, section 3.1; official code, detcon_b.py, n_random_vectors=16. */
    static final int REGIONS = 16;

    private DetConSRecipes() {}

    /**
     * Lightly's benchmark has no DetCon. The head is its example's (examples/pytorch/detcon.py), backbone, optimiser and
     * schedule its SimCLR's (docs/source/getting_started/benchmarks/cifar10_benchmark.py).
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new DetConS.Config(
                        512, // SimCLRProjectionHead(512, 512, 128)
                        128, 2, // the same: two layers
                        REGIONS, 0.1), // DetConSLoss(): temperature=0.1
                DetConViews.s(32, GRID).withStrength(0.5).withBlur(0, 0)); // as SimCLR's
    }

    /** SimCLR's, with regions. */
    static AutoSettings auto(int side) {
        DetConViews views = DetConViews.s(side, GRID);
        return new AutoSettings(
                new DetConS.Config(512, 128, 2, REGIONS, 0.1),
                side > AutoSettings.SMALL
                        ? views
                        : views.withStrength(0.5).withBlur(0, 0).withMinScale(AutoSettings.SMALL_CROP),
                SimClrRecipes.auto(side).optimizer());
    }

    /**
     * The paper, section 3 and appendix: SimCLR's networks and optimiser, with regions. Its regions are segments by
     * Felzenszwalb and Huttenlocher; a grid is its simplest (section 3.2).
     */
    static Recipe imagenet() {
        Recipe simclr = SimClrRecipes.imagenet();
        DetConViews views = DetConViews.s(224, GRID); // DetConSTransform: SimCLR's, blur of 1 and 0
        return new Recipe(
                "imagenet",
                new DetConS.Config(
                        2048, // SimCLR, §2.1: one hidden layer as wide as the features
                        128, 2, // SimCLR, §4.2
                        REGIONS, 0.1), // τ of section 3.1; DetConSLoss(): temperature=0.1
                simclr.backbone(), // resnet50
                views.withInterpolation(Interpolation.BICUBIC), // SimCLR, appendix A
                simclr.optimizer(), // SimCLR, §2.2: LARS 0.3 × batch / 256
                simclr.schedule(), // SimCLR, §2.2: 10 epochs, then cosine
                1000, // SimCLR, appendix B.6, and the paper's longest
                4096, // SimCLR, appendix B.6; official code, detcon_b_config.py: train_batch_size
                1);
    }
}
