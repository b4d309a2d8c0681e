package dev.selfsame.cli;

import dev.selfsame.evaluate.LogisticRegression;
import dev.selfsame.evaluate.LogisticResult;
import dev.selfsame.evaluate.Scaling;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fits logistic regression to the features. */
@Command(
        name = "logistic",
        description = "Fits multinomial logistic regression to the training images' features, exactly (by L-BFGS): a"
                + " linear probe without learning rate and epochs. Its regularisation is chosen by cross-validation on"
                + " the training images.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame evaluate logistic --run runs/byol --train labelled/train --test labelled/test")
final class EvaluateLogisticCommand implements Callable<Integer> {
    @Mixin
    private final FeatureOptions source = new FeatureOptions();

    @Option(
            names = "--c",
            paramLabel = "C",
            split = ",",
            description =
                    "scikit-learn's C, the inverse strength of the regularisation; of several, such as 0.01,1,100,"
                            + " the best is chosen. Default: ten from 1e-4 to 1e4")
    private @Nullable List<Double> strengths;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Parts of the training images, each with its share of each class, that choose C in turn."
                    + " Default: ${DEFAULT-VALUE}")
    private int folds;

    @Option(
            names = "--no-standardize",
            description = "Take features as they are, instead of bringing each dimension to mean 0 and deviation 1.")
    private boolean unscaled;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "1000",
            description = "The most of a fit. Default: ${DEFAULT-VALUE}")
    private int iterations;

    @Mixin
    private final TableOptions tables = new TableOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        LogisticRegression wanted = wanted();
        tables.requireWritable();
        try (FeatureOptions.Features features = source.features();
                WorkProgress progress = new WorkProgress("logistic", "fits", spec.commandLine())) {
            LogisticResult result = wanted.evaluate(features.train(), features.test(), progress::done)
                    .withSeconds(features.seconds());
            if (!result.converged()) {
                Errors.say(
                        spec.commandLine(),
                        "the last fit did not converge in " + result.iterations() + " iterations: --iterations gives it"
                                + " more");
            }
            tables.print(output, result, features.input(), features.skipped());
        }
        return 0;
    }

    private LogisticRegression wanted() {
        try {
            LogisticRegression standard = LogisticRegression.standard(source.seed());
            return new LogisticRegression(
                    strengths != null ? strengths : standard.strengths(),
                    folds,
                    unscaled ? Scaling.AS_IS : standard.scaling(),
                    iterations,
                    source.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
