package dev.selfsame.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.image.ChannelFiles.Kind;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpySamplesTest {
    // Files that numpy 2.4.6 wrote, of shape (2, 3, 2): 0 to 55,000 by 5,000; -3,000 to 8,000 by 1,000 big-endian; the
    // same in Fortran's order.
    private static final String UINT16 =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPHUyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMsID"
                    + "IpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAIgTECeY"
                    + "OiBOqGEwdbiIQJzIr1DD2NY=";
    private static final String INT16_BIG_ENDIAN =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPmkyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMsID"
                    + "IpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr0SPgw/BgA"
                    + "AAPoB9ALuA+gE4gXcBtYH0A=";
    private static final String FLOAT64_FORTRAN =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgMi"
                    + "ksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAHCn"
                    + "wAAAAAAAcKdAAAAAAABAj8AAAAAAAIizQAAAAAAAQI9AAAAAAABYu0AAAAAAAECfwAAAAAAAQK9AAAAAAAAAAAAAAA"
                    + "AAAHC3QAAAAAAAQJ9AAAAAAABAv0A=";

    private static Samples decode(String base64, int channels) throws UnreadableImageException {
        return SamplesDecoder.decode(Base64.getDecoder().decode(base64), channels);
    }

    @Test
    void readsWhatNumpyWrites() throws UnreadableImageException {
        float[] unsigned = {0, 10000, 20000, 30000, 40000, 50000, 5000, 15000, 25000, 35000, 45000, 55000};
        float[] signed = {-3000, -1000, 1000, 3000, 5000, 7000, -2000, 0, 2000, 4000, 6000, 8000};
        assertEquals("Samples[3 x 2, 2 channels]", decode(UINT16, 2).toString());
        assertArrayEquals(unsigned, decode(UINT16, 2).data());
        assertArrayEquals(signed, decode(INT16_BIG_ENDIAN, 2).data());
        assertArrayEquals(signed, decode(FLOAT64_FORTRAN, 2).data());
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryKindInBothLayouts(Kind kind) throws UnreadableImageException {
        int bound = kind.bits == 8 ? 128 : 30_000;
        Samples image = ChannelFiles.whole(7, 4, 5, 1, bound);
        if (kind.format != 1) {
            for (int i = 0; i < image.data().length; i++) {
                image.data()[i] = -1 - image.data()[i];
            }
        }
        assertArrayEquals(
                image.data(),
                SamplesDecoder.decode(ChannelFiles.npy(image, kind), 5).data());
        assertArrayEquals(
                image.data(),
                SamplesDecoder.decode(ChannelFiles.npyChannelsFirst(image, kind), 5)
                        .data());
    }

    @Test
    void theLargestOfUnsignedKindsAreRead() throws UnreadableImageException {
        byte[] ones = {-1, -1, -1, -1};
        assertEquals(255, single("|u1", Arrays.copyOf(ones, 1)));
        assertEquals(65_535, single("<u2", Arrays.copyOf(ones, 2)));
        assertEquals(0x1p32f, single("<u4", ones));
        assertEquals(-1, single("<i4", ones));
    }

    private static float single(String descr, byte[] data) throws UnreadableImageException {
        return SamplesDecoder.decode(ChannelFiles.npy(descr, false, List.of(1, 1), data), 1)
                .data()[0];
    }

    @Test
    void theSideOfTheChannelsIsTheirsTheLastBeforeTheFirst() throws UnreadableImageException {
        Samples image = ChannelFiles.whole(5, 4, 5, 1, 250);
        // [4, 5, 5] and [5, 4, 5]: the last side is taken where both could be
        assertArrayEquals(
                image.data(),
                SamplesDecoder.decode(ChannelFiles.npy(image, Kind.UINT8), 5).data());
        Samples other = SamplesDecoder.decode(ChannelFiles.npyChannelsFirst(image, Kind.UINT8), 5);
        assertEquals("Samples[4 x 5, 5 channels]", other.toString());
        assertEquals(image.sample(3, 2, 1), other.sample(2, 1, 3));
        Samples grey = ChannelFiles.whole(5, 4, 1, 1, 250);
        byte[] flat = ChannelFiles.npy("|u1", false, List.of(4, 5), bytes(grey));
        assertArrayEquals(grey.data(), SamplesDecoder.decode(flat, 1).data());
        assertEquals(1, SamplesDecoder.channels(flat));
        assertEquals(3, SamplesDecoder.channels(ChannelFiles.npy("|u1", false, List.of(3, 8, 9), new byte[216])));
        assertEquals(3, SamplesDecoder.channels(ChannelFiles.npy("|u1", false, List.of(8, 9, 3), new byte[216])));
    }

    private static byte[] bytes(Samples image) {
        byte[] bytes = new byte[image.data().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) image.data()[i];
        }
        return bytes;
    }

    private static void assertRefused(String reason, byte[] file, int channels) {
        assertEquals(
                reason,
                assertThrows(UnreadableImageException.class, () -> SamplesDecoder.decode(file, channels))
                        .getMessage());
    }

    @Test
    void aHeaderIsNotBelieved() {
        byte[] data = new byte[100];
        assertRefused(
                "the npy file is cut off: an array of shape [30000, 30000, 2] takes 1800000000 bytes, the file has 100",
                ChannelFiles.npy("|u1", false, List.of(30_000, 30_000, 2), data),
                2);
        assertRefused(
                "the npy file is damaged: an array of shape [3, 3, 2] takes 18 bytes, the file has 100",
                ChannelFiles.npy("|u1", false, List.of(3, 3, 2), data),
                2);
        assertRefused(
                "the npy array of shape [999999999, 999999999, 2] is too large for an image",
                ChannelFiles.npy("|u1", false, List.of(999_999_999, 999_999_999, 2), data),
                2);
        assertRefused("the image has no pixels: 0 x 5", ChannelFiles.npy("|u1", false, List.of(5, 0), new byte[0]), 1);
    }

    @Test
    void whatIsNoImageIsRefusedByName() {
        byte[] data = new byte[8];
        assertRefused(
                "an npy array of shape [2, 2, 2] has no side of 5 channels",
                ChannelFiles.npy("|u1", false, List.of(2, 2, 2), data),
                5);
        assertRefused("the image has 1 channel, not 5", ChannelFiles.npy("|u1", false, List.of(2, 4), data), 5);
        assertRefused(
                "an npy array of shape [8] is no image: [height, width], [height, width, channels] and [channels,"
                        + " height, width] are",
                ChannelFiles.npy("|u1", false, List.of(8), data),
                1);
        assertRefused(
                "an npy array of type <c8 is not read: uint8, uint16, uint32, int8, int16, int32, float32 and float64"
                        + " are",
                ChannelFiles.npy("<c8", false, List.of(1, 1), data),
                1);
        assertRefused(
                "the npy file is cut off", Arrays.copyOf(Base64.getDecoder().decode(UINT16), 60), 2);
        assertRefused(
                "the npy file is cut off", Arrays.copyOf(Base64.getDecoder().decode(UINT16), 7), 2);
        byte[] broken = Base64.getDecoder().decode(UINT16);
        System.arraycopy("'shape': (-1".getBytes(US_ASCII), 0, broken, 51, 12);
        assertRefused("the npy file is damaged: its header has no proper shape", broken, 2);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        Samples image = ChannelFiles.whole(3, 2, 2, 1, 100);
        image.data()[7] = Float.NaN;
        assertRefused(
                "NaN in row 0, column 1 of channel 1, 1 in all: put a number there, such as the channel's mean",
                ChannelFiles.npy(image, Kind.FLOAT32),
                2);
    }
}
