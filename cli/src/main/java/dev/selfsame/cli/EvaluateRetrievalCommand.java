package dev.selfsame.cli;

import dev.selfsame.evaluate.Retrieval;
import dev.selfsame.evaluate.RetrievalResult;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds images of the same class. */
@Command(
        name = "retrieval",
        description = "Ranks the training images for each test image by how similar their features are: mean average"
                + " precision, and whether one of the same class is among the first 1, 5 and 10.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame evaluate retrieval --run runs/byol --train labelled/train --test labelled/test")
final class EvaluateRetrievalCommand implements Callable<Integer> {
    @Mixin
    private final FeatureOptions source = new FeatureOptions();

    @Option(
            names = "--leave-one-out",
            description =
                    "Rank for each test image all other test images; the training images only name the classes, and"
                            + " aren't read.")
    private boolean leaveOneOut;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        try (FeatureOptions.Features features = leaveOneOut ? source.testFeatures() : source.features()) {
            RetrievalResult result = leaveOneOut
                    ? Retrieval.leaveOneOut(features.test())
                    : Retrieval.evaluate(features.train(), features.test());
            output.print(FeatureOptions.result(
                    result.withSeconds(features.seconds()), features.input(), features.skipped()));
        }
        return 0;
    }
}
