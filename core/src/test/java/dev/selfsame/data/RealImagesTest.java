package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.testing.External;
import dev.selfsame.testing.Shared;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.SimClrViews;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@External
@Timeout(120)
class RealImagesTest {
    @Test
    void batchesOfPhotographsAreEqualForAnyNumberOfWorkers() throws Exception {
        ImageFolder cifar = ImageFolder.open(Shared.cifar10().resolve("train"));
        assertEquals(10_000, cifar.size());
        assertEquals(10, cifar.classes().size());
        assertEquals("truck", cifar.label(9_999));

        List<Integer> one = hashes(cifar, SimClrViews.of(32), 128, 1);
        assertEquals(one, hashes(cifar, SimClrViews.of(32), 128, 4));
        ImageFolder photos = ImageFolder.open(Shared.photos());
        assertEquals(hashes(photos, SimClrViews.of(96), 8, 1), hashes(photos, SimClrViews.of(96), 8, 3));
    }

    @Test
    void oddFilesAreListedAndTheOthersRead() throws Exception {
        ImageFolder odd = ImageFolder.open(Shared.oddImages());
        Skipped skipped = new Skipped();
        int read = 0;
        try (EvaluationLoader loader = EvaluationLoader.open(odd, EvaluationView.of(64), 8, 2, skipped)) {
            for (LoadedBatch batch = loader.next(); batch != null; batch = loader.next()) {
                read += batch.size();
                batch.release();
            }
        }
        assertEquals(odd.size(), read + skipped.count());
        assertEquals(
                List.of(
                        "broken.png",
                        "broken_data_stream.png",
                        "decompression_bomb.gif",
                        "empty.jpg",
                        "shortfile.bmp",
                        "text.jpg",
                        "truncated_image.png",
                        "truncated_jpeg.jpg",
                        "zero_width.gif"),
                skipped.entries().stream().map(Skipped.Entry::name).toList());
    }

    private static List<Integer> hashes(ImageSource source, SimClrViews views, int batchSize, int workers)
            throws InterruptedException {
        List<Integer> hashes = new ArrayList<>();
        try (Loader loader =
                Loader.open(source, views, LoaderConfig.of(batchSize, 3).withWorkers(workers))) {
            for (int i = 0; i < 6; i++) {
                LoadedBatch batch = loader.next();
                hashes.add(batch.view(0).hashCode());
                hashes.add(batch.view(1).hashCode());
                batch.release();
            }
        }
        return hashes;
    }
}
