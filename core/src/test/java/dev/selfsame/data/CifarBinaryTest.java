package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarBinaryTest {
    private static final String NAMES = "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n";

    @TempDir
    Path folder;

    /** Records whose sample at channel c, row y and column x is seed + 100 c + 3 y + x. */
    private static byte[] records(int labelBytes, int... labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int seed = 0; seed < labels.length; seed++) {
            for (int j = 1; j < labelBytes; j++) {
                out.write(7);
            }
            out.write(labels[seed]);
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < 32; y++) {
                    for (int x = 0; x < 32; x++) {
                        out.write(seed + 100 * c + 3 * y + x);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private void tenIn(Path where) throws IOException {
        Files.writeString(where.resolve("batches.meta.txt"), NAMES);
        for (int batch = 1; batch <= 5; batch++) {
            Files.write(where.resolve("data_batch_" + batch + ".bin"), records(1, batch, 9));
        }
        Files.write(where.resolve("test_batch.bin"), records(1, 0, 6, 6));
    }

    @Test
    void aFolderHoldsTheTrainingImagesAndTheTestImages() throws IOException {
        tenIn(folder);
        ImageSource train = Sources.open(folder.toString());
        ImageSource test = Sources.open(folder + ":test");

        assertEquals(10, train.size());
        assertEquals(10, train.classes().size());
        assertEquals("data_batch_3.bin/1.png", train.name(5));
        assertEquals("truck", train.label(5));
        assertEquals("cat", train.label(4));
        assertEquals(3, test.size());
        assertEquals("frog", test.label(2));
        assertEquals(
                "the CIFAR-10 training images in " + folder + " with 10 images of 32×32 in 10 classes",
                train.describe());
        assertEquals(train.fingerprint(), Sources.open(folder + ":train").fingerprint());
        assertNotEquals(train.fingerprint(), test.fingerprint());
    }

    @Test
    void pixelsAreThePlanesAndTheSameAsTheFilesThatItReads() throws Exception {
        tenIn(folder);
        ImageSource images = Sources.open(folder.resolve("test_batch.bin").toString());
        Pixels pixels = images.decode(2);

        assertEquals(32, pixels.width());
        assertEquals(2 + 3 * 5 + 9, pixels.sample(9, 5, 0));
        assertEquals(2 + 100 + 3 * 5 + 9, pixels.sample(9, 5, 1));
        assertEquals(2 + 200 + 3 * 5 + 9, pixels.sample(9, 5, 2));
        assertArrayEquals(pixels.data(), ImageDecoder.decode(images.read(2)).data());
        assertThrows(IndexOutOfBoundsException.class, () -> images.pixels(3, DecodeOptions.DEFAULT));
    }

    @Test
    void aHundredClassesHaveTheFineLabels() throws IOException {
        Files.write(folder.resolve("train.bin"), records(2, 99, 12));
        Files.write(folder.resolve("test.bin"), records(2, 0));
        ImageSource train = Sources.open(folder.toString());

        assertEquals(List.of("12", "99"), train.classes());
        assertEquals("99", train.label(0));
        assertEquals(List.of("0"), Sources.open(folder + ":test").classes());
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        tenIn(folder);
        Path file = folder.resolve("test_batch.bin");
        Files.write(file, new byte[3073 * 2 + 100]);
        assertMessage(
                file + " is cut off or no CIFAR-10 file: 6246 bytes are no whole number of records of 3073",
                file.toString());
        Files.write(file, new byte[0]);
        assertMessage(
                file + " is cut off or no CIFAR-10 file: 0 bytes are no whole number of records of 3073",
                folder + ":test");
        Files.write(file, records(1, 3, 10));
        assertMessage(file + " is no CIFAR-10 file: the label of image 1 is 10, not 0 to 9", file.toString());
        Files.writeString(folder.resolve("batches.meta.txt"), "airplane\ncat\n");
        assertMessage(
                "the label of image 0 in " + folder.resolve("data_batch_2.bin") + " is 2, and "
                        + folder.resolve("batches.meta.txt") + " has names for 0 to 1",
                folder.resolve("data_batch_2.bin").toString());
        assertMessage(folder + " has the parts train and test, not valid", folder + ":valid");
        Files.delete(folder.resolve("data_batch_4.bin"));
        assertMessage("the CIFAR-10 folder " + folder + " lacks data_batch_4.bin", folder.toString());
        assertMessage("no such folder or file: nowhere/test.bin", "nowhere/test.bin");
    }

    @Test
    void aFileThatBecomesShorterIsSkippedWithAReason() throws IOException {
        tenIn(folder);
        Path file = folder.resolve("test_batch.bin");
        ImageSource images = Sources.open(file.toString());
        Files.write(file, records(1, 1));
        images.pixels(0, DecodeOptions.DEFAULT);
        assertEquals(
                "the file test_batch.bin has become shorter",
                Reason.of(assertThrows(IOException.class, () -> images.pixels(2, DecodeOptions.DEFAULT))));
    }

    private static void assertMessage(String expected, String source) {
        assertEquals(
                expected,
                assertThrows(SourceException.class, () -> Sources.open(source)).getMessage());
    }
}
