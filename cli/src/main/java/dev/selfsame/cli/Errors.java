package dev.selfsame.cli;

import dev.selfsame.dashboard.DashboardException;
import dev.selfsame.data.SkipLimitException;
import dev.selfsame.data.SourceException;
import dev.selfsame.model.ModelFileException;
import dev.selfsame.natives.NativesException;
import dev.selfsame.plot.PlotException;
import dev.selfsame.report.ReportException;
import dev.selfsame.search.IndexException;
import dev.selfsame.tensor.TensorException;
import dev.selfsame.train.Nearest;
import dev.selfsame.train.RunException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line on standard error and an exit status. */
final class Errors {
    private static final List<Class<? extends Exception>> PLAIN = List.of(
            Failure.class,
            RunException.class,
            SourceException.class,
            SkipLimitException.class,
            ModelFileException.class,
            NativesException.class,
            TensorException.class,
            ReportException.class,
            DashboardException.class,
            PlotException.class,
            IndexException.class,
            IllegalArgumentException.class);

    private Errors() {}

    /** The command line is wrong: exit status 2. */
    static int wrongCommandLine(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String line = firstLine(e);
        if (e instanceof UnmatchedArgumentException unmatched) {
            line = unmatched(unmatched);
        } else if (line.equals("Missing required subcommand")) {
            line = "say which: " + String.join(", ", command.getSubcommands().keySet());
        }
        String plain = line.startsWith("Error: ") ? line.substring("Error: ".length()) : line;
        say(command, plain + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        trace(command, e);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        String kind = e.isUnknownOption()
                ? "option"
                : e.getCommandLine().getSubcommands().isEmpty() ? "argument" : "command";
        List<String> known = new ArrayList<>(e.getCommandLine().getSubcommands().keySet());
        if (e.isUnknownOption()) {
            known.clear();
            e.getCommandLine().getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        }
        return "there is no " + kind + " " + first
                + (known.isEmpty() ? "" : "; did you mean " + Nearest.to(first, known) + "?");
    }

    /** It failed: exit status 1. */
    static int failed(Exception e, CommandLine command, ParseResult parsed) {
        say(command, message(e));
        trace(command, e);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** The program or its memory gave in: exit status 1. */
    static int broken(Error e, boolean debug) {
        String line = e instanceof OutOfMemoryError
                ? "Java's memory of " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB is not enough: give it more by SELFSAME_OPTS=-Xmx8g"
                : "internal error: " + e + " (--debug shows where)";
        System.err.println("selfsame: " + line);
        if (debug) {
            e.printStackTrace(System.err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The result could not be printed, since the disk is full or nobody reads it: exit status 1. */
    static int outputLost() {
        System.err.println("selfsame: can't write to standard output");
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** A line on standard error. */
    static void say(CommandLine command, String line) {
        command.getErr().println("selfsame: " + harmless(line));
        command.getErr().flush();
    }

    /** What a name in a file, or a file's own, could do to the terminal is shown as a question mark. */
    static String harmless(String line) {
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    private static String message(Exception e) {
        if (PLAIN.contains(e.getClass()) && e.getMessage() != null) {
            return firstLine(e);
        }
        if (e instanceof IOException io) {
            return reason(io);
        }
        return "internal error: " + e.toString().lines().findFirst().orElse("") + " (--debug shows where)";
    }

    /** Why a file operation failed, with the file's name. */
    static String reason(IOException e) {
        if (e instanceof FileSystemException system) {
            String file = system.getFile() + ": ";
            if (e instanceof NoSuchFileException) {
                return file + "no such file or folder";
            }
            if (e instanceof AccessDeniedException) {
                return file + "permission denied";
            }
            if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
                return file + "is a file, not a folder";
            }
            return file + (system.getReason() == null ? "can't be read or written" : system.getReason());
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : firstLine(e);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void trace(CommandLine command, Exception e) {
        if (Main.debug(command)) {
            e.printStackTrace(command.getErr());
            command.getErr().flush();
        }
    }
}
