package dev.selfsame.cli;

import dev.selfsame.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the page of a run. */
@Command(
        name = "report",
        description = "Writes report.html into a run's directory: how it went, in words and curves.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame report --run runs/byol")
final class ReportCommand implements Callable<Integer> {
    @Option(names = "--run", required = true, paramLabel = "DIR", description = "Directory of the run.")
    private Path run = Path.of("");

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        Report report = Report.of(run);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("report", report.write().toString());
        result.put("verdict", report.verdict().headline());
        output.print(result);
        return 0;
    }
}
