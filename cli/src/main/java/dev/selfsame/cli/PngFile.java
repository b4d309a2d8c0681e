package dev.selfsame.cli;

import dev.selfsame.data.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures. */
final class PngFile {
    private PngFile() {}

    /** Writes a picture whole, over an earlier one. */
    static void write(BufferedImage picture, Path out) throws IOException {
        try (AtomicFile file = AtomicFile.create(out)) {
            // By way of memory: ImageIO hides why a stream or its own temporary file fails.
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            try (ImageOutputStream encoded = new MemoryCacheImageOutputStream(png)) {
                ImageIO.write(picture, "png", encoded);
            }
            file.stream().write(png.toByteArray());
            file.commit();
        }
    }
}
