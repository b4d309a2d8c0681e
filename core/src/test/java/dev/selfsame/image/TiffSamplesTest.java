package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.image.ChannelFiles.Kind;
import dev.selfsame.image.ChannelFiles.Layout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TiffSamplesTest {
    // Files that Pillow 13.0.0 (libtiff) wrote: 5 x 4 samples, 300 x + 7,000 y in 16 bits, x / 2 - 1,000.25 y in
    // floats.
    private static final String[] UINT16 = {
        "SUkqADgAAACAAAACwAlgBIQBrACFgNoQOLAOtwPAgQLAbNwbggcjQdGAdggpDQpmAqIwqrgrQEAJAAABAwABAAAABQ"
                + "AAAAEBAwABAAAABAAAAAIBAwABAAAAEAAAAAMBAwABAAAABQAAAAYBAwABAAAAAQAAABEBBAABAAAACAAAABYBAwAB"
                + "AAAABAAAABcBBAABAAAAMAAAABwBAwABAAAAAQAAAAAAAAA=",
        "SUkqADQAAAD/AAcsAVgChAOwBAlYG4QcsB3cHgggCbA23DcIOTQ6YDsJCFI0U2BUjFW4VgkAAAEDAAEAAAAFAAAAAQ"
                + "EDAAEAAAAEAAAAAgEDAAEAAAAQAAAAAwEDAAEAAAAFgAAABgEDAAEAAAABAAAAEQEEAAEAAAAIAAAAFgEDAAEAAAAE"
                + "AAAAFwEEAAEAAAAsAAAAHAEDAAEAAAABAAAAAAAAAA==",
        "SUkqADgAAAB4nGNg0GGMYGph3sASId0is0H2jhyHwgazO+YcliZWCdYcQSbBCSE9oTvCAM93C4wJAAABAwABAAAABQ"
                + "AAAAEBAwABAAAABAAAAAIBAwABAAAAEAAAAAMBAwABAAAACAAAAAYBAwABAAAAAQAAABEBBAABAAAACAAAABYBAwAB"
                + "AAAABAAAABcBBAABAAAAMAAAABwBAwABAAAAAQAAAAAAAAA="
    };
    private static final String[] FLOAT32 = {
        "SUkqAEgAAACAACBQMAD+BICDABgQkAEAABA9MQAPA8xJoRUALCMJCMBB9RIAR+JvmJOCSABoSdGDtigBCSwAHyYHSY"
                + "GyWQEACgAAAQMAAQAAAAUAAAABAQMAAQAAAAQAAAACAQMAAQAAACAAAAADAQMAAQAAAAUAAAAGAQMAAQAAAAEAAAAR"
                + "AQQAAQAAAAgAAAAWAQMAAQAAAAQAAAAXAQQAAQAAAD8AAAAcAQMAAQAAAAEAAABTAQMAAQAAAAMAAAAAAAAA",
        "SUkqAFgAAAD6AAg/AACAPwAAwD/+AABAEwAQesQA8HnEANB5xACwecQAkHnEEwAQ+sQAAPrEAPD5xADg+cQA0PnEEw"
                + "CMO8UAhDvFAHw7xQB0O8UAbDvFAAoAAAEDAAEAAAAFAAAAAQEDAAEAAAAEAAAAAgEDAAEAAAAgAAAAAwEDAAEAAAAF"
                + "gAAABgEDAAEAAAABAAAAEQEEAAEAAAAIAAAAFgEDAAEAAAAEAAAAFwEEAAEAAABPAAAAHAEDAAEAAAABAAAAUwEDAA"
                + "EAAAADAAAAAAAAAA==",
        "SUkqAE4AAAB4nGNgAAN7BoYGID4AxAwODAJVRxg+VB5huADEG4B4AhAL/DrCwADEH34eYXgAxBeAuMf6KEMLENcAcQ"
                + "kQ51gfBQD3Yx5PCgAAAQMAAQAAAAUAAAABAQMAAQAAAAQAAAACAQMAAQAAACAAAAADAQMAAQAAAAgAAAAGAQMAAQAA"
                + "AAEAAAARAQQAAQAAAAgAAAAWAQMAAQAAAAQAAAAXAQQAAQAAAEYAAAAcAQMAAQAAAAEAAABTAQMAAQAAAAMAAAAAAA"
                + "AA"
    };

    @Test
    void readsWhatPillowWrites() throws UnreadableImageException {
        float[] whole = new float[20];
        float[] floating = new float[20];
        for (int i = 0; i < 20; i++) {
            int x = i % 5;
            int y = i / 5;
            whole[i] = 300 * x + 7000 * y;
            floating[i] = 0.5f * x - 1000.25f * y;
        }
        for (int i = 0; i < 3; i++) { // LZW, PackBits, Deflate
            assertArrayEquals(
                    whole,
                    SamplesDecoder.decode(Base64.getDecoder().decode(UINT16[i]), 1)
                            .data());
            assertArrayEquals(
                    floating,
                    SamplesDecoder.decode(Base64.getDecoder().decode(FLOAT32[i]), 1)
                            .data());
        }
    }

    static List<Arguments> files() {
        List<Arguments> all = new ArrayList<>();
        List<Layout> layouts = List.of(
                Layout.PLAIN,
                Layout.PLANES,
                Layout.PAGES,
                new Layout(ByteOrder.BIG_ENDIAN, false, 0, 3, true, false),
                new Layout(ByteOrder.LITTLE_ENDIAN, true, 0, 6, false, false),
                new Layout(ByteOrder.LITTLE_ENDIAN, false, 16, 0, false, false));
        for (Layout layout : layouts) {
            for (Kind kind : Kind.values()) {
                for (int channels : new int[] {1, 2, 3, 5, 13, 64}) {
                    all.add(Arguments.of(kind, layout, channels));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsEveryKindInEveryLayout(Kind kind, Layout layout, int channels) throws UnreadableImageException {
        Samples image =
                ChannelFiles.whole(23, 17, channels, 3, kind == Kind.UINT8 ? 256 : kind.bits == 8 ? 128 : 30_000);
        for (int i = 0; kind.format != 1 && i < image.data().length; i += 2) {
            image.data()[i] = -1 - image.data()[i];
        }
        Samples read = SamplesDecoder.decode(ChannelFiles.tiff(image, kind, layout), channels);
        assertEquals(image.toString(), read.toString());
        assertArrayEquals(image.data(), read.data());
    }

    @Test
    void theLargestOfUnsignedKindsAreRead() throws UnreadableImageException {
        Samples image = Samples.of(2, 1, 1, new float[] {65_535, 40_000});
        assertArrayEquals(
                image.data(),
                SamplesDecoder.decode(ChannelFiles.tiff(image, Kind.UINT16, Layout.PLAIN), 1)
                        .data());
        Samples large = Samples.of(2, 1, 1, new float[] {0x1.fffffep31f, 3_000_000_000f});
        assertArrayEquals(
                large.data(),
                SamplesDecoder.decode(ChannelFiles.tiff(large, Kind.UINT32, Layout.PLAIN), 1)
                        .data());
    }

    private static void assertRefused(String reason, byte[] file, int channels) {
        assertEquals(
                reason,
                assertThrows(UnreadableImageException.class, () -> SamplesDecoder.decode(file, channels))
                        .getMessage());
    }

    @Test
    void anotherNumberOfChannelsIsRefused() throws UnreadableImageException {
        Samples image = ChannelFiles.whole(8, 8, 4, 1, 1000);
        byte[] together = ChannelFiles.tiff(image, Kind.UINT16, Layout.PLAIN);
        byte[] pages = ChannelFiles.tiff(image, Kind.UINT16, Layout.PAGES);
        assertRefused("the image has 4 channels, not 5", together, 5);
        assertRefused("the image has 4 channels, not 5 (each of its pages is one)", pages, 5);
        assertEquals(4, SamplesDecoder.channels(together));
        assertEquals(4, SamplesDecoder.channels(pages));
        // of pages, the first is an image of one channel
        assertArrayEquals(
                Arrays.copyOf(image.data(), 64), SamplesDecoder.decode(pages, 1).data());
    }

    /** Sets a number of a tag of the first directory, which is the last thing in the file. */
    private static byte[] with(byte[] file, int tag, int value) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = bytes.getInt(4) + 2;
        while ((bytes.getShort(at) & 0xFFFF) != tag) {
            at += 12;
        }
        bytes.putInt(at + 8, value);
        return file;
    }

    @Test
    void aHeaderIsNotBelieved() {
        Samples image = ChannelFiles.whole(8, 8, 1, 1, 1000);
        byte[] claims = with(ChannelFiles.tiff(image, Kind.UINT16, Layout.PLAIN), 257, 9_000_000);
        assertRefused("the TIFF file is cut off", claims, 1);
        byte[] huge = with(ChannelFiles.tiff(image, Kind.UINT16, Layout.PLAIN), 257, 90_000_000);
        assertRefused("the image is too large: 8 x 90000000, more than 100000000 pixels are not decoded", huge, 1);
        Layout deflated = new Layout(ByteOrder.LITTLE_ENDIAN, false, 0, 8, true, false);
        byte[] bomb = with(with(ChannelFiles.tiff(image, Kind.UINT16, deflated), 257, 9_000_000), 256, 10);
        assertRefused("the TIFF file is cut off", bomb, 1);
        Layout tiled = new Layout(ByteOrder.LITTLE_ENDIAN, false, 16, 0, false, false);
        byte[] tile = with(with(ChannelFiles.tiff(image, Kind.UINT16, tiled), 322, 9_000), 323, 9_000);
        assertRefused(
                "the TIFF file is cut off: its " + tile.length
                        + " bytes can't hold 8 x 8 pixels of 1 channels, or a tile" + " of [9000, 9000]",
                tile,
                1);
        byte[] whole = ChannelFiles.tiff(ChannelFiles.whole(40, 40, 5, 1, 1000), Kind.UINT16, Layout.PLANES);
        assertRefused("the TIFF file is cut off", Arrays.copyOf(whole, whole.length - 100), 5);
        // four pages that fit one by one, not together
        byte[] pages = ChannelFiles.tiff(ChannelFiles.whole(40, 40, 4, 1, 1000), Kind.UINT16, Layout.PAGES);
        for (int at = ByteBuffer.wrap(pages).order(ByteOrder.LITTLE_ENDIAN).getInt(4); at > 0; ) {
            at = higher(pages, at, 140);
        }
        assertRefused(
                "the TIFF file is cut off: its " + pages.length + " bytes can't hold 40 x 140 pixels of 4 channels",
                pages,
                4);
    }

    /** Sets the height in the directory at a place, and gives the next one's place. */
    private static int higher(byte[] file, int at, int height) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(at + 2 + 12 + 8, height); // the second entry
        return bytes.getInt(at + 2 + 12 * bytes.getShort(at));
    }

    @Test
    void whatNeedsAConversionIsRefusedByName() {
        Samples image = ChannelFiles.whole(8, 8, 1, 1, 200);
        assertRefused(
                "a TIFF file with a palette, or in YCbCr or Lab, is not read as it is",
                with(ChannelFiles.tiff(image, Kind.UINT8, Layout.PLAIN), 262, 3),
                1);
        assertRefused(
                "TIFF samples of 1 bits in format 1 are not read: whole ones of 8, 16 and 32 bits and floating ones of"
                        + " 16, 32 and 64 are",
                SmallImages.bytes("bit.tif"),
                1);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        Samples image = ChannelFiles.whole(8, 8, 5, 1, 200);
        image.data()[3 * 64 + 8 * 2 + 5] = Float.NEGATIVE_INFINITY;
        assertRefused(
                "an infinite sample in row 2, column 5 of channel 3, 1 in all: put a number there, such as the"
                        + " channel's mean",
                ChannelFiles.tiff(image, Kind.FLOAT32, Layout.PLANES),
                5);
    }
}
