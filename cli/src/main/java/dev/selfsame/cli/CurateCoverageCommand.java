package dev.selfsame.cli;

import dev.selfsame.curate.Coverage;
import dev.selfsame.model.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what a collection lacks. */
@Command(
        name = "coverage",
        description =
                "Says how much of a reference collection the images cover, and lists the reference images that they don't: no image"
                        + " is within their radius, which is the distance to their k-th nearest other reference image unless one is"
                        + " given for all.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer =
                "%nExample: selfsame curate coverage --run runs/byol --data photos/ --reference-data wanted/ --out lacking.txt")
final class CurateCoverageCommand implements Callable<Integer> {
    @Mixin
    private final CurateOptions source = new CurateOptions();

    @Mixin
    private final ListOptions lists = new ListOptions();

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "Embeddings of the reference collection, with --embeddings. Default: none")
    private @Nullable Path reference;

    @Option(
            names = "--reference-data",
            paramLabel = "SOURCE",
            description = "Its images, as --data; needed with --run and --model. Default: none")
    private @Nullable String referenceData;

    @Option(
            names = "--radius",
            paramLabel = "R",
            description = "A distance (1 - cosine) for all, above 0 and at most 2. Default: each image's own")
    private @Nullable Double radius;

    @Option(
            names = "--k",
            paramLabel = "N",
            description = "Of each image's own radius; not with --radius. Default: 5, or as many as there are if fewer")
    private @Nullable Integer k;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        long since = System.nanoTime();
        source.requireK(k);
        if (radius != null && !(radius > 0 && radius <= 2)) {
            throw new ParameterException(spec.commandLine(), "--radius must be above 0 and at most 2, got " + radius);
        }
        if (radius != null && k != null) {
            throw new ParameterException(spec.commandLine(), "--radius R and --k N exclude each other");
        }
        source.require(reference, referenceData, "--reference-data");
        List<String> inputs = source.inputs();
        if (reference != null) {
            inputs.add(reference.toString());
        }
        if (referenceData != null) {
            inputs.add(referenceData);
        }
        lists.require(inputs, null);
        source.requireComparable(reference);
        try (Encoder network = source.encoder();
                CuratedImages set = source.open(network);
                CuratedImages wanted = source.open(network, reference, referenceData);
                WorkProgress progress = source.progress()) {
            int n = wanted.images().size();
            Coverage coverage =
                    radius != null ? Coverage.within(radius) : new Coverage(0, CurateOptions.atMost(k, 5, n - 1));
            Coverage.Result found = coverage.measure(set.images(), wanted.images(), progress::done);
            int[] uncovered = found.uncovered();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("images", set.images().size());
            result.put("reference_images", n);
            result.put("covered", n - uncovered.length);
            Json.putNumber(result, "coverage", found.share());
            lists.write(
                    wanted,
                    uncovered,
                    IntStream.range(0, n).filter(found::isCovered).toArray(),
                    null,
                    new ListOptions.Table("name nearest distance radius covered", n, i -> new Object[] {
                        wanted.images().names().get(i),
                        set.images().names().get(found.nearest(i)),
                        found.distance(i),
                        found.radius(i),
                        found.isCovered(i)
                    }),
                    result);
            result.put("skipped", set.skipped().count() + wanted.skipped().count());
            source.finish(result, set, since);
            output.print(result);
        }
        return 0;
    }
}
