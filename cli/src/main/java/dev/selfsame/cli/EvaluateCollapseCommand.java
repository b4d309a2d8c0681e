package dev.selfsame.cli;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.evaluate.Collapse;
import dev.selfsame.evaluate.CollapseResult;
import dev.selfsame.evaluate.CrossCorrelation;
import dev.selfsame.evaluate.Hypersphere;
import dev.selfsame.evaluate.Lidar;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.ChannelStatistics;
import dev.selfsame.view.ChannelViews;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Transform;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures that need no labels. */
@Command(
        name = "collapse",
        description = "Measures without labels: spread and effective rank of the embeddings, how evenly they lie"
                + " (uniformity, lower is better), how close those of two views of an image are (alignment, lower is"
                + " better; views as SimCLR's, at the encoder's size), how much dimensions repeat each other between the"
                + " views (cross-correlation off the diagonal, lower is better), and LiDAR, the rank of what tells images"
                + " apart in spite of the views (higher is better).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame evaluate collapse --run runs/byol --data photos/")
final class EvaluateCollapseCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "SOURCE", description = SourceHelp.IMAGES)
    private String data = "";

    @Option(
            names = "--lidar-views",
            paramLabel = "Q",
            defaultValue = "10",
            description = "Views of an image for LiDAR, at least 2; 0 leaves it out. Only values of equal numbers of"
                    + " views and images may be compared. Default: ${DEFAULT-VALUE}")
    private int lidarViews;

    @Option(
            names = "--lidar-images",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Images for LiDAR, evenly spaced; all if there are fewer. Default: ${DEFAULT-VALUE}")
    private int lidarImages;

    @Mixin
    private final EncoderOptions encoder = new EncoderOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (lidarViews < 0 || lidarViews == 1 || lidarImages < 2) {
            throw new ParameterException(
                    spec.commandLine(),
                    "LiDAR needs --lidar-views of at least 2 (or 0 for none) and --lidar-images of at least 2, got "
                            + lidarViews + " and " + lidarImages);
        }
        Skipped skipped = new Skipped();
        try (Encoder network = encoder.load()) {
            ImageSource images = OpenedImages.open(spec.commandLine(), data, network.view());
            Embeddings plain = network.embed(new WatchedSource(images, spec.commandLine()), skipped);
            Skips.requireReadable(images, skipped, plain.size());
            if (plain.size() < 2) {
                throw new Failure("spread needs at least two images that can be read: " + images.describe());
            }
            List<Embeddings> pair =
                    network.embed(new WatchedSource(images, spec.commandLine()), views(network.view()), skipped);
            Skips.say(spec.commandLine(), skipped, "");
            CollapseResult result = measure(plain, pair);
            output.print(FeatureOptions.result(
                    lidarViews == 0 ? result : withLidar(result, images, network),
                    EvaluatedInput.of(network.view(), encoder.config()),
                    skipped));
        }
        return 0;
    }

    /** Of the images that can be read; the others have been named before. */
    private CollapseResult withLidar(CollapseResult result, ImageSource images, Encoder network) throws IOException {
        int count = Math.min(lidarImages, images.size());
        int[] some = new int[count];
        for (int i = 0; i < count; i++) {
            some[i] = (int) ((long) i * images.size() / count);
        }
        Views pair = views(network.view());
        List<Transform> many = IntStream.range(0, lidarViews)
                .mapToObj(v -> pair.transform(v % pair.count()))
                .toList();
        ImageSource chosen = new WatchedSource(ChosenImages.of(images, some), spec.commandLine());
        List<Embeddings> rows = network.embed(
                chosen, Views.of(pair.normalize(), many, network.view().size()), new Skipped());
        int readable = rows.get(0).size();
        if (readable < 2) {
            return result;
        }
        try (Scope scope = new Scope()) {
            double lidar = Lidar.of(rows.stream().map(Embeddings::tensor).toList());
            return result.withLidar(lidar, readable, lidarViews);
        }
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
            return Collapse.measure(rows, Hypersphere.alignment(some, others)).with(CrossCorrelation.of(some, others));
        }
    }
}
