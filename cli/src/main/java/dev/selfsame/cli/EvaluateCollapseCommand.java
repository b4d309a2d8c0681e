package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.evaluate.Collapse;
import dev.selfsame.evaluate.CollapseResult;
import dev.selfsame.evaluate.Hypersphere;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.ChannelStatistics;
import dev.selfsame.view.ChannelViews;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures that need no labels. */
@Command(
        name = "collapse",
        description = "Measures without labels: spread and effective rank of the embeddings, how evenly they lie"
                + " (uniformity, lower is better), and how close those of two views of an image are (alignment, lower is"
                + " better; views as SimCLR's, at the encoder's size).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame evaluate collapse --run runs/byol --data photos/")
final class EvaluateCollapseCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "SOURCE", description = SourceHelp.IMAGES)
    private String data = "";

    @Mixin
    private final EncoderOptions encoder = new EncoderOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Skipped skipped = new Skipped();
        try (Encoder network = encoder.load()) {
            ImageSource images = EncoderOptions.open(data, network);
            Embeddings plain = network.embed(new WatchedSource(images, spec.commandLine()), skipped);
            Skips.requireReadable(images, skipped, plain.size());
            if (plain.size() < 2) {
                throw new Failure("spread needs at least two images that can be read: " + images.describe());
            }
            List<Embeddings> pair =
                    network.embed(new WatchedSource(images, spec.commandLine()), views(network.view()), skipped);
            Skips.say(spec.commandLine(), skipped, "");
            output.print(FeatureOptions.result(measure(plain, pair), skipped));
        }
        return 0;
    }

    private static Views views(EvaluationView view) {
        SimClrViews rgb = SimClrViews.of(view.size());
        return view.normalize().isAsIs() ? ChannelViews.like(rgb, ChannelStatistics.of(view.normalize())) : rgb;
    }

    /** Everything on the images as they are, except for the distance of two views. */
    private static CollapseResult measure(Embeddings plain, List<Embeddings> pair) {
        try (Tensor rows = plain.tensor();
                Tensor some = pair.get(0).tensor();
                Tensor others = pair.get(1).tensor()) {
            return Collapse.measure(rows, Hypersphere.alignment(some, others));
        }
    }
}
