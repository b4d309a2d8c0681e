package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Patterns;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewSheetTest {
    private static final int WHITE = 0xFFFFFFFF;
    /** Where the first row begins, below the headings. */
    private static final int TOP = 26;

    private static int rgb(Pixels image, int x, int y) {
        return 0xFF000000 | image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2);
    }

    @Test
    void aRowHoldsTheImageAndItsViews() {
        List<Pixels> images = List.of(Patterns.rgb(32, 32), Patterns.rgb(64, 16));
        SimClrViews views = SimClrViews.of(32);
        BufferedImage sheet = ViewSheet.of(images, views, 9);
        assertEquals(3 * 134 + 6, sheet.getWidth());
        assertEquals(TOP + 2 * 134, sheet.getHeight());
        assertEquals(WHITE, sheet.getRGB(3, 3));
        // 32 pixels in a cell of 128: each is drawn 4 x 4
        assertEquals(rgb(images.get(0), 5, 7), sheet.getRGB(6 + 5 * 4 + 3, TOP + 7 * 4));
        Pixels seen = views.transform(1).apply(images.get(1), Draws.of(9, Stream.VIEWS, 0, 1, 1));
        assertEquals(rgb(seen, 31, 30), sheet.getRGB(6 + 2 * 134 + 31 * 4, TOP + 134 + 30 * 4 + 1));
        // a wide image lies in the middle of its cell
        assertEquals(WHITE, sheet.getRGB(6, TOP + 134 + 40));
        assertEquals(rgb(images.get(1), 0, 0), sheet.getRGB(6, TOP + 134 + 48));
    }

    @Test
    void aSheetWithRoomToSpareIsTheSame() {
        List<Pixels> images = List.of(Patterns.rgb(32, 32), Patterns.rgb(64, 16));
        SimClrViews views = SimClrViews.of(32);
        BufferedImage expected = ViewSheet.of(images, views, 9);
        ViewSheet some = new ViewSheet(5, views, 9);
        images.forEach(some::add);
        assertEquals(2, some.rows());
        BufferedImage sheet = some.image();
        assertEquals(expected.getHeight(), sheet.getHeight());
        int[] pixels = new int[sheet.getWidth() * sheet.getHeight()];
        int[] wanted = pixels.clone();
        sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), pixels, 0, sheet.getWidth());
        expected.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), wanted, 0, sheet.getWidth());
        assertArrayEquals(wanted, pixels);
    }

    @Test
    void viewsOfUnequalSizesStandSideBySide() {
        MultiCropViews views = MultiCropViews.swav(160, 40).withCounts(2, 3);
        BufferedImage sheet = ViewSheet.of(List.of(Patterns.rgb(50, 40)), views, 9);
        assertEquals(6 * 166 + 6, sheet.getWidth());
        Pixels local = views.transform(4).apply(Patterns.rgb(50, 40), Draws.of(9, Stream.VIEWS, 0, 0, 4));
        assertEquals(rgb(local, 0, 0), sheet.getRGB(6 + 5 * 166, TOP)); // four times as large, so as wide as a cell
    }

    @Test
    void eachColumnHasAHeading() {
        BufferedImage sheet = ViewSheet.of(List.of(Patterns.rgb(32, 32)), SimClrViews.of(32), 9);
        List<List<Integer>> headings = new ArrayList<>();
        for (int column = 0; column < 3; column++) {
            headings.add(inked(sheet, 6 + column * 134));
        }
        assertTrue(headings.stream().noneMatch(List::isEmpty), "every column");
        assertEquals(3, new HashSet<>(headings).size(), "no two are alike");
    }

    /** Which pixels above a cell are not white. */
    private static List<Integer> inked(BufferedImage sheet, int left) {
        List<Integer> inked = new ArrayList<>();
        for (int y = 0; y < TOP; y++) {
            for (int x = 0; x < 128; x++) {
                if (sheet.getRGB(left + x, y) != WHITE) {
                    inked.add(y * 128 + x);
                }
            }
        }
        return inked;
    }

    @Test
    void otherThanThreeChannelsAreDrawnToo() {
        Views views = Views.of(Normalize.IMAGENET, List.of(new CenterCrop(8)), 8);
        for (int channels : new int[] {1, 2, 6}) {
            Pixels image = Patterns.of(8, 8, channels);
            int grey = image.sample(3, 4, 0);
            int pixel = ViewSheet.of(List.of(image), views, 0).getRGB(6 + 3 * 16, TOP + 4 * 16);
            assertEquals(grey, pixel >> 16 & 0xFF);
            assertEquals(channels < 3 ? grey : image.sample(3, 4, 2), pixel & 0xFF);
        }
    }

    @Test
    void aSheetOfNothingIsRefused() {
        Views views = SimClrViews.of(8);
        assertThrows(IllegalArgumentException.class, () -> ViewSheet.of(List.of(), views, 0));
    }
}
