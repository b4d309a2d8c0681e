package dev.selfsame.cli;

import dev.selfsame.curate.EmbeddedImages;
import dev.selfsame.curate.ImageLocations;
import dev.selfsame.data.Skipped;
import org.jspecify.annotations.Nullable;

/**
 * What a command of {@code curate} works on.
 *
 * @param images the embeddings
 * @param data what the source was opened from, null without one
 * @param locations where the images are in it, null without one
 * @param skipped images of it that couldn't be read
 */
record CuratedImages(EmbeddedImages images, @Nullable String data, @Nullable ImageLocations locations, Skipped skipped)
        implements AutoCloseable {
    @Override
    public void close() {
        images.close();
    }
}
