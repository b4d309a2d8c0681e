package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, the decoder gives an image or one line of why not. */
class ImageDecoderFuzzTest {
    @Test
    void fiveHundredBrokenFiles() throws IOException {
        run(500, 1);
    }

    @Test
    @Tag("slow")
    void twentyThousandBrokenFiles() throws IOException {
        run(20_000, 2);
    }

    private static void run(int count, long seed) throws IOException {
        List<SmallImages.Expected> images = SmallImages.all();
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            SmallImages.Expected image = images.get(random.nextInt(images.size()));
            byte[] bytes = change(image.bytes(), random);
            if (image.name().endsWith(".png") && random.nextInt(3) > 0) {
                repairChecksums(bytes);
            }
            try {
                Pixels pixels = ImageDecoder.decode(bytes);
                assertEquals(3, pixels.channels());
            } catch (UnreadableImageException e) {
                String reason = Objects.requireNonNull(e.getMessage());
                assertFalse(reason.isBlank() || reason.contains("\n"), reason);
            } catch (RuntimeException | Error e) {
                fail(
                        "from " + image + ", case " + i + ": "
                                + Base64.getEncoder().encodeToString(bytes),
                        e);
            }
        }
    }

    private static byte[] change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(5)) {
            case 0 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 1 -> {
                for (int j = random.nextInt(4); j >= 0; j--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 2 -> {
                for (int j = random.nextInt(3); j >= 0; j--) {
                    bytes[random.nextInt(Math.min(bytes.length, 120))] = (byte) (random.nextBoolean() ? -1 : 0);
                }
            }
            case 3 -> {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(100));
                byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
                System.arraycopy(bytes, end, shorter, at, bytes.length - end);
                return shorter;
            }
            default -> {
                for (int j = 0; j < bytes.length; j++) {
                    bytes[j] ^= (byte) (random.nextInt(50) == 0 ? 1 << random.nextInt(8) : 0);
                }
            }
        }
        return bytes;
    }

    /** Lets a broken PNG file get past its checksums to the decoder itself. */
    private static void repairChecksums(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        CRC32 crc = new CRC32();
        int at = 8;
        while (at + 12 <= bytes.length) {
            int length = file.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) {
                return;
            }
            crc.reset();
            crc.update(bytes, at + 4, length + 4);
            file.putInt(at + 8 + length, (int) crc.getValue());
            at += 12 + length;
        }
    }
}
