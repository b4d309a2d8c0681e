package dev.selfsame.benchmarks.run;

import dev.selfsame.benchmarks.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmarks/run}. */
@Command(
        name = "benchmarks/run",
        description = "Measures Selfsame and its peers by turns, one process at a time, and writes a page of ratios.",
        sortOptions = false,
        footer = {
            "%nWorkloads: a BYOL pair at 224 from photographs, b SimCLR pair at 32 px, c training ResNet-18 on CIFAR,"
                    + " d training ResNet-50 at 224, e embedding, f nearest neighbours, g start-up.",
            "%nExit status: 0 done, 1 it failed or sides did not do the same work, 2 the command line is wrong."
        })
public final class Performance implements Callable<Integer> {
    private static final String ALL = "abcdefg";

    @Parameters(
            paramLabel = "a b c d e f g",
            arity = "0..*",
            description = "Which workloads; all where none is named. One may be narrowed to a case, such as c-byol.")
    private List<String> workloads = new ArrayList<>();

    @Option(names = "--pairs", paramLabel = "N", description = "How often each side runs; 5, or 2 with --quick.")
    private int pairs;

    @Option(
            names = "--quick",
            description =
                    "Only try the program: few and small images, small networks, short runs. Its figures say nothing.")
    private boolean quick;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "../shared/data",
            description =
                    "Where cifar10-subset.tar.gz and photos.tar are, seen from the checkout; they are unpacked into a"
                            + " temporary folder. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(
            names = "--venv",
            paramLabel = "FOLDER",
            defaultValue = "benchmarks/target/peers",
            description = "The peers' virtual environment, seen from the checkout; where there is none it is made from"
                    + " benchmarks/peers/requirements.txt. Default: ${DEFAULT-VALUE}")
    private Path venv = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE.md",
            defaultValue = "docs/results/performance.md",
            description = "The page to write, seen from the checkout; after each case. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("");

    @Option(names = "--json", description = "Write all samples beside the page, as FILE.json.")
    private boolean json;

    @Option(names = "--add", description = "Keep the other cases that stand on the page, from the runs before.")
    private boolean add;

    @Option(names = "--plan", description = "Only say what would be run and how long it takes, about.")
    private boolean planOnly;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    Performance() {}

    /** Runs it, and leaves with its status. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Performance());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            System.err.println("benchmarks/run: " + e.getMessage());
            return 1;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = Path.of(Objects.requireNonNullElse(System.getenv("SELFSAME_ROOT"), "."))
                .toAbsolutePath()
                .normalize();
        int rounds = pairs > 0 ? pairs : quick ? 2 : 5;
        try (TemporaryFolder folder = TemporaryFolder.make("selfsame-run")) {
            Path python = root.resolve(venv).resolve("bin/python");
            Place place =
                    new Place(root, folder.path(), python, Runtime.getRuntime().availableProcessors());
            List<Case> cases = chosen(place);
            plan(cases, rounds);
            return planOnly ? 0 : run(place, cases, rounds);
        }
    }

    /** Every workload's cases. */
    static List<Case> all(Place place, boolean quick) {
        List<Case> all = new ArrayList<>();
        OtherCases others = new OtherCases(place, quick);
        all.addAll(new ViewCases(place, quick).photographs());
        all.addAll(new ViewCases(place, quick).small());
        all.addAll(new TrainingCases(place, quick).cifar());
        all.addAll(new TrainingCases(place, quick).photographs());
        all.addAll(new EmbeddingCases(place, quick).all());
        all.addAll(others.neighbours());
        all.addAll(others.start());
        return all;
    }

    private List<Case> chosen(Place place) {
        List<Case> all = all(place, quick);
        for (String wanted : workloads) {
            if (all.stream().noneMatch(each -> is(each, wanted))) {
                throw new IllegalArgumentException("a workload is one of " + String.join(" ", ALL.split("")) + " or "
                        + String.join(" ", all.stream().map(Case::id).toList()) + ", got " + wanted);
            }
        }
        if (!workloads.isEmpty()) {
            all.removeIf(each -> workloads.stream().noneMatch(wanted -> is(each, wanted)));
        }
        return all;
    }

    private static boolean is(Case each, String wanted) {
        return each.id().equals(wanted) || each.id().startsWith(wanted + "-");
    }

    private static void plan(List<Case> cases, int rounds) {
        double sum = 0;
        for (Case each : cases) {
            double minutes = each.seconds(rounds) / 60;
            sum += minutes;
            System.err.printf(
                    Locale.ROOT,
                    "%-9s %-62s %2d sides × %d pairs, about %3.0f min on two cores%n",
                    each.id(),
                    each.title(),
                    each.sides().size(),
                    rounds,
                    Math.ceil(minutes));
        }
        System.err.printf(Locale.ROOT, "in all about %.0f min%n", Math.ceil(sum));
    }

    private int run(Place place, List<Case> cases, int rounds) throws IOException, InterruptedException {
        Path root = place.root();
        new Environment(root, root.resolve(venv)).make();
        place.unpack(root.resolve(data), quick);
        new OtherCases(place, quick).writeVectors();
        String width = quick ? "16" : "64";
        Child.output(place.ours("WriteEncoder", place.weights("resnet18"), "resnet18", width, 32));
        Child.output(place.ours("WriteEncoder", place.weights("resnet50"), "resnet50", width, 224));
        Path page = root.resolve(out);
        Page before = add && Files.exists(page) ? Page.parse(Files.readString(page)) : Page.EMPTY;
        Results results = new Results(Machine.ours(place), Machine.peers(place), List.of());
        String day =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(LocalDateTime.now(ZoneOffset.UTC));
        String measured = day + " UTC, commit " + Machine.commit(place) + ", " + Machine.PRODUCT + " "
                + results.machine().get(Machine.PRODUCT);
        Races races = new Races(place.cores(), rounds, quick, measured, place::readable);
        boolean same = true;
        for (Case each : cases) {
            CaseResult result = races.run(each);
            same &= result.verdicts().stream().allMatch(Verdict::same);
            results = results.with(result);
            write(page, before, results);
        }
        System.err.println("\n" + page + (same ? "" : ": sides did NOT do the same work, it says which"));
        return same ? 0 : 1;
    }

    private void write(Path page, Page before, Results results) throws IOException {
        @Nullable Path folder = page.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(page, Report.of(results, before, command()));
        if (json) {
            results.write(page.resolveSibling(page.getFileName().toString().replaceFirst("(\\.md)?$", ".json")));
        }
    }

    private String command() {
        List<String> words = new ArrayList<>(List.of("benchmarks/run"));
        words.addAll(workloads);
        if (quick) {
            words.add("--quick");
        }
        if (pairs > 0) {
            words.add("--pairs " + pairs);
        }
        return String.join(" ", words);
    }
}
