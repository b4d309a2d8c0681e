package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.ByolViews;

/** VICReg's published recipes. */
final class VicRegRecipes {
    static final Family FAMILY = Family.of(
                    "vicreg",
                    "VICReg, Bardes et al. 2022, arXiv:2105.04906",
                    VicReg.Config.class,
                    VicRegRecipes::auto,
                    VicRegRecipes::cifar10,
                    VicRegRecipes::imagenet)
            .with(Traits.of("views agree, features keep their variance and are decorrelated")
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.HIGH));

    private VicRegRecipes() {}

    /** solo-learn, scripts/pretrain/cifar/vicreg.yaml. */
    static Recipe cifar10() {
        return SoloCifar.recipe(
                new VicReg.Config(
                        2048, // proj_hidden_dim
                        2048, // proj_output_dim
                        3, // solo/methods/vicreg.py
                        25, // sim_loss_weight
                        50, // var_loss_weight: 25 for the sum over both views, here it is their mean
                        1), // cov_loss_weight
                SoloCifar.vicregViews(32),
                SoloCifar.lars(0.3, 1e-4)); // lr, weight_decay
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new VicReg.Config(2048, 2048, 2, 25, 25, 1),
                autoViews(side),
                BarlowTwinsRecipes.auto(side).optimizer());
    }

    static AlikeViews autoViews(int side) {
        return SimSiamRecipes.autoViews(AlikeViews.vicreg(side));
    }

    /** The official code, main_vicreg.py and augmentations.py; 1,000 epochs as in the paper, section 4. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new VicReg.Config(
                        8192, // --mlp 8192-8192-8192
                        8192, 3, 25, // --sim-coeff
                        25, // --std-coeff
                        1), // --cov-coeff
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // zero_init_residual=True
                ByolViews.of(224).withInterpolation(Interpolation.BICUBIC), // transform and transform_prime
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.2) // --base-lr, × batch / 256
                        .withWeightDecay(1e-6), // --wd; exclude_bias_and_norm
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0.001), // adjust_learning_rate
                1000,
                2048, // --batch-size
                1);
    }
}
