package dev.selfsame.cli;

import dev.selfsame.curate.LabelIssues;
import dev.selfsame.curate.LabelIssues.Issue;
import java.io.IOException;
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

/** Lists images whose label is doubtful. */
@Command(
        name = "labels",
        description =
                "Lists images whose label is doubtful, the most doubtful first: their nearest neighbours have another one, by"
                        + " confident learning.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame curate labels --run runs/byol --data labelled/ --out doubtful.txt")
final class CurateLabelsCommand implements Callable<Integer> {
    @Mixin
    private final CurateOptions source = new CurateOptions();

    @Mixin
    private final ListOptions lists = new ListOptions();

    @Option(
            names = "--k",
            paramLabel = "N",
            description = "Neighbours that vote. Default: 20, or as many as there are if fewer")
    private @Nullable Integer k;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.1",
            description = "A neighbour votes with e^(cosine/T). Default: ${DEFAULT-VALUE}")
    private double temperature;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        long since = System.nanoTime();
        source.requireK(k);
        if (!(temperature >= 0.01 && temperature <= 100)) {
            throw new ParameterException(spec.commandLine(), "--temperature must be 0.01 to 100, got " + temperature);
        }
        lists.require(source.inputs(), null);
        try (CuratedImages set = source.open();
                WorkProgress progress = source.progress()) {
            int n = set.images().size();
            int neighbours = CurateOptions.atMost(k, 20, n - 1);
            LabelIssues.Result found = new LabelIssues(neighbours, temperature).find(set.images(), progress::done);
            List<Issue> issues = found.issues();
            boolean[] doubtful = new boolean[n];
            issues.forEach(issue -> doubtful[issue.row()] = true);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("images", n);
            result.put("classes", set.images().classes().size());
            result.put("issues", issues.size());
            result.put("disagreeing", found.disagreeing());
            result.put("k", neighbours);
            lists.write(
                    set,
                    issues.stream().mapToInt(Issue::row).toArray(),
                    IntStream.range(0, n).filter(row -> !doubtful[row]).toArray(),
                    null,
                    new ListOptions.Table(
                            "name label suggested label_probability suggested_probability",
                            issues.size(),
                            i -> line(set, issues.get(i))),
                    result);
            source.finish(result, set, since);
            output.print(result);
        }
        return 0;
    }

    private static Object[] line(CuratedImages set, Issue issue) {
        return new Object[] {
            set.images().names().get(issue.row()),
            issue.label(),
            issue.suggested(),
            issue.labelProbability(),
            issue.suggestedProbability()
        };
    }
}
