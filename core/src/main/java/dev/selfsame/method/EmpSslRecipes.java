package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.view.AlikeViews;

/** EMP-SSL's published recipes. */
final class EmpSslRecipes {
    static final Family FAMILY = Family.of(
                    "emp-ssl",
                    "EMP-SSL, Tong et al. 2023, arXiv:2304.03977",
                    EmpSsl.Config.class,
                    EmpSslRecipes::auto,
                    EmpSslRecipes::cifar10,
                    EmpSslRecipes::imagenet)
            .with(Traits.of("dozens of patches of an image agree, their coding rate is large")
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM))
            .withImagenetNote("the views' size is ours");

    /** The official code, main.py: LARSWrapper(SGD, eta=0.005, clip=True, exclude_bias_n_norm=True); Nesterov's there. */
    private static final OptimizerConfig OPTIMIZER = new OptimizerConfig(
            OptimizerConfig.Rule.LARS,
            0.3, // --lr
            OptimizerConfig.Scaling.NONE,
            100,
            0.9, // momentum
            0.999,
            1e-4, // weight_decay
            1e-4, // to the end
            true,
            1,
            0.005,
            TrustRule.LARC,
            0);

    private static final EmpSsl.Config METHOD = new EmpSsl.Config(
            4096, // model.py: hidden_dim
            1024, // model.py: z_dim
            0.2, // --eps
            200); // --patch_sim

    private static final ScheduleConfig SCHEDULE =
            new ScheduleConfig(0, ScheduleConfig.Per.STEP, 0); // CosineAnnealingLR, each step

    private EmpSslRecipes() {}

    /** The official code, main.py; 20 patches of an image as in the paper, where the code has 100 by default. */
    static Recipe cifar10() {
        return new Recipe(
                "cifar10",
                METHOD,
                CifarBenchmark.BACKBONE, // resnet18-cifar
                AlikeViews.empssl(20, 32), // aug.py: ContrastiveLearningViewGenerator
                OPTIMIZER,
                SCHEDULE,
                30, // --epoch
                100, // --bs
                1);
    }

    static AutoSettings auto(int side) {
        AlikeViews views = AlikeViews.empssl(8, side);
        return new AutoSettings(
                new EmpSsl.Config(2048, 512, 0.2, 200),
                side > AutoSettings.SMALL ? views : views.withBlur(0),
                BarlowTwinsRecipes.auto(side).optimizer());
    }

    /** The official code with --data imagenet --arch resnet18-imagenet; the views' size is ours. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                METHOD,
                new BackboneConfig("resnet18", BackboneConfig.Stem.IMAGENET, 64, 3, false), // resnet18-imagenet
                AlikeViews.empssl(20, 112), // a quarter of the area of 224 pixels
                OPTIMIZER,
                SCHEDULE,
                30, // --epoch
                100, // --bs
                1);
    }
}
