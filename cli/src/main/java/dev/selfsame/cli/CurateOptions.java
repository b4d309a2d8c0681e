package dev.selfsame.cli;

import dev.selfsame.curate.EmbeddedImages;
import dev.selfsame.curate.ImageLocations;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which images are curated: embeddings from a file, or made on the way. */
final class CurateOptions {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            description =
                    "The images that were embedded, or are to be: needed with --run and --model; with --embeddings,"
                            + " lists then have paths that train --data takes, duplicates are verified, and labels that the file"
                            + " lacks are the source's. " + SourceHelp.IMAGES + " Default: none")
    private @Nullable String data;

    @Mixin
    private final ImportOptions imported = new ImportOptions();

    @Mixin
    private final ComputeOptions compute = new ComputeOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private static final class Which {
        @Option(
                names = "--embeddings",
                paramLabel = "FILE",
                description = "What embed wrote: .npy, .csv, .parquet or .arrow.")
        private @Nullable Path embeddings;

        @ArgGroup(multiplicity = "1")
        private @Nullable ModelChoice model;
    }

    /** How images are decoded to be compared. */
    DecodeOptions decode() {
        return compute.decode();
    }

    /** What is read: files, sources and run directories. */
    List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        if (which.embeddings != null) {
            inputs.add(which.embeddings.toString());
        }
        if (which.model != null) {
            inputs.add(which.model.path().toString());
        }
        if (data != null) {
            inputs.add(data);
        }
        return inputs;
    }

    /** Fails where another file of embeddings can't be compared with the one that is read: what is of two encoders can't be. */
    void requireComparable(@Nullable Path other) throws IOException {
        if (which.embeddings == null || other == null) {
            return;
        }
        try (EmbeddingReader rows = EmbeddingReader.open(which.embeddings);
                EmbeddingReader others = EmbeddingReader.open(other)) {
            if (rows.size() > 0 && others.size() > 0 && rows.dimension() != others.dimension()) {
                throw new Failure(other + " has embeddings of " + others.dimension() + " dimensions, " + rows.file()
                        + " of " + rows.dimension());
            }
            String model = rows.model();
            if (model != null && others.model() != null && !model.equals(others.model())) {
                throw new Failure(
                        other + " has embeddings of another encoder than " + rows.file() + ": they can't be compared");
            }
        }
    }

    /** Whether the images themselves are at hand. */
    boolean hasData() {
        return data != null;
    }

    /** Reads the embeddings, or makes them. */
    CuratedImages open() throws IOException {
        try (Encoder network = encoder()) {
            return open(network);
        }
    }

    /** The encoder that embeds, null where embeddings are read. */
    @Nullable
    Encoder encoder() throws IOException {
        require(which.embeddings, data, "--data");
        EncoderConfig config = compute.config();
        if (which.model != null) {
            return which.model.load(imported, config, spec.commandLine());
        }
        imported.requireNone(spec.commandLine());
        return null;
    }

    /** Reads the embeddings, or makes them by {@link #encoder}. */
    CuratedImages open(@Nullable Encoder network) throws IOException {
        return open(network, which.embeddings, data);
    }

    /**
     * Reads or makes embeddings of other images likewise.
     *
     * @param file of embeddings
     * @param source of images
     */
    CuratedImages open(@Nullable Encoder network, @Nullable Path file, @Nullable String source) throws IOException {
        if (network == null) {
            return read(Objects.requireNonNull(file), source);
        }
        Skipped skipped = new Skipped();
        ImageSource images = OpenedImages.open(spec.commandLine(), String.valueOf(source), network.view());
        Embeddings rows = network.embed(new WatchedSource(images, spec.commandLine()), skipped);
        Skips.requireReadable(images, skipped, rows.size());
        EmbeddedImages all = EmbeddedImages.of(rows);
        CollapseWarning.say(spec.commandLine(), all);
        return new CuratedImages(
                all, source, ImageLocations.of(all.names(), images).seenBy(network.view()), skipped);
    }

    private CuratedImages read(Path file, @Nullable String source) throws IOException {
        EmbeddedImages rows = EmbeddedImages.read(file);
        try {
            CollapseWarning.say(spec.commandLine(), rows);
            if (source == null) {
                return new CuratedImages(rows, null, null, new Skipped());
            }
            ImageSource images = OpenedImages.open(spec.commandLine(), source, hasArrays(rows.names()));
            return joined(
                    new CuratedImages(rows, source, ImageLocations.of(rows.names(), images), new Skipped()), file);
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private static boolean hasArrays(List<String> names) {
        return names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).endsWith(".npy"));
    }

    /** How the choosing goes. */
    WorkProgress progress() {
        return new WorkProgress(spec.commandLine().getCommandName(), null, spec.commandLine());
    }

    /** Refuses a command line on which --k is below 1. */
    void requireK(@Nullable Integer k) {
        if (k != null && k < 1) {
            throw new ParameterException(spec.commandLine(), "--k must be at least 1, got " + k);
        }
    }

    /** The option, or a default that gives way where there are fewer. */
    static int atMost(@Nullable Integer option, int usual, int most) {
        return option != null ? option : Math.max(1, Math.min(usual, most));
    }

    /** Says what couldn't be read, and how long it took. */
    void finish(Map<String, Object> result, CuratedImages set, long since) {
        Skips.say(spec.commandLine(), set.skipped(), "");
        result.putIfAbsent("skipped", set.skipped().count());
        Json.putNumber(result, "seconds", (System.nanoTime() - since) / 1e9);
    }

    /** Refuses a command line that says too little. */
    void require(@Nullable Path file, @Nullable String source, String option) {
        if (which.embeddings != null && file == null) {
            throw new ParameterException(
                    spec.commandLine(), "--embeddings goes with --reference, a file of embeddings too");
        }
        if (which.embeddings == null && source == null) {
            throw new ParameterException(
                    spec.commandLine(), "--run and --model need " + option + " SOURCE, the images to embed");
        }
        if (which.embeddings == null && file != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--reference goes with --embeddings; the images of --run and --model are " + option + " SOURCE");
        }
    }

    /** Fails if no row of a file has its image in the source; takes the source's labels where the file lacks them. */
    private static CuratedImages joined(CuratedImages set, Path file) {
        EmbeddedImages rows = set.images();
        ImageLocations locations = Objects.requireNonNull(set.locations());
        if (locations.missing() == rows.size()) {
            throw new Failure("none of the " + rows.size() + " images in " + file + " (the first: "
                    + rows.names().get(0) + ") is in " + locations.source().describe());
        }
        return new CuratedImages(rows.labelledBy(locations), set.data(), locations, set.skipped());
    }
}
