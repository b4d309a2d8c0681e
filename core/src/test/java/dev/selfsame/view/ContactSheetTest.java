package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Pixels;
import dev.selfsame.view.ContactSheet.Entry;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    private static Pixels plain(int width, int height, int level) {
        Pixels image = Pixels.blank(width, height, 3);
        Arrays.fill(image.data(), (byte) level);
        return image;
    }

    @Test
    void groupsLieSideBySideAndWhatIsMissingIsGrey() {
        Entry dark = new Entry(plain(256, 128, 10), "KEPT");
        BufferedImage sheet = ContactSheet.of(List.of(
                List.of(dark, new Entry(plain(32, 32, 20), "0.99 0.98")),
                Collections.nCopies(10, dark),
                List.of(new Entry(null, "KEPT +12 AND MUCH MORE"))));
        assertEquals(6 + 12 * 134 + 3 * 24, sheet.getWidth());
        assertEquals(6 + 2 * 160, sheet.getHeight());
        assertEquals(0x0A0A0A, sheet.getRGB(6 + 64, 6 + 20 + 64) & 0xFFFFFF);
        assertEquals(0xFFFFFF, sheet.getRGB(6 + 64, 6 + 20 + 10) & 0xFFFFFF); // it is half as high as wide
        assertEquals(0x141414, sheet.getRGB(140 + 1, 6 + 20 + 1) & 0xFFFFFF); // enlarged
        assertEquals(0x0A0A0A, sheet.getRGB(6 + 2 * 134 + 24 + 64, 6 + 20 + 64) & 0xFFFFFF);
        assertEquals(0xD0D0D0, sheet.getRGB(6 + 64, 166 + 20 + 64) & 0xFFFFFF); // there was no room above
        assertTrue(ink(sheet, 6, 6) && ink(sheet, 140, 6) && ink(sheet, 6, 166));
    }

    private static boolean ink(BufferedImage sheet, int left, int top) {
        for (int y = top; y < top + Lettering.HEIGHT; y++) {
            for (int x = left; x < left + 128; x++) {
                if ((sheet.getRGB(x, y) & 0xFFFFFF) == 0x404040) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void noGroupsTooManyAndTooLargeOnesAreRefused() {
        Entry entry = new Entry(plain(8, 8, 1), "");
        assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(List.of()));
        assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(List.of(List.of())));
        assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(List.of(Collections.nCopies(13, entry))));
        assertThrows(IllegalArgumentException.class, () -> ContactSheet.of(Collections.nCopies(1001, List.of(entry))));
    }
}
