package dev.selfsame.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code selfsame}. */
@Command(name = "selfsame", description = "Learns from images without labels.", mixinStandardHelpOptions = true)
public final class Main implements Runnable {
    private Main() {}

    /** Runs a command and leaves with its exit status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
