package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.evaluate.ImageProbe;
import dev.selfsame.evaluate.LinearProbe;
import dev.selfsame.evaluate.LinearResult;
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

/** Trains a linear classifier on the features. */
@Command(
        name = "linear",
        description = "Trains a linear classifier on the training images' features; the network stays as it is.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame evaluate linear --run runs/byol --train labelled/train --test labelled/test")
final class EvaluateLinearCommand implements Callable<Integer> {
    private enum Protocol {
        standard,
        cifar,
        imagenet,
        vit
    }

    private enum Kind {
        frozen,
        augmented
    }

    @Mixin
    private final FeatureOptions source = new FeatureOptions();

    @Option(
            names = "--protocol",
            paramLabel = "standard|cifar|imagenet|vit",
            defaultValue = "standard",
            description =
                    "cifar: SGD, 100 epochs at 0.1, a tenth of it after 60 %% of the epochs and again after 80 %%."
                            + " standard: the same on features brought to mean 0 and deviation 1. imagenet: SGD, 90 epochs at"
                            + " 0.1*B/256 with a cosine. vit: the same with 10 epochs of warm-up and a batch norm without"
                            + " parameters before the layer. Default: ${DEFAULT-VALUE}")
    private Protocol protocol = Protocol.standard;

    @Option(
            names = "--features",
            paramLabel = "frozen|augmented",
            description = "frozen: computed once. augmented: of crops and flips that are drawn anew in each epoch, as"
                    + " papers have it; each epoch then runs all training images through the network. Default: frozen"
                    + " with standard, augmented with the others")
    private @Nullable Kind features;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training images. Default: that of the protocol, 100 or 90")
    private @Nullable Integer epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description = "At its highest. Default: 0.1; with imagenet and vit 0.1*B/256")
    private @Nullable Double learningRate;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "256",
            description = "Features a step, at least 2 with vit. Default: ${DEFAULT-VALUE}")
    private int batchSize;

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
        LinearProbe probe = probe();
        tables.requireWritable();
        Kind kind = features != null ? features : protocol == Protocol.standard ? Kind.frozen : Kind.augmented;
        try {
            return kind == Kind.frozen ? frozen(probe) : augmented(probe);
        } catch (IllegalStateException e) {
            throw new Failure(String.valueOf(e.getMessage()), e); // it diverged
        }
    }

    private int frozen(LinearProbe probe) throws IOException {
        if (checkpoint.checkpoint() != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--checkpoint goes with augmented features; from frozen ones the layer is trained in seconds");
        }
        try (FeatureOptions.Features rows = source.features()) {
            LinearResult result = probe.evaluate(rows.train(), rows.test()).withSeconds(rows.seconds());
            tables.print(output, result, rows.input(), rows.skipped());
        }
        return 0;
    }

    private int augmented(LinearProbe probe) throws IOException {
        if (protocol == Protocol.standard) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the standard protocol is for frozen features: crops go with --protocol cifar, imagenet or vit");
        }
        checkpoint.require();
        EncoderConfig config = source.encoder().config();
        Skipped skipped = new Skipped();
        Optional<LinearResult> result;
        String input;
        try (Pretrained network = source.pretrained();
                ImageProgress progress = new ImageProgress("linear", spec.commandLine());
                Interruption interruption =
                        new Interruption(progress::stop, spec.commandLine().getErr())) {
            ImageSource train = source.labelled().train(spec.commandLine(), network.view());
            ImageSource test = source.labelled().test(spec.commandLine(), network.view(), train);
            input = EvaluatedInput.of(network.view(), config);
            result = ImageProbe.evaluate(
                    probe, network, train, test, config, skipped, progress, checkpoint.checkpoint());
        }
        Skips.say(spec.commandLine(), skipped, "");
        if (result.isEmpty()) {
            checkpoint.sayHowToGoOn();
            return Interruption.STATUS;
        }
        tables.print(output, result.get(), input, skipped);
        return 0;
    }

    private LinearProbe probe() {
        try {
            LinearProbe base =
                    switch (protocol) {
                        case standard -> LinearProbe.standard(source.seed());
                        case cifar -> LinearProbe.cifar(source.seed());
                        case imagenet -> LinearProbe.imagenet(Math.max(1, batchSize), source.seed());
                        case vit -> LinearProbe.vit(Math.max(2, batchSize), source.seed());
                    };
            int passes = epochs != null ? epochs : base.epochs();
            return new LinearProbe(
                    passes,
                    learningRate != null ? learningRate : base.learningRate(),
                    batchSize,
                    base.decay(),
                    Math.max(0, Math.min(base.warmupEpochs(), passes)),
                    base.scaling(),
                    source.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
