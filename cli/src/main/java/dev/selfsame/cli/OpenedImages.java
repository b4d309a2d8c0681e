package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.data.Sources;
import dev.selfsame.view.EvaluationView;
import java.util.Locale;
import picocli.CommandLine;

/** Sources of images as every command opens them: what one puts into the system's temporary folder is said. */
final class OpenedImages {
    private static final double MIB = 1 << 20;

    private OpenedImages() {}

    /**
     * Opens a source.
     *
     * @param arrays whether npy arrays are images too, as for images as they are
     */
    static ImageSource open(CommandLine command, String source, boolean arrays) throws SourceException {
        ImageSource images = Sources.open(source, arrays);
        sayTemporary(command, source, images);
        return images;
    }

    /** Opens a source for a network with such a view. */
    static ImageSource open(CommandLine command, String source, EvaluationView view) throws SourceException {
        return open(command, source, view.normalize().isAsIs());
    }

    /** Says how much of a compressed archive lies decompressed there, where any of it does. */
    static void sayTemporary(CommandLine command, String source, ImageSource images) {
        if (images.temporaryBytes() > 0) {
            Errors.say(
                    command,
                    String.format(
                            Locale.ROOT,
                            "up to about %,.0f MiB of the images of %s, which are compressed, lie decompressed in %s until"
                                    + " this ends",
                            Math.ceil(images.temporaryBytes() / MIB),
                            source,
                            System.getProperty("java.io.tmpdir")));
        }
    }
}
