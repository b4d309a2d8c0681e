package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeOptionsTest {
    private static final DecodeOptions ON_BLACK = DecodeOptions.DEFAULT.withBackground(new Rgb(0, 0, 0));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgba.png", "rgba_16bit.png", "grey_alpha.png", "grey_transparent.png", "palette_alpha.png",
                "rgb_transparent.png", "alpha.webp", "lossy_alpha.webp", "animated_alpha.webp", "transparent.gif",
                "offset.gif", "rgba.tif"
            })
    void whatIsTransparentLiesOnTheColour(String name) throws Exception {
        Pixels onWhite = ImageDecoder.decode(SmallImages.bytes(name));
        Pixels onBlack = ImageDecoder.decode(SmallImages.bytes(name), ON_BLACK);
        Pixels onRed =
                ImageDecoder.decode(SmallImages.bytes(name), DecodeOptions.DEFAULT.withBackground(Rgb.parse("red")));
        boolean changed = false;
        for (int i = 0; i < onWhite.data().length; i++) {
            int white = onWhite.data()[i] & 0xFF;
            int black = onBlack.data()[i] & 0xFF;
            assertTrue(black <= white, "sample " + i);
            assertEquals(i % 3 == 0 ? white : black, onRed.data()[i] & 0xFF, "sample " + i);
            changed |= black < white;
        }
        assertTrue(changed);
    }

    @Test
    void opaqueImagesDoNotChange() throws Exception {
        for (SmallImages.Expected image : SmallImages.all()) {
            if (!image.name().matches(".*(alpha|transparent|offset|rgba).*")) {
                Pixels onWhite = ImageDecoder.decode(image.bytes());
                assertEquals(
                        Patterns.crc(onWhite),
                        Patterns.crc(ImageDecoder.decode(image.bytes(), ON_BLACK)),
                        image.name());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jpeg.jpg", "rgb.png", "lossy.webp", "palette.gif", "rgb.bmp", "rgb.tif", "rgb.ppm", "text.ppm"})
    void moreThanTheMostPixelsAreRefused(String name) throws Exception {
        Pixels image = ImageDecoder.decode(SmallImages.bytes(name));
        int pixels = image.width() * image.height();
        DecodeOptions just = DecodeOptions.DEFAULT.withMaxPixels(pixels);
        assertEquals(Patterns.crc(image), Patterns.crc(ImageDecoder.decode(SmallImages.bytes(name), just)));
        DecodeOptions fewer = just.withMaxPixels(pixels - 1);
        assertEquals(
                "the image is too large: " + image.width() + " x " + image.height() + ", more than " + (pixels - 1)
                        + " pixels are not decoded",
                assertThrows(UnreadableImageException.class, () -> ImageDecoder.decode(SmallImages.bytes(name), fewer))
                        .getMessage());
    }

    @Test
    void whatTheHeapCannotHoldIsRefused() {
        long side = (long) Math.sqrt(Runtime.getRuntime().maxMemory() / 16.0) + 1;
        DecodeOptions any = DecodeOptions.DEFAULT.withMaxPixels(Integer.MAX_VALUE / 3);
        if (side * side <= any.maxPixels()) {
            String said = assertThrows(UnreadableImageException.class, () -> any.checkSize(side, side))
                    .getMessage();
            assertTrue(said.contains("pixels don't fit into Java's heap of "), said);
        }
    }

    @Test
    void checksTheRange() {
        for (long wrong : new long[] {0, -1, 715_827_883, Long.MAX_VALUE}) {
            assertEquals(
                    "max-pixels must be 1 to 715827882, got " + wrong,
                    assertThrows(IllegalArgumentException.class, () -> DecodeOptions.DEFAULT.withMaxPixels(wrong))
                            .getMessage());
        }
    }

    @Test
    void coloursHaveNamesAndNumbers() {
        assertEquals(Rgb.WHITE, Rgb.parse("white"));
        assertEquals(new Rgb(0x12, 0xAB, 0xFF), Rgb.parse(" #12ABff"));
        assertEquals(Rgb.parse("gray"), Rgb.parse("Grey"));
        Rgb any = new Rgb(1, 20, 255);
        assertEquals("#0114ff", any.toString());
        assertEquals(any, Rgb.parse(any.toString()));
        for (String wrong : new String[] {"", "#fff", "#12345g", "beige", "white black"}) {
            String said = assertThrows(IllegalArgumentException.class, () -> Rgb.parse(wrong))
                    .getMessage();
            assertTrue(said.startsWith("a colour is #rrggbb or one of aqua, black, "), said);
            assertTrue(said.endsWith(", got " + (wrong.isEmpty() ? "nothing" : wrong)), said);
        }
        assertThrows(IllegalArgumentException.class, () -> new Rgb(0, 256, 0));
    }
}
