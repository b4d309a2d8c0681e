package dev.selfsame.cli;

import dev.selfsame.model.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes pictures. */
final class PngFile {
    private PngFile() {}

    /** Writes a picture whole, over an earlier one. */
    static void write(BufferedImage picture, Path out) throws IOException {
        try (AtomicFile file = AtomicFile.create(out)) {
            ImageIO.write(picture, "png", Channels.newOutputStream(file.channel()));
            file.commit();
        }
    }
}
