package dev.selfsame.cli;

import dev.selfsame.dashboard.Dashboard;
import dev.selfsame.dashboard.DashboardConfig;
import dev.selfsame.dashboard.DashboardException;
import dev.selfsame.data.ImageSource;
import dev.selfsame.train.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The live page of a command that trains. */
final class DashboardOptions {
    @Option(
            names = "--dashboard",
            arity = "0..1",
            fallbackValue = "" + DashboardConfig.PORT,
            paramLabel = "PORT",
            description = "Show the run on a page that grows with it, at a port of this machine, "
                    + DashboardConfig.PORT + " where none is named, 0 for any that is free. Default: no page")
    private @Nullable Integer port;

    @Option(
            names = "--dashboard-host",
            paramLabel = "HOST",
            description =
                    "Name or address of this machine to show it at. Where other machines reach that, the page wants"
                            + " the token of the address that is printed. Default: localhost")
    private @Nullable String host;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Refuses what makes no sense, before anything is read. */
    void check() {
        if (port != null) {
            config(spec, host, port);
        } else if (host != null) {
            throw new ParameterException(spec.commandLine(), "--dashboard-host needs --dashboard");
        }
    }

    /** The page, there from now on and named on standard error; null where none is wanted. */
    @Nullable
    Dashboard open(Path run, ImageSource images, Configuration configuration) throws DashboardException {
        if (port == null) {
            return null;
        }
        Dashboard dashboard = Dashboard.ofRun(run, config(spec, host, port));
        dashboard.drawViews(images, configuration);
        Errors.say(spec.commandLine(), "see it learn at " + dashboard.address());
        return dashboard;
    }

    /** Of what was given on the command line. */
    static DashboardConfig config(CommandSpec spec, @Nullable String host, int port) {
        try {
            DashboardConfig config = DashboardConfig.DEFAULT.withPort(port);
            return host == null ? config : config.withHost(host);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
