package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import dev.selfsame.model.EmbeddingWriter;
import dev.selfsame.model.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes embeddings. */
@Command(
        name = "embed",
        description = "Writes the embedding of each image that can be read; the others are listed beside it, as in"
                + " photos.csv.skipped.tsv.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame embed --run runs/byol --data photos/ --out photos.parquet")
final class EmbedCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "SOURCE", description = SourceHelp.IMAGES)
    private String data = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.npy|.csv|.parquet",
            description = "File to write; its ending says the format. Beside a.npy, a.paths.txt names the rows.")
    private Path out = Path.of("");

    @Mixin
    private final EncoderOptions encoder = new EncoderOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        long since = System.nanoTime();
        Skipped skipped = new Skipped();
        Map<String, Object> result = new LinkedHashMap<>();
        try (Encoder network = encoder.load()) {
            ImageSource images = EncoderOptions.open(data, network);
            try (EmbeddingWriter writer = writer(network.dimension())) {
                network.embed(new WatchedSource(images, spec.commandLine()), writer, skipped);
                int readable = images.size() - skipped.count();
                Skips.requireReadable(images, skipped, readable);
                writer.commit();
                result.put("images", readable);
                result.put("dimensions", network.dimension());
            }
        }
        skipped.write(Skipped.beside(out));
        Skips.say(spec.commandLine(), skipped, "; " + Skipped.beside(out) + " lists them");
        result.put("skipped", skipped.count());
        Json.putNumber(result, "seconds", (System.nanoTime() - since) / 1e9);
        result.put("out", out.toString());
        output.print(result);
        return 0;
    }

    private EmbeddingWriter writer(int dimension) throws IOException {
        try {
            return EmbeddingWriter.create(out, dimension);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
