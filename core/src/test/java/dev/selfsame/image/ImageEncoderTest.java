package dev.selfsame.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ImageEncoderTest {
    private static Pixels picture() {
        Pixels image = Pixels.blank(37, 23, 3);
        for (int i = 0; i < 37 * 23; i++) {
            image.data()[3 * i] = (byte) (i % 37 * 6);
            image.data()[3 * i + 1] = (byte) (i / 37 * 10);
            image.data()[3 * i + 2] = (byte) 200;
        }
        return image;
    }

    @Test
    void pngKeepsEverySample() throws UnreadableImageException {
        Pixels back = ImageDecoder.decode(ImageEncoder.png(picture()));
        assertEquals(37, back.width());
        assertArrayEquals(picture().data(), back.data());
    }

    @Test
    void jpegIsCloserAtAHigherQuality() throws UnreadableImageException {
        double coarse = error(ImageEncoder.jpeg(picture(), 20));
        double fine = error(ImageEncoder.jpeg(picture(), 95));
        assertTrue(fine < 2 && fine < coarse && coarse < 12, fine + " and " + coarse);
        assertArrayEquals(ImageEncoder.jpeg(picture(), 90), ImageEncoder.jpeg(picture(), 90));
    }

    private static double error(byte[] jpeg) throws UnreadableImageException {
        byte[] back = ImageDecoder.decode(jpeg).data();
        double sum = 0;
        for (int i = 0; i < back.length; i++) {
            sum += Math.abs((back[i] & 0xFF) - (picture().data()[i] & 0xFF));
        }
        return sum / back.length;
    }

    @Test
    void refusesWhatItCannotEncode() {
        assertEquals(
                "the quality of a JPEG must be 1 to 100, got 101",
                assertThrows(IllegalArgumentException.class, () -> ImageEncoder.jpeg(picture(), 101))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> ImageEncoder.png(Pixels.blank(2, 2, 1)));
    }

    @Test
    void suffixesSayWhatTheBytesAre() throws IOException, UnreadableImageException {
        assertEquals("jpg", ImageSuffix.of(ImageEncoder.jpeg(picture(), 50)));
        assertEquals("png", ImageSuffix.of(ImageEncoder.png(picture())));
        assertEquals("npy", ImageSuffix.of("\u0093NUMPY\1\0".getBytes(ISO_8859_1)));
        for (SmallImages.Expected image : SmallImages.all()) {
            String suffix = ImageSuffix.of(image.bytes());
            String written = image.name().substring(image.name().lastIndexOf('.') + 1);
            assertTrue(suffix.equals(written) || written.matches("tiff|jpeg|p.m"), image + " is " + suffix);
        }
    }
}
