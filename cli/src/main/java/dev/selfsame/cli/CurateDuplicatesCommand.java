package dev.selfsame.cli;

import dev.selfsame.curate.DuplicateCluster;
import dev.selfsame.curate.Duplicates;
import dev.selfsame.curate.ImageLocations;
import dev.selfsame.curate.NearDuplicates;
import dev.selfsame.curate.Thumbnails;
import dev.selfsame.data.Skipped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Finds near-duplicates. */
@Command(
        name = "duplicates",
        description =
                "Finds near-duplicates, and lists the images to go on with: one of each cluster, and all that are in none. With --data"
                        + " images whose embeddings are near are compared themselves, small and grey, turned and mirrored, and must"
                        + " be alike; otherwise embeddings decide alone.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer =
                "%nExample: selfsame curate duplicates --run runs/byol --data photos/ --out photos.txt --sheet duplicates.png")
final class CurateDuplicatesCommand implements Callable<Integer> {
    @Mixin
    private final CurateOptions source = new CurateOptions();

    @Mixin
    private final ListOptions lists = new ListOptions();

    @Option(
            names = "--cosine",
            paramLabel = "C",
            description = "That embeddings must reach, -1 to 1. Default: 0.8 where images are compared, else 0.99")
    private @Nullable Double cosine;

    @Option(
            names = "--similarity",
            paramLabel = "S",
            defaultValue = "0.7",
            description = "That images must reach, 0 to 1: 1 is equal. Default: ${DEFAULT-VALUE}")
    private double similarity;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of the nearest of each image are compared with it. Default: ${DEFAULT-VALUE}")
    private int neighbours;

    @Option(names = "--embeddings-only", description = "Don't compare the images themselves.")
    private boolean embeddingsOnly;

    @Option(
            names = "--sheet",
            paramLabel = "SHEET.png",
            description =
                    "Picture to write of the clusters, the image to keep in front, above each copy its cosine and similarity. Default: none")
    private @Nullable Path sheet;

    @Option(
            names = "--sheet-clusters",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many clusters at most, 1 to 1000: the largest. Default: ${DEFAULT-VALUE}")
    private int sheetClusters;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        long since = System.nanoTime();
        NearDuplicates near = wanted();
        lists.require(source.inputs(), sheet);
        try (CuratedImages set = source.open()) {
            ImageLocations locations = set.locations();
            Thumbnails verification = embeddingsOnly || locations == null
                    ? null
                    : Thumbnails.of(set.images(), locations, source.decode(), set.skipped());
            Duplicates found;
            try (WorkProgress progress = source.progress()) {
                found = near.find(set.images(), verification, progress::done);
            }
            requireCompared(found, verification, set);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("images", set.images().size());
            result.put("clusters", found.clusters().size());
            result.put("duplicates", found.dropped().length);
            result.put("kept", found.kept().length);
            result.put("verified", verification != null);
            result.put("candidates", found.candidates());
            result.put("rejected", found.rejected());
            List<Object[]> lines = lines(found, set.images().names());
            lists.write(
                    set,
                    found.kept(),
                    found.dropped(),
                    null,
                    new ListOptions.Table("cluster name kept cosine similarity", lines.size(), lines::get),
                    result);
            Path picture = sheet;
            if (picture != null) {
                drawn(found, set, picture, result);
            }
            source.finish(result, set, since);
            output.print(result);
        }
        return 0;
    }

    /** Fails where there were candidates, but no image of them to compare. */
    private static void requireCompared(Duplicates found, @Nullable Thumbnails compared, CuratedImages set) {
        if (compared != null && found.candidates() > 0 && compared.readNone()) {
            String first = set.skipped().entries().stream()
                    .filter(entry -> set.images().names().contains(entry.name()))
                    .map(entry -> entry.name() + ": " + entry.reason())
                    .findFirst()
                    .orElse("");
            throw new Failure("none of the images that are alike by their embeddings can be read to compare them ("
                    + first + "): --embeddings-only goes by the embeddings alone");
        }
    }

    private NearDuplicates wanted() {
        try {
            if (sheet != null && !source.hasData()) {
                throw new IllegalArgumentException("--sheet needs --data SOURCE, the images that were embedded");
            }
            if (sheet != null && !sheet.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
                throw new IllegalArgumentException("a sheet is written to a .png, not to " + sheet);
            }
            DuplicateSheet.requireClusters(sheetClusters);
            NearDuplicates usual =
                    source.hasData() && !embeddingsOnly ? NearDuplicates.VERIFYING : NearDuplicates.DEFAULT;
            return new NearDuplicates(cosine != null ? cosine : usual.cosine(), similarity, neighbours);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static List<Object[]> lines(Duplicates found, List<String> names) {
        List<Object[]> lines = new ArrayList<>();
        int number = 0;
        for (DuplicateCluster cluster : found.clusters()) {
            number++;
            lines.add(new Object[] {number, names.get(cluster.kept()), true, 1.0, Double.NaN});
            for (DuplicateCluster.Copy copy : cluster.copies()) {
                lines.add(new Object[] {number, names.get(copy.row()), false, copy.cosine(), copy.similarity()});
            }
        }
        return lines;
    }

    private void drawn(Duplicates found, CuratedImages set, Path file, Map<String, Object> result) throws IOException {
        Skipped undrawn = new Skipped();
        DuplicateSheet.write(found, set, source.decode(), sheetClusters, file, undrawn);
        if (!found.clusters().isEmpty()) {
            result.put("sheet", file.toString());
        }
        undrawn.entries().forEach(entry -> set.skipped().add(entry.name(), entry.reason()));
    }
}
