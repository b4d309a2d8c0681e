package dev.selfsame.cli;

import dev.selfsame.curate.Outliers;
import dev.selfsame.curate.Ranking;
import java.io.IOException;
import java.util.LinkedHashMap;
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

/** Lists images that are like no other. */
@Command(
        name = "outliers",
        description =
                "Lists images that are like no other: the mean distance (1 - cosine) to their nearest neighbours is largest.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame curate outliers --run runs/byol --data photos/ --out odd.txt --rest usual.txt")
final class CurateOutliersCommand implements Callable<Integer> {
    @Mixin
    private final CurateOptions source = new CurateOptions();

    @Mixin
    private final ListOptions lists = new ListOptions();

    @Option(
            names = "--k",
            paramLabel = "N",
            description = "Neighbours that are looked at. Default: 10, or as many as there are if fewer")
    private @Nullable Integer k;

    @Option(names = "--count", paramLabel = "N", description = "Images to list. Default: one in a hundred, at least 1")
    private @Nullable Integer count;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        long since = System.nanoTime();
        source.requireK(k);
        if (count != null && count < 1) {
            throw new ParameterException(spec.commandLine(), "--count must be at least 1, got " + count);
        }
        lists.require(source.inputs(), null);
        try (CuratedImages set = source.open();
                WorkProgress progress = source.progress()) {
            int n = set.images().size();
            int neighbours = CurateOptions.atMost(k, 10, n - 1);
            Ranking all = new Outliers(neighbours).find(set.images(), progress::done);
            int most = count != null ? Math.min(count, n) : Math.max(1, n / 100);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("images", n);
            result.put("outliers", most);
            result.put("k", neighbours);
            Json.putNumber(result, "least_score", all.score(most - 1));
            Json.putNumber(result, "median_score", (all.score((n - 1) / 2) + all.score(n / 2)) / 2);
            lists.write(
                    set,
                    IntStream.range(0, most).map(all::row).toArray(),
                    IntStream.range(most, n).map(all::row).sorted().toArray(),
                    null,
                    new ListOptions.Table("name score", n, i ->
                            new Object[] {set.images().names().get(all.row(i)), all.score(i)}),
                    result);
            source.finish(result, set, since);
            output.print(result);
        }
        return 0;
    }
}
