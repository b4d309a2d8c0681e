package dev.selfsame.cli;

import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.search.EmbeddingIndex;
import dev.selfsame.search.Neighbour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds the nearest images. */
@Command(
        name = "search",
        description = "Finds the images of an index whose embeddings are nearest to that of an image.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame search --index photos.index --image query.jpg --run runs/byol")
final class SearchCommand implements Callable<Integer> {
    @Option(names = "--index", required = true, paramLabel = "DIR", description = "Directory that index wrote.")
    private Path index = Path.of("");

    @ArgGroup(multiplicity = "1", exclusive = true)
    private Query query = new Query();

    @Mixin
    private final ImportOptions imported = new ImportOptions();

    @Option(names = "--k", paramLabel = "N", defaultValue = "10", description = "How many. Default: ${DEFAULT-VALUE}")
    private int k;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final class Query {
        @ArgGroup(exclusive = false)
        private @Nullable ByImage byImage;

        @Option(
                names = "--row",
                paramLabel = "N",
                description = "Row of the embeddings to find neighbours of, from 0; it is left out itself.")
        private @Nullable Integer row;
    }

    private static final class ByImage {
        @Option(
                names = "--image",
                required = true,
                paramLabel = "FILE",
                description =
                        "Image to find neighbours of, by the encoder that made the index's embeddings; another is refused.")
        private Path image = Path.of("");

        @ArgGroup(multiplicity = "1")
        private ModelChoice model = new ModelChoice();
    }

    @Override
    public Integer call() throws IOException {
        if (k < 1) {
            throw new ParameterException(spec.commandLine(), "--k must be at least 1, got " + k);
        }
        if (query.byImage == null) {
            imported.requireNone(spec.commandLine());
        }
        long since = System.nanoTime();
        try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
            List<Neighbour> found = found(opened);
            if (output.json()) {
                output.print(json(opened, found, since));
            } else {
                found.forEach(one -> output.say(line(one)));
            }
        }
        return 0;
    }

    private List<Neighbour> found(EmbeddingIndex opened) throws IOException {
        ByImage image = query.byImage;
        if (image == null) {
            return opened.searchRow(query.row == null ? 0 : query.row, k);
        }
        try (Encoder encoder = image.model.load(imported, EncoderConfig.DEFAULT, spec.commandLine())) {
            return opened.search(encoder, image.image, k);
        }
    }

    private static String line(Neighbour one) {
        String label = one.label() == null ? "" : "  " + one.label();
        String text = String.format(Locale.ROOT, "%.4f  %s%s", one.cosine(), one.path(), label);
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static Map<String, Object> json(EmbeddingIndex opened, List<Neighbour> found, long since) {
        List<Map<String, Object>> neighbours = new ArrayList<>();
        for (Neighbour one : found) {
            Map<String, Object> neighbour = new LinkedHashMap<>();
            neighbour.put("path", one.path());
            neighbour.put("label", one.label());
            neighbour.put("row", one.row());
            Json.putNumber(neighbour, "cosine", one.cosine());
            neighbours.add(neighbour);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("search", opened.isExact() ? "exact" : "graph");
        result.put("rows", opened.size());
        result.put("neighbours", neighbours);
        Json.putNumber(result, "seconds", (System.nanoTime() - since) / 1e9);
        return result;
    }
}
