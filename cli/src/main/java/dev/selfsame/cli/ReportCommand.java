package dev.selfsame.cli;

import dev.selfsame.report.Comparison;
import dev.selfsame.report.Report;
import dev.selfsame.train.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the page of a run, or of several. */
@Command(
        name = "report",
        description =
                "Writes report.html into a run's directory: how it went, in words and curves, and what its encoder"
                        + " makes of a sample of its images. Or lays the curves of several runs over each other.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = {
            "%nExample: selfsame report --run runs/byol",
            "         selfsame report --compare runs/byol runs/simclr --out comparison.html"
        })
final class ReportCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    private static final class Which {
        @Option(names = "--run", paramLabel = "DIR", description = "Directory of the run.")
        private @Nullable Path run;

        @Option(
                names = "--compare",
                arity = "1..*",
                paramLabel = "RUN",
                description = "Directories of two or more runs, to compare in one page.")
        private List<Path> compared = List.of();
    }

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Page to write. Default: report.html in the run's directory; --compare has none")
    private @Nullable Path out;

    @Option(
            names = "--png",
            description =
                    "Write each chart as a PNG too: into charts/ of the run's directory, with --compare into NAME-charts/"
                            + " beside the page NAME.html.")
    private boolean png;

    @Mixin
    private final ReportedImages images = new ReportedImages();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        if (which.run != null) {
            Path page = out == null ? RunDirectory.at(which.run).report() : out;
            Report report = images.addTo(Report.of(which.run), which.run, spec.commandLine());
            report.writeTo(page);
            result.put("report", page.toString());
            result.put("verdict", report.verdict().headline());
            if (png) {
                result.put("charts", drawn(report::writeCharts).size());
            }
        } else {
            if (which.compared.size() < 2) {
                throw new ParameterException(spec.commandLine(), "--compare needs two or more runs, got one");
            }
            if (out == null) {
                throw new ParameterException(spec.commandLine(), "--compare needs --out FILE: the page to write");
            }
            if (images.isGiven()) {
                throw new ParameterException(
                        spec.commandLine(), "--data and --no-images go with --run: a comparison shows no images");
            }
            Comparison comparison = Comparison.of(which.compared);
            comparison.write(out);
            result.put("report", out.toString());
            result.put("runs", which.compared.size());
            if (png) {
                Path folder = besides(out);
                result.put("charts", drawn(() -> comparison.writeCharts(folder)).size());
            }
        }
        output.print(result);
        return 0;
    }

    private interface Drawing {
        List<Path> write() throws IOException;
    }

    /** The folder of a comparison's charts. */
    private static Path besides(Path page) {
        return page.resolveSibling(String.valueOf(page.getFileName()).replaceFirst("(?i)\\.html?$", "") + "-charts");
    }

    private static List<Path> drawn(Drawing drawing) throws IOException {
        try {
            return drawing.write();
        } catch (IllegalStateException e) {
            throw new Failure(String.valueOf(e.getMessage()), e); // no font
        }
    }
}
