package dev.selfsame.method;

import dev.selfsame.method.OptimizerConfig.Rule;
import dev.selfsame.method.OptimizerConfig.Scaling;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Views;

/**
 * What solo-learn's recipes for CIFAR-10 share (scripts/pretrain/cifar/*.yaml). Its warm-up begins at 3e-5, ours at 0; its
 * stem pads by 2 pixels (solo/methods/base.py), ours by 1; its crops are bicubic (solo/data/pretrain_dataloader.py), ours
 * bilinear, as those of all other recipes for CIFAR-10.
 */
final class SoloCifar {
    static final BackboneConfig BACKBONE = CifarBenchmark.BACKBONE; // resnet18, conv1 3×3, no max-pool
    static final int EPOCHS = 1000; // max_epochs
    static final int BATCH = 256; // batch_size

    static final ScheduleConfig SCHEDULE =
            new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0); // warmup_cosine, warmup_epochs 10, min_lr 0

    private SoloCifar() {}

    /** A method there, what it sees and how it is trained. */
    static Recipe recipe(MethodConfig method, Views views, OptimizerConfig optimizer) {
        return new Recipe("cifar10", method, BACKBONE, views, optimizer, SCHEDULE, EPOCHS, BATCH, 1);
    }

    /** Its LARS: eta 0.02, clip_lr, exclude_bias_n_norm. */
    static OptimizerConfig lars(double learningRate, double weightDecay) {
        return lars(learningRate, weightDecay, TrustRule.LARC, 0.02);
    }

    static OptimizerConfig lars(double learningRate, double weightDecay, TrustRule rule, double eta) {
        return new OptimizerConfig(
                Rule.LARS,
                learningRate,
                Scaling.LINEAR,
                256,
                0.9,
                0.999,
                weightDecay,
                weightDecay, // to the end
                true,
                1,
                eta,
                rule,
                0);
    }

    /** The views of vicreg.yaml and vibcreg.yaml: crops of at least 0.2, BYOL's jitter, solarizing by 0.1, no blur. */
    static AlikeViews vicregViews(int size) {
        return AlikeViews.mmcr(2, size).withMinScale(0.2).withSolarize(0.1).withBlur(0);
    }
}
