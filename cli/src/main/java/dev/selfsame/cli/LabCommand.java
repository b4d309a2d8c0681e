package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.lab.Claim;
import dev.selfsame.lab.ClaimJson;
import dev.selfsame.lab.Claims;
import dev.selfsame.lab.ClaimsPage;
import dev.selfsame.lab.Experiment;
import dev.selfsame.lab.Lab;
import dev.selfsame.lab.LabData;
import dev.selfsame.lab.LabListener;
import dev.selfsame.lab.LabSize;
import dev.selfsame.lab.Measured;
import dev.selfsame.lab.Numbers;
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
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries a claim. */
@Command(
        name = "lab",
        description =
                "Tries a claim about self-supervised learning: trains small encoders with several seeds, and says by"
                        + " their numbers whether it held.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame lab byol-needs-batchnorm")
final class LabCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "CLAIM",
            completionCandidates = ClaimNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private @Nullable String name;

    @Option(names = "--list", description = "List the claims, and what each says.")
    private boolean list;

    @Option(
            names = "--page",
            arity = "1..*",
            paramLabel = "DIR",
            description =
                    "Write one page of the experiments in these directories, instead of trying a claim; --out names it."
                            + " Default: none")
    private List<Path> pages = List.of();

    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            description = "Labelled images, of which a fifth is held out for testing unless --test is given: "
                    + SourceHelp.LABELLED + ". Default: drawn images")
    private @Nullable String data;

    @Option(
            names = "--test",
            paramLabel = "SOURCE",
            description = "Labelled images to test by, such as demo:test. Default: a fifth of --data")
    private @Nullable String test;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Runs of each variant, 1 to 30. Default: ${DEFAULT-VALUE}")
    private int seeds;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Runs side by side, each on one core; 0 is as many as there are cores. Default: ${DEFAULT-VALUE}")
    private int jobs;

    @Option(
            names = "--quick",
            description = "A few steps of each run, to try the program: the numbers say nothing then.")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where everything goes; with --page, the Markdown file. Default: lab/CLAIM, or lab/claims.md")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Take over the runs that are done already, and do the others.")
    private boolean resume;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (list) {
            requireOnly("--list", "--json");
            ListCommand.claims(output);
            return 0;
        }
        if (!pages.isEmpty()) {
            requireOnly("--page", "--out", "--json");
            Path page = out == null ? Path.of("lab", "claims.md") : out;
            ClaimsPage.write(pages, page);
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("page", page.toString());
            written.put("claims", pages.size());
            output.print(written);
            return 0;
        }
        return attempt(claim());
    }

    /** Refuses what would say nothing beside an option. */
    private void requireOnly(String option, String... others) {
        for (ArgSpec given : spec.commandLine().getParseResult().matchedArgs()) {
            String arg = given instanceof OptionSpec known ? known.longestName() : given.paramLabel();
            if (!List.of(option, "--debug").contains(arg) && !List.of(others).contains(arg)) {
                throw wrong(
                        option + " takes only " + String.join(" and ", others) + ": " + arg + " says nothing there");
            }
        }
    }

    private Claim claim() {
        if (name == null) {
            throw wrong("say which claim: " + String.join(", ", new ClaimNames()));
        }
        try {
            return Claims.named(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private int attempt(Claim claim) throws IOException {
        if (test != null && data == null) {
            throw wrong("--test goes with --data");
        }
        LabSize size = quick ? LabSize.QUICK : LabSize.USUAL;
        Path directory = out == null ? Path.of("lab", claim.name()) : out;
        List<String> words = words();
        Lab lab;
        try {
            lab = Lab.of(claim)
                    .size(size)
                    .seeds(seeds)
                    .jobs(jobs == 0 ? Runtime.getRuntime().availableProcessors() : jobs)
                    .into(directory)
                    .resume(resume)
                    .commandLine(words);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
        if (data != null) {
            lab.data(images(data, size));
        }
        try (WorkProgress progress = new WorkProgress(claim.name(), "steps", spec.commandLine());
                Interruption interruption =
                        new Interruption(lab::stop, spec.commandLine().getErr())) {
            Experiment experiment = lab.listener(listener(progress)).run();
            if (experiment == null) {
                return Interruption.STATUS;
            }
            print(experiment, words);
        }
        return 0;
    }

    private LabData images(String learned, LabSize size) throws IOException {
        ImageSource images = OpenedImages.open(spec.commandLine(), learned, false);
        return test == null
                ? LabData.of(images, size)
                : LabData.of(images, OpenedImages.open(spec.commandLine(), test, false), size);
    }

    private LabListener listener(WorkProgress progress) {
        return new LabListener() {
            @Override
            public synchronized void progress(long steps, long all, int runs) {
                progress.done(steps, all, runs + (runs == 1 ? " run" : " runs") + " done");
            }

            @Override
            public synchronized void measured(Measured run) {
                Errors.say(
                        spec.commandLine(),
                        String.format(
                                Locale.ROOT,
                                "%s, seed %d: kNN %.1f %% (%.1f before), spread %.2f, %.0f s%s",
                                run.variant(),
                                run.seed(),
                                100 * run.knn(),
                                100 * run.untrained(),
                                run.spread(),
                                run.seconds(),
                                run.failure().isEmpty() ? "" : ", ended early: " + run.failure()));
            }
        };
    }

    private void print(Experiment experiment, List<String> words) {
        if (output.json()) {
            Json.print(spec.commandLine().getOut(), ClaimJson.of(experiment, words));
            return;
        }
        Numbers numbers = experiment.numbers();
        output.say(experiment.claim().statement());
        output.say("");
        int width = numbers.variants().stream().mapToInt(String::length).max().orElse(0);
        for (String variant : numbers.variants()) {
            output.say(String.format(
                    Locale.ROOT,
                    "  %-" + width + "s  %s",
                    variant,
                    numbers.knn(variant).percent()));
        }
        output.say("");
        output.say(experiment.judgement().sentence());
        output.say("");
        output.say("Everything is in " + experiment.directory() + ": claim.md, figures, claim.json and the runs.");
    }

    private ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }

    /** The command that makes all of it: what the user typed, without going on from before. */
    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("selfsame"));
        words.addAll(spec.root().commandLine().getParseResult().originalArgs());
        words.removeIf("--resume"::equals);
        return words;
    }
}
