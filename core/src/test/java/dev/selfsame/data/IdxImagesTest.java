package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Samples;
import dev.selfsame.image.SamplesDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxImagesTest {
    @TempDir
    Path folder;

    /** Values that count up from 0, behind a header. */
    static byte[] idx(int... sizes) {
        int count = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        ByteBuffer out = ByteBuffer.allocate(4 + 4 * sizes.length + count);
        out.putInt(0x800 | sizes.length);
        for (int size : sizes) {
            out.putInt(size);
        }
        for (int i = 0; i < count; i++) {
            out.put((byte) i);
        }
        return out.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void readsImagesAndFindsTheirLabels() throws Exception {
        Files.write(folder.resolve("train-images-idx3-ubyte"), idx(12, 3, 5));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), idx(12));
        ImageSource images = Sources.open(folder.toString());
        Pixels pixels = images.decode(2);

        assertEquals(12, images.size());
        assertEquals(List.of("0", "1", "10", "11", "2", "3", "4", "5", "6", "7", "8", "9"), images.classes());
        assertEquals("10", images.label(10));
        assertEquals("train-images-idx3-ubyte/02.png", images.name(2));
        assertEquals(5, pixels.width());
        assertEquals(3, pixels.height());
        for (int c = 0; c < 3; c++) {
            assertEquals(2 * 15 + 2 * 5 + 4, pixels.sample(4, 2, c));
        }
        assertArrayEquals(pixels.data(), ImageDecoder.decode(images.read(2)).data());
        Samples grey = SamplesDecoder.decode(images.read(2), 1);
        assertEquals(1, SamplesDecoder.channels(images.read(2)));
        assertEquals(2 * 15 + 2 * 5 + 4, grey.data()[2 * 5 + 4]);
    }

    @Test
    void readsThemPackedToo() throws Exception {
        Path packed = Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), gzip(idx(4, 2, 2)));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte.gz"), gzip(idx(4)));
        ImageSource images = Sources.open(folder + ":test");
        assertEquals(4, images.size());
        assertEquals("3", images.label(3));
        assertEquals(13, images.decode(3).sample(1, 0, 1));
        assertEquals("3", Sources.open(packed.toString()).label(3));

        Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idx(4));
        assertEquals("3", Sources.open(packed.toString()).label(3));
    }

    @Test
    void withoutLabelsItSaysSo() throws IOException {
        Path file = Files.write(folder.resolve("emnist-train-images-idx3-ubyte"), idx(1, 2, 2));
        ImageSource images = Sources.open(file.toString());
        assertEquals(
                "the idx file " + file
                        + " with 1 image of 2×2 without labels (there is no emnist-train-labels-idx1-ubyte beside it)",
                images.describe());
        assertEquals(-1, images.classIndex(0));
        assertThrows(SourceException.class, images::labelled);

        Path other = Files.write(folder.resolve("mine.idx3"), idx(1, 2, 2));
        assertEquals(
                "the idx file " + other
                        + " with 1 image of 2×2 without labels (its name does not say where its labels are)",
                Sources.open(other.toString()).describe());
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path file = folder.resolve("train-images-idx3-ubyte");
        byte[] good = idx(4, 2, 2);
        Path labels = folder.resolve("train-labels-idx1-ubyte");

        assertMessage(
                file + " is cut off or damaged: its header says 4×2×2 bytes behind itself, and there are 15",
                Files.write(file, Arrays.copyOf(good, good.length - 1)));
        assertMessage(file + " is cut off in its header: 10 bytes", Files.write(file, Arrays.copyOf(good, 10)));
        assertMessage(
                file + " is no idx file: it does not begin with two zero bytes, type and dimensions",
                Files.write(file, gzip(good)));
        assertMessage(
                file + " is an idx file of type 0x0d with 3 dimensions: only unsigned bytes (0x08) are read",
                Files.write(file, ByteBuffer.allocate(40).putInt(0xD03).array()));
        assertMessage(
                file + " is cut off or damaged: its header says 4294967295×4294967295×2 bytes behind itself,"
                        + " and there are 24",
                Files.write(
                        file,
                        ByteBuffer.allocate(40)
                                .putInt(0x803)
                                .putLong(-1)
                                .putInt(2)
                                .array()));
        assertMessage(file + " has no images that can be read: 0 of 2×2 pixels", Files.write(file, idx(0, 2, 2)));
        assertMessage(
                labels + " holds labels: give an idx file of images, which has 3 dimensions",
                Files.write(labels, idx(5)));
        Files.write(file, good);
        assertMessage(labels + " has 5 labels, and " + file + " has 4 images", file);

        Path packed = folder.resolve("t10k-images-idx3-ubyte.gz");
        byte[] whole = gzip(idx(4, 20, 20));
        assertMessage(
                "cannot read " + packed + ": the gzip file is cut off",
                Files.write(packed, Arrays.copyOf(whole, whole.length - 20)));
        assertMessage("cannot read " + packed + ": Not in GZIP format", Files.write(packed, good));
        assertMessage(
                packed + " is cut off or damaged: its header says 4×2×2 bytes behind itself, and there are 17",
                Files.write(packed, gzip(Arrays.copyOf(good, 500_000))));
        byte[] claim = ByteBuffer.allocate(30)
                .putInt(0x803)
                .putInt(1000)
                .putInt(900)
                .putInt(900)
                .array();
        assertMessage(
                "cannot read " + packed + ": cut off or damaged: its header claims 809999996 bytes",
                Files.write(packed, gzip(claim)));
        claim[5] = 1;
        assertMessage(
                "cannot read " + packed + ": more than 1 GiB when unpacked: unpack it on disk",
                Files.write(packed, gzip(claim)));
    }

    private static void assertMessage(String expected, Path source) {
        assertEquals(
                expected,
                assertThrows(SourceException.class, () -> Sources.open(source.toString()))
                        .getMessage());
    }
}
