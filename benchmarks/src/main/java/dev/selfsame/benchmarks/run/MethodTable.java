package dev.selfsame.benchmarks.run;

import dev.selfsame.benchmarks.TemporaryFolder;
import dev.selfsame.method.Methods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains each method for some steps through the command line, and writes a page. */
@Command(
        name = "benchmarks/java dev.selfsame.benchmarks.run.MethodTable",
        description =
                "Trains each method for some steps, one process at a time, from the checkout's folder, and writes a"
                        + " table: losses, spread of the embedding, source images a second, memory.",
        sortOptions = false,
        footer = "%nExit status: 0 done, 1 it or a method failed, 2 the command line is wrong.")
public final class MethodTable implements Callable<Integer> {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "FOLDER",
            description = "CIFAR's training images, in class folders.")
    private Path data = Path.of("");

    @Parameters(
            paramLabel = "METHOD",
            arity = "0..*",
            description =
                    "Which methods; all where none is named. Those measured before with the same settings, on the same machine"
                            + " and of the same commit, stay.")
    private List<String> methods = new ArrayList<>();

    @Option(names = "--steps", paramLabel = "N", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "128", description = "Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(
            names = "--base-width",
            paramLabel = "N",
            defaultValue = "64",
            description = "Of the ResNet-18. Default: ${DEFAULT-VALUE}")
    private int width;

    @Option(
            names = "--precision",
            paramLabel = "bf16|fp32",
            defaultValue = "bf16",
            description = "Default: ${DEFAULT-VALUE}")
    private String precision = "";

    @Option(
            names = "--out",
            paramLabel = "FILE.md",
            defaultValue = "docs/results/methods-30-steps.md",
            description = "The page, written after each method. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("");

    @Option(
            names = "--store",
            paramLabel = "FILE.json",
            defaultValue = "benchmarks/target/methods-30-steps.json",
            description = "What was measured. Default: ${DEFAULT-VALUE}")
    private Path store = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    MethodTable() {}

    /** Runs it, and leaves with its status. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new MethodTable());
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            System.err.println("MethodTable: " + e.getMessage());
            return 1;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> all = Methods.all().stream().map(Methods.Entry::name).toList();
        List<String> asked = methods.stream().map(Methods::name).toList();
        for (String method : asked) {
            if (!all.contains(method)) {
                throw new IllegalArgumentException("no method " + method + "; there are " + String.join(", ", all));
            }
        }
        int failed = 0;
        try (TemporaryFolder folder = TemporaryFolder.make("selfsame-methods")) {
            Place place = new Place(Path.of("").toAbsolutePath(), folder.path(), Path.of("python3"), 1);
            List<String> settings = settings();
            Map<String, String> machine = Machine.ours(place);
            machine.put("commit", Machine.commit(place));
            MethodRuns runs = MethodRuns.read(store, String.join(" ", settings), machine);
            for (String method : asked.isEmpty() ? all : asked) {
                try {
                    MethodRun run = run(place, method, settings);
                    runs.runs().put(method, run);
                    runs.write(store);
                    write(runs.page(all));
                    System.err.printf(Locale.ROOT, "%s: %s%n", method, run);
                } catch (IOException e) {
                    failed++;
                    System.err.println("MethodTable: " + method + " failed: " + e.getMessage());
                }
            }
        }
        return failed == 0 ? 0 : 1;
    }

    private List<String> settings() {
        return List.of(
                "--recipe",
                "cifar10",
                "--batch-size",
                Integer.toString(batch),
                "--base-width",
                Integer.toString(width),
                "--max-steps",
                Integer.toString(steps),
                "--seed",
                "1",
                "--precision",
                precision,
                "--set",
                "log-every=1");
    }

    private MethodRun run(Place place, String method, List<String> settings) throws IOException, InterruptedException {
        Path run = place.work().resolve(method);
        List<String> command = place.selfsame("train", "--method", method, "--data", data, "--run", run);
        command.addAll(settings);
        command.add("--json");
        return MethodRun.read(method, run, steps, Child.run(command, true, null));
    }

    private void write(String page) throws IOException {
        @Nullable Path folder = out.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(out, page);
    }
}
