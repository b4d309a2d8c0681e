package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.ImageFolder;
import dev.selfsame.image.ColorOperations;
import dev.selfsame.image.Geometry;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import dev.selfsame.testing.External;
import dev.selfsame.testing.Shared;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What verification says of a hundred photographs: copies are told from all others. */
@External
class RealPhotosTest {
    private static final double LEAST_SIMILARITY = NearDuplicates.VERIFYING.similarity();

    @Test
    void copiesAreAlikeAndNoTwoPhotographsAre() throws Exception {
        ImageFolder photos = ImageFolder.open(Shared.photos());
        List<Thumbnail> all = new ArrayList<>();
        int copies = 0;
        int lost = 0;
        for (int i = 0; i < photos.size(); i++) {
            Pixels photo = photos.decode(i);
            Thumbnail thumbnail = Thumbnail.of(photo);
            for (Thumbnail other : all) {
                double similarity = thumbnail.similarity(other);
                assertTrue(similarity < LEAST_SIMILARITY, photos.name(i) + " is alike another by " + similarity);
            }
            all.add(thumbnail);
            for (Pixels copy : copies(photo)) {
                copies++;
                lost += thumbnail.similarity(Thumbnail.of(ImageDecoder.decode(ImageEncoder.jpeg(copy, 60))))
                                < LEAST_SIMILARITY
                        ? 1
                        : 0;
            }
        }
        assertTrue(lost <= copies / 100, lost + " of " + copies + " copies aren't alike");
    }

    private static List<Pixels> copies(Pixels photo) {
        return List.of(
                photo,
                Resampling.resize(photo, photo.width() / 3, photo.height() / 3, Interpolation.BICUBIC),
                Resampling.resize(photo, 2 * photo.width(), 2 * photo.height(), Interpolation.BICUBIC),
                Geometry.flipHorizontally(photo),
                Geometry.rotate(photo, 1),
                ColorOperations.brightness(photo, 1.4),
                ColorOperations.brightness(photo, 0.6));
    }
}
