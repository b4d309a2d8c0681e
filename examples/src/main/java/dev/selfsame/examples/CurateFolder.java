package dev.selfsame.examples;

import dev.selfsame.curate.Duplicates;
import dev.selfsame.curate.EmbeddedImages;
import dev.selfsame.curate.ImageLocations;
import dev.selfsame.curate.KCenter;
import dev.selfsame.curate.NearDuplicates;
import dev.selfsame.curate.Thumbnails;
import dev.selfsame.data.ImageFolder;
import dev.selfsame.data.ImageList;
import dev.selfsame.model.Encoder;
import java.io.IOException;
import java.nio.file.Path;

/** Choosing images by an encoder: each picture once, and a few that stand for all. */
public final class CurateFolder {
    private CurateFolder() {}

    /** Writes two lists for training, {@code unique.txt} and {@code some.txt}, and gives the duplicates. */
    public static Duplicates curate(Encoder encoder, Path photos, int some, Path lists) throws IOException {
        ImageFolder images = ImageFolder.open(photos);
        try (EmbeddedImages set = EmbeddedImages.of(encoder.embed(images))) {
            ImageLocations locations = ImageLocations.of(set.names(), images);
            Duplicates found = NearDuplicates.VERIFYING.find(set, Thumbnails.of(set, images));
            ImageList.write(lists.resolve("unique.txt"), photos.toString(), images, locations.places(found.kept()));
            int[] few = new KCenter(some).choose(set).rows();
            ImageList.write(lists.resolve("some.txt"), photos.toString(), images, locations.places(few));
            return found;
        }
    }
}
