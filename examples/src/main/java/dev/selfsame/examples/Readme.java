package dev.selfsame.examples;

import dev.selfsame.data.ImageFolder;
import dev.selfsame.method.Byol;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.train.Run;
import dev.selfsame.train.Training;
import java.io.IOException;
import java.nio.file.Path;

/** The README's program: trains on the images in {@code photos} and embeds them. */
public final class Readme {
    private Readme() {}

    /** Takes no arguments. */
    @SuppressWarnings("UnusedVariable") // what becomes of the embeddings is the reader's affair
    public static void main(String[] arguments) throws IOException {
        Run run = Training.of(Byol.recipe("cifar10"))
                .images(ImageFolder.open(Path.of("photos")))
                .epochs(100)
                .into(Path.of("runs/byol"))
                .run();
        try (Encoder encoder = Encoder.load(run.directory())) {
            Embeddings embeddings = encoder.embed(ImageFolder.open(Path.of("photos")));
        }
    }
}
