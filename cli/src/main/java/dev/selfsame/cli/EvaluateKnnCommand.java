package dev.selfsame.cli;

import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.KnnResult;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Classifies by nearest neighbours. */
@Command(
        name = "knn",
        description = "Classifies test images by the training images whose features are most similar.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame evaluate knn --run runs/byol --train labelled/train --test labelled/test")
final class EvaluateKnnCommand implements Callable<Integer> {
    @Mixin
    private final FeatureOptions source = new FeatureOptions();

    @Option(
            names = "--k",
            paramLabel = "N",
            defaultValue = "200",
            description = "Neighbours that vote; all training images if there are fewer. Default: ${DEFAULT-VALUE}")
    private int k;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.1",
            description = "A neighbour votes with e^(cosine/T). Default: ${DEFAULT-VALUE}")
    private double temperature;

    @Mixin
    private final TableOptions tables = new TableOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Knn wanted = wanted();
        tables.requireWritable();
        try (FeatureOptions.Features features = source.features()) {
            Knn knn = new Knn(Math.min(wanted.k(), features.train().size()), temperature);
            KnnResult result = knn.evaluate(features.train(), features.test()).withSeconds(features.seconds());
            tables.print(output, result, features.input(), features.skipped());
        }
        return 0;
    }

    private Knn wanted() {
        try {
            return new Knn(k, temperature);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
