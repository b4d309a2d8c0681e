package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.model.EmbeddingWriter;
import dev.selfsame.model.Embeddings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedImagesTest {
    @TempDir
    private Path folder;

    @Test
    void rowsAreNormalised() {
        try (EmbeddedImages images = Made.images(new float[] {3, 4}, new float[] {1e30f, 0}, new float[] {0, 0})) {
            assertArrayEquals(
                    new float[] {0.6f, 0.8f, 1, 0, 0, 0}, images.rows().toFloats(), 1e-6f);
        }
    }

    @Test
    void aNumberThatIsNotFiniteIsNamed() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> Made.images(new float[] {1, 2}, new float[] {1, bad}));
            assertEquals("embeddings must be finite: value 1 of row 1 (image-1) is " + bad, e.getMessage());
        }
    }

    @Test
    void rowsOfAnotherLengthAreRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> Made.images(new float[] {1, 2}, new float[] {1, 2, 3}));
        assertEquals("embeddings must have 2 dimensions, got 3 of image-1", e.getMessage());
    }

    @Test
    void missingLabelsAreCounted() {
        float[][] rows = Made.noise(3, 2, 1);
        try (EmbeddedImages images = Made.images(rows, Arrays.asList("b", null, null))) {
            assertFalse(images.isLabelled());
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, images::classOf);
            assertEquals("labels are needed, and 2 of the 3 images have none (the first: image-1)", e.getMessage());
        }
        try (EmbeddedImages images = Made.images(rows, List.of("b", "a", "b"))) {
            assertTrue(images.isLabelled());
            assertArrayEquals(new int[] {1, 0, 1}, images.classOf());
        }
    }

    @Test
    void labelsThatAreMissingAreTheSources() throws IOException {
        ImageSource source = new DemoImages(1, DemoImages.Split.TEST, 6);
        try (EmbeddedImages.Builder builder = new EmbeddedImages.Builder(3, 2);
                EmbeddedImages images = builder.add(source.name(4), "own", new float[] {1, 2})
                        .add(source.name(5), null, new float[] {1, 2})
                        .add("elsewhere.jpg", null, new float[] {1, 2})
                        .build()
                        .labelledBy(
                                ImageLocations.of(List.of(source.name(4), source.name(5), "elsewhere.jpg"), source))) {
            assertEquals(Arrays.asList("own", source.label(5), null), images.labels());
        }
    }

    @Test
    void filesAreReadAsTheyWereWritten() throws IOException {
        float[][] rows = Made.noise(5, 3, 1);
        Embeddings.Builder all = new Embeddings.Builder(3);
        for (int i = 0; i < 5; i++) {
            all.add("a/" + i + ".jpg", i == 2 ? null : "a", rows[i]);
        }
        for (String name : List.of("some.csv", "some.parquet")) {
            all.build().write(folder.resolve(name));
            try (EmbeddedImages images = EmbeddedImages.read(folder.resolve(name));
                    EmbeddedImages same = EmbeddedImages.of(all.build())) {
                assertEquals(same.names(), images.names());
                assertEquals(Arrays.asList("a", "a", null, "a", "a"), images.labels());
                assertArrayEquals(same.rows().toFloats(), images.rows().toFloats());
            }
        }
    }

    @Test
    void aFileThatIsCutOffOrEmptyIsRefusedByName() throws IOException {
        Path file = folder.resolve("some.npy");
        Embeddings.Builder all = new Embeddings.Builder(64);
        for (float[] row : Made.noise(50, 64, 1)) {
            all.add("x.jpg", null, row);
        }
        all.build().write(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
        IOException e = assertThrows(IOException.class, () -> EmbeddedImages.read(file));
        assertTrue(e.getMessage().contains("some.npy"), e.getMessage());
        Path none = folder.resolve("none.csv");
        try (EmbeddingWriter writer = EmbeddingWriter.create(none, 3)) {
            writer.commit();
        }
        assertThrows(IOException.class, () -> EmbeddedImages.read(none));
    }
}
