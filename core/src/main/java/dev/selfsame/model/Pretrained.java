package dev.selfsame.model;

import dev.selfsame.nn.Backbone;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The network of an encoder itself, to train it further; {@link Encoder} is for embedding. Whoever reads it owns the
 * network and closes it.
 *
 * @param backbone with its weights, in training mode, on the processor
 * @param view what it sees of an image
 * @param origin how it came about
 */
public record Pretrained(Backbone backbone, EvaluationView view, Origin origin) implements AutoCloseable {
    /**
     * Reads it.
     *
     * @param path a run directory, or a file that {@link Encoder#save} wrote
     * @throws ModelFileException if it holds no encoder, or one that a newer version wrote
     */
    public static Pretrained read(Path path) throws IOException {
        EncoderFile file = EncoderFile.read(path);
        return new Pretrained(file.backbone(), file.view(), file.origin());
    }

    @Override
    public void close() {
        backbone.close();
    }
}
