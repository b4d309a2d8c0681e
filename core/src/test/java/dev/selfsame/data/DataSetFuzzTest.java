package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.testing.Fuzzing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a data set's file holds, it is opened and its images are read, or a line says why not. {@link Fuzzing} says for
 * how long and of which seed.
 */
class DataSetFuzzTest {
    private static final int FEWEST = 200;

    @TempDir
    Path folder;

    @Test
    void idx() throws IOException {
        run(List.of("train-images-idx3-ubyte"), List.of(IdxImagesTest.idx(12, 5, 4)), "", 1);
    }

    @Test
    void parquet() throws Exception {
        List<String> names = List.of(
                "huggingface.parquet",
                "dictionary-snappy.parquet",
                "v1-snappy.parquet",
                "v2-zstd.parquet",
                "plain-gzip.parquet",
                "delta-lz4.parquet");
        byte[][] files = new byte[names.size()][];
        for (int k = 0; k < files.length; k++) {
            files[k] = Files.readAllBytes(
                    Path.of(Objects.requireNonNull(DataSetFuzzTest.class.getResource("/parquet/" + names.get(k)))
                            .toURI()));
        }
        run(names.subList(0, 2), Arrays.asList(files).subList(0, 2), "", 2);
        run(names.subList(2, 6), Arrays.asList(files).subList(2, 6), "#label=text", 2);
    }

    @Test
    void video() throws IOException {
        Movies shifted = Movies.adding("K10 D3 D-2 D1 K50 D3 D-2 D1 K90");
        shifted.shifts = new int[] {0, 20, -10, -10, 0, 20, -10, -10, 0};
        shifted.indexFirst = false;
        run(List.of("a.mov", "b.mp4"), List.of(Movies.jpeg(5).file(), shifted.file()), "", 1);
    }

    @Test
    void csv() throws IOException {
        byte[] good = "path,label\n\"a, b.jpg\",x\nb.jpg,\"y\"\"z\"\n".getBytes(UTF_8);
        run(List.of("m.csv"), List.of(good), "", 1);
    }

    /** Takes one of so many parts of a format's time. */
    private void run(List<String> names, List<byte[]> files, String columns, int parts) throws IOException {
        Random random = new Random(Fuzzing.seed());
        long end = System.nanoTime() + Fuzzing.of(1).toNanos() / parts;
        int opened = 0;
        int cases = 0;
        for (; cases < FEWEST || System.nanoTime() < end; cases++) {
            int k = random.nextInt(names.size());
            byte[] bytes = change(files.get(k).clone(), random);
            Path file = Files.write(folder.resolve(names.get(k)), bytes);
            try {
                opened += read(Sources.open(file + columns)) ? 1 : 0;
            } catch (SourceException e) {
                assertOneLine(e);
                assertFalse(Objects.requireNonNull(e.getMessage()).contains("\n"), e.getMessage());
            } catch (RuntimeException | Error e) {
                fail(
                        "seed " + Fuzzing.seed() + ", from " + names.get(k) + ": "
                                + Base64.getEncoder().encodeToString(bytes),
                        e);
            }
        }
        assertTrue(opened > 0 && opened < cases, opened + " of " + cases + " could be opened");
    }

    private static boolean read(ImageSource images) {
        assertFalse(images.describe().isBlank());
        for (int i = 0; i < Math.min(images.size(), 1000); i++) {
            try {
                assertEquals(3, images.decode(i).channels());
            } catch (IOException | UnreadableImageException e) {
                assertOneLine(e);
            }
        }
        return true;
    }

    private static void assertOneLine(Exception e) {
        String reason = Reason.of(e);
        assertFalse(reason.isBlank() || reason.equals(e.getClass().getSimpleName()), () -> "no reason: " + e);
        assertFalse(reason.contains("\n"), reason);
    }

    private static byte[] change(byte[] bytes, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> { // the header of an idx file, the footer of a Parquet file
                int at = random.nextBoolean() ? 0 : Math.max(0, bytes.length - 3_000);
                int length = Math.min(bytes.length - at, at == 0 ? 60 : 3_000);
                for (int j = random.nextInt(3); j >= 0; j--) {
                    bytes[at + random.nextInt(length)] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
                }
            }
            case 2 -> {
                int at = random.nextInt(bytes.length);
                int end = Math.min(bytes.length, at + 1 + random.nextInt(20));
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
                System.arraycopy(bytes, end, shorter, at, bytes.length - end);
                return shorter;
            }
            case 3 -> {
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                int length = Math.min(1 + random.nextInt(30), bytes.length - Math.max(from, to));
                System.arraycopy(bytes, from, bytes, to, length);
            }
            default -> {
                for (int j = random.nextInt(6); j >= 0; j--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return bytes;
    }
}
