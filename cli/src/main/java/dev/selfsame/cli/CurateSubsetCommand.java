package dev.selfsame.cli;

import dev.selfsame.curate.KCenter;
import dev.selfsame.curate.Ranking;
import dev.selfsame.curate.TypicalSubset;
import java.io.IOException;
import java.util.Arrays;
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

/** Chooses few images that stand for all. */
@Command(
        name = "subset",
        description =
                "Chooses few images that stand for all: by k-center, always the one that is farthest from those chosen before, odd"
                        + " ones among them; or by typical, the most typical one of each of as many clusters by k-means.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame curate subset --run runs/byol --data photos/ --count 1000 --out some.txt")
final class CurateSubsetCommand implements Callable<Integer> {
    @Mixin
    private final CurateOptions source = new CurateOptions();

    @Mixin
    private final ListOptions lists = new ListOptions();

    @Option(names = "--count", required = true, paramLabel = "N", description = "Images to choose.")
    private int count;

    @Option(
            names = "--by",
            paramLabel = "k-center|typical",
            defaultValue = "k-center",
            description = "How to choose. Default: ${DEFAULT-VALUE}")
    private String by = "k-center";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of what typical draws. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        long since = System.nanoTime();
        if (!by.equals("k-center") && !by.equals("typical")) {
            throw new ParameterException(spec.commandLine(), "--by must be k-center or typical, got " + by);
        }
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--count must be at least 1, got " + count);
        }
        lists.require(source.inputs(), null);
        try (CuratedImages set = source.open();
                WorkProgress progress = source.progress()) {
            Ranking chosen = by.equals("k-center")
                    ? new KCenter(count).choose(set.images(), progress::done)
                    : new TypicalSubset(count, seed).choose(set.images(), progress::done);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("images", set.images().size());
            result.put("chosen", chosen.size());
            result.put("by", by);
            int[] rows = chosen.rows();
            lists.write(
                    set,
                    rows,
                    others(rows, set.images().size()),
                    null,
                    new ListOptions.Table(by.equals("k-center") ? "name distance" : "name typicality", rows.length, i ->
                            new Object[] {set.images().names().get(rows[i]), chosen.score(i)}),
                    result);
            source.finish(result, set, since);
            output.print(result);
        }
        return 0;
    }

    private static int[] others(int[] rows, int n) {
        boolean[] chosen = new boolean[n];
        Arrays.stream(rows).forEach(row -> chosen[row] = true);
        return IntStream.range(0, n).filter(row -> !chosen[row]).toArray();
    }
}
