package dev.selfsame.cli;

import dev.selfsame.evaluate.FewShot;
import dev.selfsame.evaluate.FewShotResult;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Classifies from a few images of each class. */
@Command(
        name = "few-shot",
        description = "Classifies test images from a few training images of each class, again and again from others: by"
                + " the nearest centroid and by logistic regression. Mean accuracy, with 1.96 standard errors.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame evaluate few-shot --run runs/byol --train labelled/train --test labelled/test"
                + " --ways 5 --shots 1")
final class EvaluateFewShotCommand implements Callable<Integer> {
    @Mixin
    private final FeatureOptions source = new FeatureOptions();

    @Option(
            names = "--ways",
            paramLabel = "N",
            defaultValue = "0",
            description = "Classes of an episode, drawn anew each time; 0 for all. Default: ${DEFAULT-VALUE}")
    private int ways;

    @Option(
            names = "--shots",
            paramLabel = "K",
            defaultValue = "5",
            description = "Training images of each class. Default: ${DEFAULT-VALUE}")
    private int shots;

    @Option(
            names = "--queries",
            paramLabel = "N",
            description = "Test images of each class; 0 for all. Default: 15, and all with --ways 0")
    private @Nullable Integer queries;

    @Option(names = "--episodes", paramLabel = "N", description = "How often. Default: 600, and 10 with --ways 0")
    private @Nullable Integer episodes;

    @Option(names = "--centroid-only", description = "Leave out logistic regression, which takes most of the time.")
    private boolean centroidOnly;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        FewShot wanted = wanted();
        try (FeatureOptions.Features features = source.features();
                WorkProgress progress = new WorkProgress("few-shot", "episodes", spec.commandLine())) {
            FewShotResult result = wanted.evaluate(features.train(), features.test(), progress::done)
                    .withSeconds(features.seconds());
            output.print(FeatureOptions.result(result, features.input(), features.skipped()));
        }
        return 0;
    }

    private FewShot wanted() {
        try {
            FewShot usual = ways == 0 ? FewShot.perClass(1, source.seed()) : FewShot.of(1, source.seed());
            return new FewShot(
                    ways,
                    shots,
                    queries != null ? queries : usual.queries(),
                    episodes != null ? episodes : usual.episodes(),
                    !centroidOnly,
                    source.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
