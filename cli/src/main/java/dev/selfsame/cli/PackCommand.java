package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Pack;
import dev.selfsame.data.PackConfig;
import dev.selfsame.data.PackTarget;
import dev.selfsame.data.Skipped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes tar shards. */
@Command(
        name = "pack",
        description = "Writes images into tar shards as WebDataset reads them: KEY.jpg and, where there is a label,"
                + " KEY.cls with its text. Each shard is read back before it gets its name. Images that can't be read are"
                + " left out and listed in skipped.tsv. In a key, a dot of the file's name is written %%2E and a percent"
                + " sign %%25.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame pack --data photos/ --out shards/ --short-side 256")
final class PackCommand implements Callable<Integer> {
    private static final long SHARD_BYTES = 256L << 20;
    private static final int MOST_WORKERS = 8;

    @Option(names = "--data", required = true, paramLabel = "SOURCE", description = SourceHelp.IMAGES)
    private String data = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR|PATTERN",
            description = "Folder for shard-000000.tar and on, or a pattern with the shard's number such as"
                    + " shards/train-%%04d.tar.")
    private Path out = Path.of("");

    @Option(
            names = "--shard-size",
            paramLabel = "SIZE",
            converter = BytesReader.class,
            description = "Largest shard, such as 100M or 1G. Default: 256M, without --shard-images")
    private @Nullable Long shardBytes;

    @Option(
            names = "--shard-images",
            paramLabel = "N",
            description = "Images in a shard. Default: as many as --shard-size lets in")
    private @Nullable Integer shardImages;

    @Option(
            names = "--short-side",
            paramLabel = "N",
            description =
                    "Make images smaller whose shorter side has more than N pixels, turned upright, and encode them"
                            + " anew as 8-bit RGB, transparent pixels on white; all others keep their bytes. Default: all keep their bytes")
    private @Nullable Integer shortSide;

    @Option(
            names = "--format",
            paramLabel = "jpeg|png|keep",
            description = "What --short-side encodes as; keep is JPEG where it was one, else PNG. Default: keep")
    private @Nullable String format;

    @Option(
            names = "--quality",
            paramLabel = "N",
            description = "Of the JPEGs that --short-side encodes, 1 to 100. Default: 90")
    private @Nullable Integer quality;

    @Option(
            names = "--channels",
            paramLabel = "N",
            description =
                    "Take images as they are, with N channels, 1 to 64: 16-bit and float TIFF, npy arrays and others,"
                            + " each with its bytes; they can be trained on by train --channels N. Default: those that can be read as"
                            + " 8-bit RGB")
    private @Nullable Integer channels;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Images of more pixels are left out, before memory is taken for them. Default: 100000000")
    private @Nullable Long maxPixels;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads that read and encode; 0 is one a core, at most 8. They change no byte. Default: 0")
    private int workers;

    @Option(names = "--resume", description = "Go on at the first shard that is missing.")
    private boolean resume;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long since = System.nanoTime();
        PackConfig config;
        PackTarget target;
        try {
            config = config();
            target = PackTarget.of(out);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        ImageSource images = OpenedImages.open(spec.commandLine(), data, config.channels() > 0);
        Skipped skipped = new Skipped();
        Pack.Result result;
        try (PackProgress progress = new PackProgress(images.size(), spec.commandLine());
                Interruption interruption =
                        new Interruption(progress::stop, spec.commandLine().getErr(), "image")) {
            result = Pack.run(images, target, config, resume, skipped, progress);
        }
        Skips.say(spec.commandLine(), skipped, "; " + target.skipped() + " lists them");
        if (result.stopped()) {
            Errors.say(spec.commandLine(), result.shards() + " shards are finished; --resume goes on behind them");
        }
        output.print(summary(result, skipped, target, since));
        return result.stopped() ? Interruption.STATUS : 0;
    }

    private PackConfig config() {
        if (shardBytes != null && shardImages != null) {
            throw new IllegalArgumentException("--shard-size and --shard-images: give one of them");
        }
        if (shortSide == null && (format != null || quality != null)) {
            throw new IllegalArgumentException(
                    (format != null ? "--format" : "--quality") + " says how --short-side encodes, which is missing");
        }
        if (shortSide != null && shortSide < 1) {
            throw new IllegalArgumentException("--short-side must be at least 1, got " + shortSide);
        }
        if (channels != null) {
            ChannelOptions.requireChannels(channels);
            if (shortSide != null) {
                throw new IllegalArgumentException(
                        "--short-side encodes as 8-bit RGB, and --channels takes images as they are: give one of them");
            }
        }
        if (workers < 0) {
            throw new IllegalArgumentException("--workers must be at least 0, got " + workers);
        }
        int threads = workers > 0
                ? workers
                : Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
        PackConfig config = shardImages != null
                ? PackConfig.ofImages(shardImages)
                : PackConfig.ofBytes(shardBytes != null ? shardBytes : SHARD_BYTES);
        config = channels != null ? config.withChannels(channels) : config;
        config = maxPixels != null ? config.withMaxPixels(maxPixels) : config;
        return config.withWorkers(threads)
                .withShortSide(shortSide != null ? shortSide : 0, encoding(), quality != null ? quality : 90);
    }

    private PackConfig.Format encoding() {
        String name = format != null ? format : "keep";
        for (PackConfig.Format known : PackConfig.Format.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(name)) {
                return known;
            }
        }
        throw new IllegalArgumentException("--format must be jpeg, png or keep, got " + name);
    }

    private static Map<String, Object> summary(Pack.Result result, Skipped skipped, PackTarget target, long since) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("images", result.images());
        summary.put("shards", result.shards());
        summary.put("bytes", result.bytes());
        summary.put("skipped", skipped.count());
        Json.putNumber(summary, "seconds", (System.nanoTime() - since) / 1e9);
        if (result.shards() > 0) {
            summary.put("out", target.source(result.shards()));
        }
        return summary;
    }
}
