package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.selfsame.image.ChannelFiles.Kind;
import dev.selfsame.image.ChannelFiles.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesDecoderTest {
    @ParameterizedTest
    @CsvSource({
        "grey.png,1",
        "grey_16bit.png,1",
        "grey_16bit.pgm,1",
        "grey_16bit.tif,1",
        "grey.pgm,1",
        "jpeg_grey.jpg,1",
        "grey_alpha.png,2",
        "rgb.png,3",
        "rgb.ppm,3",
        "rgb.tif,3",
        "rgb.bmp,3",
        "rgb_16bit.png,3",
        "jpeg.jpg,3",
        "rgba.png,4",
        "rgba_16bit.png,4",
        "rgba.tif,4",
        "cmyk.tif,4",
        "animated.png,3",
        "palette.png,3",
    })
    void knowsTheChannelsOfEveryFormat(String name, int channels) throws UnreadableImageException {
        byte[] file = SmallImages.bytes(name);
        assertEquals(channels, SamplesDecoder.channels(file));
        assertEquals(channels, SamplesDecoder.decode(file, channels).channels());
        int other = channels == 5 ? 4 : 5;
        assertEquals(
                "the image has " + channels + (channels == 1 ? " channel" : " channels") + ", not " + other,
                assertThrows(UnreadableImageException.class, () -> SamplesDecoder.decode(file, other))
                        .getMessage());
    }

    /** What is 8-bit RGB anyway has the values that the RGB decoder gives, upright too. */
    @Test
    void rgbIsWhatItIs() throws IOException, UnreadableImageException {
        int compared = 0;
        for (SmallImages.Expected image : SmallImages.all()) {
            if (image.name().matches("(rgb|jpeg|orientation_\\d)\\.(png|jpg|tif|bmp|ppm)")) {
                Samples expected = Samples.of(ImageDecoder.decode(image.bytes()));
                Samples seen = SamplesDecoder.decode(image.bytes(), 3);
                assertEquals(expected.toString(), seen.toString(), image.name());
                assertArrayEquals(expected.data(), seen.data(), image.name());
                compared++;
            }
        }
        assertEquals(30, compared);
    }

    /** 16 bits stay: their upper part, rounded, is what the RGB decoder makes of them. */
    @ParameterizedTest
    @CsvSource({"grey_16bit.png,1", "grey_16bit.pgm,1", "grey_16bit.tif,1", "rgb_16bit.png,3"})
    void sixteenBitsStay(String name, int channels) throws UnreadableImageException {
        Samples seen = SamplesDecoder.decode(SmallImages.bytes(name), channels);
        Pixels scaled = ImageDecoder.decode(SmallImages.bytes(name));
        boolean finer = false;
        for (int y = 0; y < seen.height(); y++) {
            for (int x = 0; x < seen.width(); x++) {
                for (int c = 0; c < channels; c++) {
                    float sample = seen.sample(x, y, c);
                    assertEquals(scaled.sample(x, y, c), Math.round(sample / 257), name);
                    finer |= sample % 257 != 0;
                }
            }
        }
        assertEquals(true, finer);
    }

    @Test
    void otherNumbersOfChannelsAreRefused() {
        for (int channels : new int[] {0, 65}) {
            assertEquals(
                    "channels must be 1 to 64, got " + channels,
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> SamplesDecoder.decode(SmallImages.bytes("rgb.png"), channels))
                            .getMessage());
        }
    }

    @Test
    void fiveHundredBrokenFiles() {
        run(500, 1);
    }

    @Test
    @Tag("slow")
    void fiftyThousandBrokenFiles() {
        run(50_000, 2);
    }

    private static void run(int count, long seed) {
        Samples image = ChannelFiles.whole(20, 18, 5, 1, 3000);
        List<byte[]> files = new ArrayList<>();
        for (Layout layout : List.of(Layout.PLAIN, Layout.PLANES, Layout.PAGES)) {
            files.add(ChannelFiles.tiff(image, Kind.UINT16, layout));
            files.add(ChannelFiles.tiff(image, Kind.FLOAT32, layout));
        }
        files.add(ChannelFiles.npy(image, Kind.UINT16));
        files.add(ChannelFiles.npyChannelsFirst(image, Kind.FLOAT64));
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            byte[] bytes = change(files.get(random.nextInt(files.size())).clone(), random);
            try {
                Samples decoded = SamplesDecoder.decode(bytes, 5);
                assertEquals(5, decoded.channels());
            } catch (UnreadableImageException e) {
                String reason = Objects.requireNonNull(e.getMessage());
                assertFalse(reason.isBlank() || reason.contains("\n"), reason);
            } catch (RuntimeException | Error e) {
                fail("case " + i + ": " + Base64.getEncoder().encodeToString(bytes), e);
            }
        }
    }

    /** Cut off, or some bytes changed: anywhere, near the start or, where TIFF has its directories, near the end. */
    private static byte[] change(byte[] bytes, Random random) {
        int part = Math.min(bytes.length, 400);
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            case 2 -> bytes[random.nextInt(Math.min(part, 130))] = (byte) (random.nextInt(3) - 1);
            default -> {
                for (int j = random.nextInt(3); j >= 0; j--) {
                    bytes[bytes.length - 1 - random.nextInt(part)] =
                            (byte) (random.nextBoolean() ? random.nextInt() : -1);
                }
            }
        }
        return bytes;
    }
}
