package dev.selfsame.cli;

import dev.selfsame.dashboard.Dashboard;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.natives.Natives;
import dev.selfsame.train.AutoRecipe;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.Run;
import dev.selfsame.train.RunDirectory;
import dev.selfsame.train.Training;
import dev.selfsame.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains an encoder. */
@Command(
        name = "train",
        description = "Trains an encoder on images without labels.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame train --method byol --data photos/ --run runs/byol")
final class TrainCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "SOURCE", description = SourceHelp.IMAGES)
    private String data = "";

    @Option(
            names = "--run",
            required = true,
            paramLabel = "DIR",
            description = "Where everything of the run goes: a new directory, unless --resume goes on in it.")
    private Path directory = Path.of("");

    @Mixin
    private final RecipeOptions recipe = new RecipeOptions();

    @Mixin
    private final LoadingOptions loading = new LoadingOptions();

    @Mixin
    private final MachineOptions machine = new MachineOptions();

    @Option(
            names = "--max-steps",
            paramLabel = "N",
            description = "Stop after so many steps; the schedule stays that of all epochs. Default: no limit")
    private @Nullable Long maxSteps;

    @Option(names = "--seed", paramLabel = "N", description = "Of all random numbers. Default: 1")
    private @Nullable Long seed;

    @Option(
            names = "--probe-train",
            paramLabel = "SOURCE",
            description = "Labelled images among which neighbours are looked up after each epoch: "
                    + SourceHelp.LABELLED + ". Default: none")
    private @Nullable String probeTrain;

    @Option(
            names = "--probe-test",
            paramLabel = "SOURCE",
            description = "Labelled images that they classify, given likewise, such as demo:test.")
    private @Nullable String probeTest;

    @Option(
            names = "--max-time",
            paramLabel = "DURATION",
            converter = DurationReader.class,
            description = "Stop with a checkpoint after this time: 90s, 10m, 2h. Default: no limit")
    private @Nullable Duration maxTime;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = "Weights that the network starts with: an encoder.safetensors, or a file of others, "
                    + ModelChoice.FOREIGN + ". Default: fresh weights")
    private @Nullable Path init;

    @Option(
            names = "--resume",
            description =
                    "Go on from the last checkpoint in the run's directory, if there is one; it keeps its recipe.")
    private boolean resume;

    @Option(names = "--strict", description = "Stop at the first image that can't be read, instead of skipping it.")
    private boolean strict;

    @Mixin
    private final DashboardOptions dashboard = new DashboardOptions();

    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if ((probeTrain == null) != (probeTest == null)) {
            throw new ParameterException(spec.commandLine(), "--probe-train and --probe-test go together");
        }
        dashboard.check();
        List<LogOptions.Log> logs = log.logs();
        if (!resume) {
            RunDirectory.at(directory).requireNoRun(); // before anything is said or read
        }
        Natives.torchInBackground();
        Configuration before = before();
        boolean asIs = recipe.asIs(before);
        ImageSource images = OpenedImages.open(spec.commandLine(), data, asIs);
        Configuration configuration = configuration(images, before);
        MachineOptions.requireDevice(configuration.run().device());
        if (before == null && Arrays.stream(images.blockBytes()).allMatch(bytes -> bytes == 0)) {
            EnlargedImages.say(
                    spec.commandLine(),
                    images,
                    configuration.recipe().views(),
                    configuration.run().decode());
        }
        Training training = Training.of(configuration)
                .images(images)
                .into(directory)
                .resume(resume)
                .listener(listener(images, logs))
                .commandLine(words());
        if (probeTrain != null && probeTest != null) {
            training.probe(
                    OpenedImages.open(spec.commandLine(), probeTrain, asIs),
                    OpenedImages.open(spec.commandLine(), probeTest, asIs));
        }
        if (init != null) {
            training.initialWeights(init);
        }
        if (maxTime != null) {
            training.maxTime(maxTime);
        }
        try (Dashboard page = dashboard.open(directory, images, training.configuration());
                Interruption interruption =
                        new Interruption(training::stop, spec.commandLine().getErr())) {
            Run run = training.run();
            if (run.interrupted() && !interruption.happened()) {
                Errors.say(
                        spec.commandLine(),
                        "stopped after step " + run.steps() + ", as asked for by the run's page" + " or the file stop");
            }
            RunCurves.lines(run.directory(), Terminal.isStandardError() && Terminal.isUtf8())
                    .forEach(spec.commandLine().getErr()::println);
            report(run, images);
            return run.interrupted() ? Interruption.STATUS : 0;
        }
    }

    /** The configuration of the run that goes on; null for a new one. */
    private @Nullable Configuration before() {
        RunDirectory there = RunDirectory.at(directory);
        return resume && Files.exists(there.configuration()) ? there.readConfiguration() : null;
    }

    private Configuration configuration(ImageSource images, @Nullable Configuration before) throws SourceException {
        List<String> settings = machine.settings();
        loading.addTo(settings);
        MachineOptions.add(settings, "seed", seed);
        MachineOptions.add(settings, "max-steps", maxSteps);
        MachineOptions.add(settings, "strict", strict ? true : null);
        Configuration configuration = recipe.configuration(spec, AutoRecipe::reasons, images, before, settings);
        List<String> all = Stream.concat(settings.stream(), recipe.set.stream()).toList();
        LoadingOptions.requireFactorUsed(
                spec.commandLine(), all, configuration.run().sampler());
        return configuration;
    }

    private TrainingListener listener(ImageSource images, List<LogOptions.Log> logs) {
        TrainingListener progress = Terminal.isStandardError()
                ? new ProgressOnTerminal(System.err)
                : new ProgressLines(spec.commandLine().getErr());
        List<TrainingListener> all = new ArrayList<>(List.of(progress));
        logs.forEach(one -> all.add(one.into(directory, images, progress)));
        return TrainingListener.all(all);
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("selfsame"));
        words.addAll(spec.root().commandLine().getParseResult().originalArgs());
        return words;
    }

    private void report(Run run, ImageSource images) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("steps", run.steps());
        result.put("epochs", run.epochs());
        Json.putNumber(result, "loss", run.loss());
        run.knnTop1().ifPresent(top1 -> Json.putNumber(result, "knn_top1", top1));
        result.put("images", images.size());
        result.put("skipped", run.skipped());
        Json.putNumber(result, "seconds", run.seconds());
        result.put("run", run.directory().toString());
        output.print(result);
    }
}
