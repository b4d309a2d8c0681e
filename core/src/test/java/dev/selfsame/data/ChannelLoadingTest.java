package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.ChannelFiles;
import dev.selfsame.image.ChannelFiles.Kind;
import dev.selfsame.image.ChannelFiles.Layout;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.ChannelViews;
import dev.selfsame.view.EvaluationView;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of TIFF files and arrays, to the batches that come of them. */
class ChannelLoadingTest {
    @TempDir
    Path folder;

    private static Samples image(int i) {
        return ChannelFiles.whole(12 + i, 20, 5, i, 4000);
    }

    /** Ten images; of 5 channels, but for one. */
    private ImageFolder images() throws IOException {
        for (int i = 0; i < 10; i++) {
            byte[] file = i % 2 == 0
                    ? ChannelFiles.tiff(image(i), Kind.UINT16, i % 4 == 0 ? Layout.PLANES : Layout.PAGES)
                    : ChannelFiles.npy(image(i), Kind.FLOAT64);
            Files.write(folder.resolve(i + (i % 2 == 0 ? ".tif" : ".npy")), file);
        }
        Files.write(folder.resolve("x.npy"), ChannelFiles.npy(ChannelFiles.whole(4, 6, 3, 1, 9), Kind.INT8));
        return ImageFolder.withArrays(folder);
    }

    private static Views views(ImageSource source) throws SourceException {
        return ChannelViews.of(8, ChannelSurvey.of(source, 5).statistics());
    }

    @Test
    void archivesHoldArraysToo() throws Exception {
        ImageFolder files = images();
        Path zip = folder.resolve("all.zip");
        Path tar = folder.resolve("all.tar");
        try (ZipOutputStream zipped = new ZipOutputStream(Files.newOutputStream(zip));
                TarArchiveOutputStream tarred = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            for (int i = 0; i < files.size(); i++) {
                zipped.putNextEntry(new ZipEntry("a/" + files.name(i)));
                zipped.write(files.read(i));
                TarArchiveEntry entry = new TarArchiveEntry("a/" + files.name(i));
                entry.setSize(files.read(i).length);
                tarred.putArchiveEntry(entry);
                tarred.write(files.read(i));
                tarred.closeArchiveEntry();
            }
        }
        for (Path archive : List.of(zip, tar)) {
            ImageSource all = Sources.open(archive.toString(), true);
            assertEquals(11, all.size());
            assertEquals(5, Sources.open(archive.toString()).size());
            for (int i = 0; i < all.size(); i++) {
                assertArrayEquals(files.read(i), all.read(i), all.name(i));
            }
        }
    }

    @Test
    void arraysAreImagesOnlyWhereAskedFor() throws IOException {
        assertEquals(11, images().size());
        assertEquals(11, Sources.open(folder.toString(), true).size());
        assertEquals(5, ImageFolder.open(folder).size());
        assertEquals(5, Sources.open(folder.toString()).size());
        Path arrays = Files.createDirectory(folder.resolve("arrays"));
        Files.write(arrays.resolve("x.npy"), new byte[1]);
        String message = assertThrows(SourceException.class, () -> ImageFolder.open(arrays))
                .getMessage();
        assertTrue(message.endsWith(".pam; found 1 other files"), message);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertTrue(assertThrows(SourceException.class, () -> ImageFolder.withArrays(empty))
                .getMessage()
                .endsWith(".pam .npy"));
    }

    @Test
    void batchesAreTheSameForAnyNumberOfWorkersAndAnyCache() throws Exception {
        ImageFolder source = images();
        Views views = views(source);
        List<FloatBuffer> seen = new ArrayList<>();
        for (int workers : new int[] {1, 3}) {
            for (long cache : new long[] {0, 1 << 22}) {
                LoaderConfig config = LoaderConfig.of(4, 7).withWorkers(workers).withCacheBytes(cache);
                try (Loader loader = Loader.open(source, views, config)) {
                    FloatBuffer all = FloatBuffer.allocate(6 * 2 * 4 * 8 * 8 * 5);
                    for (int step = 0; step < 6; step++) {
                        LoadedBatch batch = loader.next();
                        all.put(batch.view(0).asFloatBuffer()).put(batch.view(1).asFloatBuffer());
                        batch.release();
                    }
                    seen.add(all.flip());
                }
            }
        }
        for (FloatBuffer other : seen) {
            assertEquals(seen.get(0), other);
        }
    }

    @Test
    void evaluationSeesEachReadableImageAndNamesTheOthers() throws Exception {
        ImageFolder source = images();
        EvaluationView view = new EvaluationView(
                8, 8, EvaluationView.of(8).interpolation(), views(source).normalize());
        Skipped skipped = new Skipped();
        try (EvaluationLoader loader = EvaluationLoader.open(source, view, 16, 2, skipped)) {
            LoadedBatch batch = loader.next();
            assertEquals(10, batch.size());
            FloatBuffer found = batch.view(0).asFloatBuffer();
            for (int i = 0; i < 10; i++) {
                FloatBuffer expected = FloatBuffer.allocate(320);
                view.render(image(i), 0, Draws.of(0, Stream.SAMPLE, 0, i, 0), expected, 0);
                float[] row = new float[320];
                found.get(i * 320, row);
                assertArrayEquals(expected.array(), row);
            }
        }
        assertEquals(
                List.of("x.npy"),
                skipped.entries().stream().map(Skipped.Entry::name).toList());
        assertEquals(
                "an npy array of shape [6, 4, 3] has no side of 5 channels",
                skipped.entries().get(0).reason());
    }
}
