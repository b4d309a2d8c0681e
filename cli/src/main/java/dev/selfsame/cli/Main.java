package dev.selfsame.cli;

import dev.selfsame.lab.LabNetwork;
import dev.selfsame.model.Version;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code selfsame}. */
@Command(
        name = "selfsame",
        description = "Learns from images without labels.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            EmbedCommand.class,
            IndexCommand.class,
            SearchCommand.class,
            CurateCommand.class,
            ExportCommand.class,
            ViewsCommand.class,
            PackCommand.class,
            ReportCommand.class,
            DashboardCommand.class,
            ListCommand.class,
            DemoCommand.class,
            LabCommand.class,
            DoctorCommand.class
        })
public final class Main implements Runnable {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where an error comes from in the program.")
    private boolean debug;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs a command and leaves with its exit status: 0 done, 1 failed, 2 wrong command line, 130 stopped. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true"); // sheets are drawn, not shown
        Interruption.endsTheProcess();
        LibraryLogs.off();
        int status = run(arguments);
        System.exit(status == 0 && System.out.checkError() ? Errors.outputLost() : status);
    }

    private static int run(String... arguments) {
        try {
            return commandLine().execute(arguments);
        } catch (Error e) { // such as memory that is not enough, or an assertion of a library
            return Errors.broken(e, List.of(arguments).contains("--debug"));
        }
    }

    /** The command line with all its commands. */
    static CommandLine commandLine() {
        LabNetwork.makeKnown(); // a run of the lab can be embedded and reported like any other
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Errors::wrongCommandLine)
                .setExecutionExceptionHandler(Errors::failed)
                .setUsageHelpAutoWidth(true);
    }

    /** Whether the stack of an error is wanted. */
    static boolean debug(CommandLine commandLine) {
        return commandLine.getCommandSpec().root().userObject() instanceof Main main && main.debug;
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"selfsame " + Version.current()};
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
