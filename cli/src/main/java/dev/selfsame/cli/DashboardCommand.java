package dev.selfsame.cli;

import dev.selfsame.dashboard.Dashboard;
import dev.selfsame.dashboard.DashboardConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows runs on a live page. */
@Command(
        name = "dashboard",
        description =
                "Shows the runs below a folder on a page that grows with them, until it is stopped: their list, their"
                        + " curves, several overlaid, and a button that stops a run after its step. Who can open the page may press"
                        + " that, which at localhost is every user of this machine.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame dashboard runs/")
final class DashboardCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUNS_DIR",
            description = "Folder of runs, or a run; at most four levels down, links are not followed.")
    private Path folder = Path.of("");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + DashboardConfig.PORT,
            description = "Port of this machine; 0 for any that is free. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description =
                    "Name or address of this machine to show it at. Where other machines reach that, the page wants"
                            + " the token of the address that is printed; nothing is encrypted. Default: localhost")
    private @Nullable String host;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new Failure("no such folder: " + folder);
        }
        try (Dashboard dashboard = Dashboard.ofRuns(folder, DashboardOptions.config(spec, host, port))) {
            output.print(Map.of("address", dashboard.address().toString()));
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Interruption.STATUS;
    }
}
