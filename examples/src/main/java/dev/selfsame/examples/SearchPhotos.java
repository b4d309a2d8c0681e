package dev.selfsame.examples;

import dev.selfsame.data.ImageFolder;
import dev.selfsame.model.Encoder;
import dev.selfsame.search.EmbeddingIndex;
import dev.selfsame.search.Neighbour;
import java.io.IOException;
import java.nio.file.Path;

/** Embeds the images of a folder, builds an index of them, and prints those that are nearest to another image. */
public final class SearchPhotos {
    private SearchPhotos() {}

    /** Takes a run, a folder of images, an image, and where to put embeddings and index. */
    public static void main(String[] arguments) throws IOException {
        Path embeddings = Path.of(arguments[3], "photos.parquet");
        Path index = Path.of(arguments[3], "photos.index");
        try (Encoder encoder = Encoder.load(Path.of(arguments[0]))) {
            encoder.embed(ImageFolder.open(Path.of(arguments[1])), embeddings);
            EmbeddingIndex.build(embeddings, index);
            try (EmbeddingIndex opened = EmbeddingIndex.open(index)) {
                for (Neighbour found : opened.search(encoder, Path.of(arguments[2]), 10)) {
                    System.out.println(found.path() + " " + found.cosine());
                }
            }
        }
    }
}
