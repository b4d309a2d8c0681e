package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Skipped;
import picocli.CommandLine;

/** What is said about images that can't be read. */
final class Skips {
    private Skips() {}

    /** Says how many there were, with the first of them. */
    static void say(CommandLine command, Skipped skipped, String where) {
        if (skipped.count() > 0) {
            Skipped.Entry first = skipped.entries().get(0);
            Errors.say(
                    command,
                    "skipped " + skipped.count() + " of the images, which can't be read (" + first.name() + ": "
                            + first.reason() + (skipped.count() > 1 ? ", …)" : ")") + where);
        }
    }

    /** Fails where nothing was left. */
    static void requireReadable(ImageSource images, Skipped skipped, int readable) {
        if (readable == 0) {
            Skipped.Entry first = skipped.entries().get(0);
            throw new Failure("none of the images can be read (" + first.name() + ": " + first.reason() + "): "
                    + images.describe());
        }
    }
}
