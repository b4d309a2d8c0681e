package dev.selfsame.cli;

import dev.selfsame.model.Encoder;
import dev.selfsame.report.Report;
import dev.selfsame.report.ReportImages;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.Run;
import dev.selfsame.train.RunSettings;
import dev.selfsame.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole way, on images that it draws itself. */
@Command(
        name = "demo",
        description =
                "Goes the whole way on images that it draws itself: trains an encoder by BYOL for about a minute and"
                        + " a half, measures what it learned, and writes a report.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame demo")
final class DemoCommand implements Callable<Integer> {
    private final DemoPlan plan;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            defaultValue = "runs/demo",
            description = "Where everything goes; an earlier demo there is replaced. Default: ${DEFAULT-VALUE}")
    private Path directory = Path.of("");

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DemoCommand() {
        this(DemoPlan.USUAL);
    }

    /** For tests: another plan. */
    DemoCommand(DemoPlan plan) {
        this.plan = plan;
    }

    @Override
    public Integer call() throws IOException {
        long since = System.nanoTime();
        DemoDirectory files = DemoDirectory.emptied(directory);
        step(1, "drawing " + plan.train().describe() + " and " + plan.test().describe());
        step(2, "learning from them by BYOL, without their labels");
        Training training = training();
        Run run;
        try (Interruption interruption =
                new Interruption(training::stop, spec.commandLine().getErr())) {
            run = training.run();
            if (run.interrupted()) {
                return Interruption.STATUS;
            }
        }
        if (run.steps() == 0) {
            throw new Failure("the demo did not come to its first step within "
                    + plan.limit().toMillis() + " ms");
        }
        if (!run.finished()) {
            Errors.say(
                    spec.commandLine(),
                    "stopped after " + plan.limit().toSeconds() + " s, before the end of the schedule: this machine is"
                            + " slower than the demo expects, or busy");
        }
        step(3, "measuring by nearest neighbours on test images");
        Map<String, Double> top1 = new Demo(plan).measure(run.directory(), files.embeddings());
        step(4, "writing the pictures and the report");
        DemoPictures.images(plan.train(), files.images());
        long seed = RunSettings.DEFAULT.seed();
        DemoPictures.views(plan.train(), plan.recipe().views(), seed, files.views());
        Files.writeString(files.scores(), Json.text(Map.of("knn_top1", top1)));
        Report report = report(run.directory());
        report.write();
        print(files, run, top1, report, (System.nanoTime() - since) / 1e9);
        return 0;
    }

    private Training training() {
        return Training.of(new Configuration(plan.recipe(), RunSettings.DEFAULT))
                .images(plan.train())
                .into(directory)
                .maxTime(plan.limit())
                .listener(
                        Terminal.isStandardError()
                                ? new ProgressOnTerminal(System.err)
                                : new ProgressLines(spec.commandLine().getErr()))
                .commandLine(List.of("selfsame", "demo", "--run", directory.toString()));
    }

    private Report report(Path run) throws IOException {
        try (Encoder encoder = Encoder.load(run)) {
            return Report.of(run).withImages(ReportImages.of(encoder, plan.train(), images -> images));
        }
    }

    private void step(int number, String what) {
        Errors.say(spec.commandLine(), number + "/4 " + what);
    }

    private void print(DemoDirectory files, Run run, Map<String, Double> top1, Report report, double seconds) {
        if (output.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("knn_top1", top1);
            result.put("k", plan.neighbours());
            result.put("verdict", report.verdict().headline());
            result.put("steps", run.steps());
            result.put("finished", run.finished());
            Json.putNumber(result, "training_seconds", run.seconds());
            Json.putNumber(result, "seconds", seconds);
            result.put("run", files.path().toString());
            output.print(result);
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Which shape? Named by the " + plan.neighbours() + " most similar images, right for so many:");
        top1.forEach((name, share) -> lines.add(String.format(Locale.ROOT, "  %-18s %5.1f %%", name, 100 * share)));
        lines.add(String.format(
                Locale.ROOT,
                "%s, %.0f s in all, %.0f s of them training.",
                report.verdict().headline(),
                seconds,
                run.seconds()));
        lines.add("");
        lines.add("Everything is in " + files.path() + ":");
        lines.add(file(files.report(), "how it went: open it in a browser"));
        lines.add(file(files.images(), "some of the images"));
        lines.add(file(files.views(), "what BYOL saw of them"));
        lines.add(file(files.encoder(), "the trained encoder"));
        lines.add(file(files.embeddings(), "the test images' embeddings"));
        lines.add("");
        lines.add("Next, with your own images:");
        lines.add("  selfsame train --method byol --data photos/ --run runs/byol");
        lines.add("  selfsame evaluate knn --run runs/byol --train labelled/train --test labelled/test");
        lines.add("  selfsame embed --run runs/byol --data photos/ --out photos.parquet");
        lines.forEach(output::say);
    }

    private static String file(Path file, String what) {
        return String.format(Locale.ROOT, "  %-20s %s", file.getFileName(), what);
    }
}
