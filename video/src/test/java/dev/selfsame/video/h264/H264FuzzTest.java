package dev.selfsame.video.h264;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.testing.Fuzzing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever an H.264 file holds, its frames are decoded or a line says why not, soon and in little memory. {@link Fuzzing}
 * says for how long and of which seed.
 */
class H264FuzzTest {
    private static final long SOON = 60_000_000_000L; // ns; a busy machine is slow

    @TempDir
    Path folder;

    @Test
    void mutatedFiles() throws IOException {
        byte[] good = Files.readAllBytes(Encoded.film(folder.resolve("good.mp4"), 6));
        Random random = new Random(Fuzzing.seed());
        long end = System.nanoTime() + Fuzzing.of(1).toNanos();
        int decoded = 0;
        int refused = 0;
        for (int round = 0; round < 100 || System.nanoTime() < end; round++) {
            byte[] bytes = change(good.clone(), random);
            Path file = Files.write(folder.resolve("bad.mp4"), bytes);
            long begin = System.nanoTime();
            try {
                ImageSource images = Sources.open(file.toString());
                for (int i = 0; i < Math.min(images.size(), 20); i++) {
                    decoded += decode(images, i) ? 1 : 0;
                }
            } catch (IOException e) {
                refused++;
                assertFalse(e.getMessage() == null || e.getMessage().isBlank(), () -> "no reason: " + e);
            } catch (RuntimeException | Error e) {
                fail(Base64.getEncoder().encodeToString(bytes), e);
            }
            long took = System.nanoTime() - begin;
            assertTrue(took < SOON, () -> took + " ns: " + Base64.getEncoder().encodeToString(bytes));
        }
        assertTrue(decoded > 0 && refused > 0, decoded + " frames decoded, " + refused + " files refused");
    }

    private static boolean decode(ImageSource images, int i) {
        try {
            images.decode(i);
            return true;
        } catch (IOException | UnreadableImageException e) {
            assertFalse(e.getMessage() == null || e.getMessage().isBlank(), () -> "no reason: " + e);
            return false;
        }
    }

    private static byte[] change(byte[] bytes, Random random) {
        if (random.nextInt(8) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        boolean zeros = random.nextInt(4) == 0;
        int from = random.nextInt(bytes.length);
        for (int j = random.nextInt(zeros ? 60 : 6); j >= 0; j--) {
            int at = zeros ? Math.min(from + j, bytes.length - 1) : random.nextInt(bytes.length);
            bytes[at] =
                    (byte) (zeros ? 0 : random.nextBoolean() ? random.nextInt() : bytes[at] ^ (1 << random.nextInt(8)));
        }
        return bytes;
    }
}
