package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import java.util.Locale;
import picocli.CommandLine;

/** What is said about sources that put images into the system's temporary folder. */
final class TemporaryFiles {
    private static final double MIB = 1 << 20;

    private TemporaryFiles() {}

    /** Says how much of a compressed archive lies there decompressed, where any of it does. */
    static void say(CommandLine command, ImageSource images) {
        if (images.temporaryBytes() > 0) {
            Errors.say(
                    command,
                    String.format(
                            Locale.ROOT,
                            "up to about %,.0f MiB of the images, which are compressed, lie decompressed in %s until this"
                                    + " ends",
                            Math.ceil(images.temporaryBytes() / MIB),
                            System.getProperty("java.io.tmpdir")));
        }
    }
}
