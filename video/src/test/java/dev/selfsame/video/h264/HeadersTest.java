package dev.selfsame.video.h264;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Parameter sets as x264 writes them, of 320 x 240 and of 1920 x 1080, and what is refused. */
class HeadersTest {
    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void readsWhatIsCutOffOfFullHd() throws IOException {
        Sps sps = Sps.read(bytes("67 64 00 28 ac d9 40 78 02 27 e5 c0 44 00 00 03 00 04 00 00 03 00 c8 3c 60 c6 58"));
        assertEquals(1920, sps.width());
        assertEquals(1080, sps.height());
        assertEquals(68, sps.blocksHigh());
        assertEquals(2, sps.matrix());
    }

    @Test
    void refusesWhatIsNotDecoded() {
        assertMessage("H.264 of profile 110 is not decoded", "67 6e 00 28 ac d9 40 78");
        assertMessage("its header is cut off", "67 64 00 28 ac");
        assertMessage("its header is damaged", "67 42 00 1e 00 00 00 00 00 00 00 00");
    }

    private static void assertMessage(String begin, String hex) {
        String message =
                assertThrows(IOException.class, () -> Sps.read(bytes(hex))).getMessage();
        assertEquals(begin, message.substring(0, Math.min(begin.length(), message.length())));
    }
}
