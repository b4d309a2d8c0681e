package dev.selfsame.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code selfsame}. */
@Command(
        name = "selfsame",
        description = "Learns from images without labels.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    private Main() {}

    /** Runs a command and leaves with its exit status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"selfsame " + (version == null ? "of a build without jars" : version)};
        }
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
