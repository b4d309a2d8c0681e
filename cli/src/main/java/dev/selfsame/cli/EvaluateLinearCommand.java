package dev.selfsame.cli;

import dev.selfsame.evaluate.LinearProbe;
import dev.selfsame.evaluate.LinearResult;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a linear classifier on the features. */
@Command(
        name = "linear",
        description = "Trains a linear classifier on the training images' features, which stay as they are.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame evaluate linear --run runs/byol --train labelled/train --test labelled/test")
final class EvaluateLinearCommand implements Callable<Integer> {
    @Mixin
    private final FeatureOptions source = new FeatureOptions();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "100",
            description = "Passes over the training features. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.1",
            description = "At the start; a tenth after 60 %% of the epochs and again after 80 %%."
                    + " Default: ${DEFAULT-VALUE}")
    private double learningRate;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "256",
            description = "Features a step. Default: ${DEFAULT-VALUE}")
    private int batchSize;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        LinearProbe probe = probe();
        try (FeatureOptions.Features features = source.features()) {
            LinearResult result = train(probe, features).withSeconds(features.seconds());
            output.print(FeatureOptions.result(result, features.skipped()));
        }
        return 0;
    }

    private static LinearResult train(LinearProbe probe, FeatureOptions.Features features) {
        try {
            return probe.evaluate(features.train(), features.test());
        } catch (IllegalStateException e) {
            throw new Failure(String.valueOf(e.getMessage()), e); // it diverged
        }
    }

    private LinearProbe probe() {
        try {
            return new LinearProbe(epochs, learningRate, batchSize, LinearProbe.Decay.STEPS, true, source.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
