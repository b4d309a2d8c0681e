package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.image.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Stl10BinaryTest {
    private static final String NAMES = "airplane\nbird\ncar\ncat\ndeer\ndog\nhorse\nmonkey\nship\ntruck\n";

    @TempDir
    Path folder;

    /** Pictures whose sample at channel c, row y and column x is 80 c + y + 2 x, and one more in the next picture. */
    private static byte[] pictures(int count) {
        byte[] bytes = new byte[count * 3 * 96 * 96];
        for (int i = 0, at = 0; i < count; i++) {
            for (int c = 0; c < 3; c++) {
                for (int x = 0; x < 96; x++) {
                    for (int y = 0; y < 96; y++) {
                        bytes[at++] = (byte) (i + 80 * c + y + 2 * x);
                    }
                }
            }
        }
        return bytes;
    }

    @Test
    void picturesLieColumnByColumn() throws Exception {
        Files.write(folder.resolve("unlabeled_X.bin"), pictures(2));
        ImageSource images = Sources.open(folder + ":unlabeled");
        Pixels pixels = images.decode(1);

        assertEquals(96, pixels.height());
        for (int c = 0; c < 3; c++) {
            assertEquals((1 + 80 * c + 30 + 2 * 70) & 0xFF, pixels.sample(70, 30, c));
        }
        assertEquals("unlabeled_X.bin/1.png", images.name(1));
        assertEquals(List.of(), images.classes());
        assertEquals(-1, images.classIndex(0));
    }

    @Test
    void labelsCountFromOneAndHaveNames() throws IOException {
        Files.write(folder.resolve("train_X.bin"), pictures(3));
        Files.write(folder.resolve("train_y.bin"), new byte[] {10, 1, 4});
        assertEquals("10", Sources.open(folder.toString()).label(0));

        Files.writeString(folder.resolve("class_names.txt"), NAMES);
        ImageSource images = Sources.open(folder.resolve("train_X.bin").toString());
        assertEquals(10, images.classes().size());
        assertEquals(List.of("truck", "airplane", "cat"), List.of(images.label(0), images.label(1), images.label(2)));
    }

    @Test
    void saysWhatIsWrongAndWhatIsMissing() throws IOException {
        Path file = Files.write(folder.resolve("test_X.bin"), pictures(2));
        ImageSource unlabelled = Sources.open(file.toString());
        assertEquals(
                "the STL-10 file " + file + " with 2 images of 96×96 without labels (there is no test_y.bin beside it)",
                unlabelled.describe());
        assertEquals(2, Sources.open(folder + ":test").size());
        assertMessage("cannot read " + folder.resolve("train_X.bin") + ": no such file", folder.toString());

        Path labels = Files.write(folder.resolve("test_y.bin"), new byte[] {1, 2, 3});
        assertMessage(labels + " has 3 labels, and " + file + " has 2 images", file.toString());
        Files.write(labels, new byte[] {1, 0});
        assertMessage("the label of image 1 in " + labels + " is 0, not 1 to 10", file.toString());
        Files.write(file, new byte[27_648 + 1]);
        assertMessage(
                file + " is cut off or no STL-10 file: 27649 bytes are no whole number of pictures of 27648",
                file.toString());
    }

    private static void assertMessage(String expected, String source) {
        assertEquals(
                expected,
                assertThrows(SourceException.class, () -> Sources.open(source)).getMessage());
    }
}
