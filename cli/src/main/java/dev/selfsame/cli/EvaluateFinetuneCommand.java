package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.evaluate.Finetune;
import dev.selfsame.evaluate.FinetuneResult;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Pretrained;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains the whole network with labels. */
@Command(
        name = "finetune",
        description = "Trains the whole network with labels, from the encoder's weights or from scratch, and classifies"
                + " test images after the last epoch. Defaults depend on the network: those of Lightly's ResNet"
                + " benchmark, or those of MAE for a transformer, but for its RandAugment, erasing"
                + " and stochastic depth. Ctrl-C ends it without a result, after the step in hand; with --checkpoint it"
                + " can go on from there.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame evaluate finetune --run runs/byol --train labelled/train --test labelled/test"
                + " --labels 10%%")
final class EvaluateFinetuneCommand implements Callable<Integer> {
    private enum Solver {
        sgd,
        adamw
    }

    @Mixin
    private final LabelledOptions labelled = new LabelledOptions();

    @Mixin
    private final EncoderOptions encoder = new EncoderOptions();

    @Option(
            names = "--scratch",
            description = "Start from fresh weights: the baseline, with more epochs and a higher learning rate.")
    private boolean scratch;

    @Option(names = "--epochs", paramLabel = "N", description = "Default: 30; 100 from scratch and for a transformer")
    private @Nullable Integer epochs;

    @Option(
            names = "--optimizer",
            paramLabel = "sgd|adamw",
            description = "Default: sgd with momentum 0.9; adamw for a transformer")
    private @Nullable Solver solver;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description =
                    "Of the last layer for 256 images a step; it is scaled with the batch. Default: 0.05; 0.1 from"
                            + " scratch, 5e-4 for a transformer")
    private @Nullable Double learningRate;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images a step. Default: 256, or an eighth of the images (at least 8) if that is less")
    private @Nullable Integer batchSize;

    @Option(
            names = "--weight-decay",
            paramLabel = "W",
            description =
                    "Of weights, not of biases, norms, and a transformer's class token and positions. Default: 0; 5e-4 from scratch, 0.05 for a transformer")
    private @Nullable Double weightDecay;

    @Option(
            names = "--warmup-epochs",
            paramLabel = "N",
            description = "Default: 0; 5 from scratch and for a transformer")
    private @Nullable Double warmupEpochs;

    @Option(
            names = "--layer-decay",
            paramLabel = "D",
            description = "What the learning rate is multiplied by for each block further down, such as 0.65; 1 for one"
                    + " learning rate. Default: 1; 0.65 for a transformer, but from scratch")
    private @Nullable Double layerDecay;

    @Option(names = "--mixup", paramLabel = "A", description = "Alpha, 0 for off. Default: 0; 0.8 for a transformer")
    private @Nullable Double mixup;

    @Option(names = "--cutmix", paramLabel = "A", description = "Alpha, 0 for off. Default: 0; 1 for a transformer")
    private @Nullable Double cutmix;

    @Option(
            names = "--label-smoothing",
            paramLabel = "E",
            description = "Share of the label that all classes get alike. Default: 0; 0.1 for a transformer")
    private @Nullable Double labelSmoothing;

    @Option(
            names = "--min-scale",
            paramLabel = "S",
            description = "Smallest share of an image's area in a crop. Default: 0.08; 0.25 for images up to 64 pixels")
    private @Nullable Double minScale;

    @Mixin
    private final CheckpointOptions checkpoint = new CheckpointOptions();

    @Mixin
    private final TableOptions tables = new TableOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        EncoderConfig config = encoder.config();
        tables.requireWritable();
        checkpoint.require();
        Skipped skipped = new Skipped();
        Optional<FinetuneResult> result;
        String input;
        try (Pretrained network = encoder.pretrained()) {
            Finetune wanted = wanted(network);
            ImageSource train = labelled.allTrain(spec.commandLine(), network.view());
            ImageSource test = labelled.test(spec.commandLine(), network.view(), train);
            input = EvaluatedInput.of(network.view(), config);
            result = run(wanted, network, train, test, config, skipped);
        }
        Skips.say(spec.commandLine(), skipped, "");
        if (result.isEmpty()) {
            checkpoint.sayHowToGoOn();
            return Interruption.STATUS;
        }
        tables.print(output, result.get(), input, skipped);
        return 0;
    }

    private Optional<FinetuneResult> run(
            Finetune wanted,
            Pretrained network,
            ImageSource train,
            ImageSource test,
            EncoderConfig config,
            Skipped skipped)
            throws IOException {
        try (ImageProgress progress = new ImageProgress("finetune", spec.commandLine());
                Interruption interruption =
                        new Interruption(progress::stop, spec.commandLine().getErr())) {
            return wanted.evaluate(network, train, test, config, skipped, progress, checkpoint.checkpoint());
        } catch (IllegalStateException e) {
            throw new Failure(String.valueOf(e.getMessage()), e); // it diverged
        }
    }

    private Finetune wanted(Pretrained network) {
        try {
            if (batchSize != null && batchSize < 2) {
                throw new IllegalArgumentException("the batch size must be at least 2, got " + batchSize);
            }
            Finetune base = Finetune.standard(network, scratch, labelled.seed());
            int passes = or(epochs, base.epochs());
            return new Finetune(
                    scratch,
                    labelled.labels(),
                    solver != null ? solver == Solver.adamw : base.adamW(),
                    passes,
                    or(learningRate, base.learningRate()),
                    or(batchSize, base.batchSize()),
                    or(weightDecay, base.weightDecay()),
                    or(warmupEpochs, Math.max(0, Math.min(base.warmupEpochs(), passes))),
                    or(layerDecay, base.layerDecay()),
                    or(mixup, base.mixup()),
                    or(cutmix, base.cutmix()),
                    or(labelSmoothing, base.labelSmoothing()),
                    or(minScale, base.minScale()),
                    labelled.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static <T> T or(@Nullable T given, T base) {
        return given != null ? given : base;
    }
}
