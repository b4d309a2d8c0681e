package dev.selfsame.cli;

import dev.selfsame.curate.ClusterIndices;
import dev.selfsame.curate.Clusters;
import dev.selfsame.curate.EmbeddedImages;
import dev.selfsame.curate.KMeans;
import dev.selfsame.curate.LabelAgreement;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes clusters. */
@Command(
        name = "clusters",
        description =
                "Makes clusters by k-means, and measures them. The list has the number of its cluster behind each path, as a label.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame curate clusters --run runs/byol --data photos/ --k 100 --out clusters.txt")
final class CurateClustersCommand implements Callable<Integer> {
    @Mixin
    private final CurateOptions source = new CurateOptions();

    @Mixin
    private final ListOptions lists = new ListOptions();

    @Option(names = "--k", required = true, paramLabel = "N", description = "Clusters to make.")
    private int k;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many. Default: ${DEFAULT-VALUE}")
    private int iterations;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the first centres and of the silhouette's sample. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        long since = System.nanoTime();
        source.requireK(k);
        KMeans means = wanted();
        lists.require(source.inputs(), null);
        try (CuratedImages set = source.open();
                WorkProgress progress = source.progress();
                Clusters clusters = means.cluster(set.images(), progress::done)) {
            int n = set.images().size();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("images", n);
            result.put("clusters", clusters.count());
            result.put("iterations", clusters.iterations());
            measure(set.images(), clusters, result);
            lists.write(
                    set,
                    IntStream.range(0, n).toArray(),
                    new int[0],
                    row -> String.valueOf(clusters.of(row)),
                    new ListOptions.Table("name cluster", n, i ->
                            new Object[] {set.images().names().get(i), clusters.of(i)}),
                    result);
            source.finish(result, set, since);
            output.print(result);
        }
        return 0;
    }

    private KMeans wanted() {
        try {
            return new KMeans(k, iterations, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void measure(EmbeddedImages images, Clusters clusters, Map<String, Object> result) {
        ClusterIndices indices = ClusterIndices.of(images, clusters, seed);
        Json.putNumber(result, "silhouette", indices.silhouette());
        Json.putNumber(result, "davies_bouldin", indices.daviesBouldin());
        Json.putNumber(result, "calinski_harabasz", indices.calinskiHarabasz());
        if (images.isLabelled()) {
            LabelAgreement agreement = LabelAgreement.of(images, clusters);
            Json.putNumber(result, "purity", agreement.purity());
            Json.putNumber(result, "nmi", agreement.nmi());
            Json.putNumber(result, "ari", agreement.ari());
        }
    }
}
