package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Patterns;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Its statistics are held against torchvision's by the golden group {@code augment}. */
class RandomResizedCropTest {
    private static Draws draws(int index) {
        return Draws.of(5, Stream.VIEWS, 0, index);
    }

    @Test
    void theRectangleLiesInTheImageAndKeepsItsRanges() {
        RandomResizedCrop crop = new RandomResizedCrop(8, 0.3, 0.6, 0.5, 2, Interpolation.BILINEAR);
        for (int i = 0; i < 5000; i++) {
            RandomResizedCrop.Area area = crop.draw(300, 200, draws(i));
            assertTrue(area.x() >= 0 && area.x() + area.width() <= 300);
            assertTrue(area.y() >= 0 && area.y() + area.height() <= 200);
            assertEquals(0.45, area.width() * area.height() / 60_000.0, 0.156); // rounding to whole pixels
            double ratio = (double) area.width() / area.height();
            assertTrue(ratio > 0.49 && ratio < 2.05, "ratio " + ratio);
        }
    }

    @Test
    void whatNeverFitsIsTakenFromTheMiddle() {
        RandomResizedCrop crop = new RandomResizedCrop(8, 0.9, 1, 3.0 / 4, 4.0 / 3, Interpolation.BILINEAR);
        assertEquals(new RandomResizedCrop.Area(430, 0, 140, 105), crop.draw(1000, 105, draws(0)));
        assertEquals(new RandomResizedCrop.Area(0, 433, 100, 133), crop.draw(100, 1000, draws(0)));
        assertEquals(new RandomResizedCrop.Area(0, 0, 1, 1), crop.draw(1, 1, draws(0)));
        RandomResizedCrop wide = new RandomResizedCrop(8, 1, 1, 1, 100, Interpolation.BILINEAR);
        assertEquals(new RandomResizedCrop.Area(0, 0, 103, 97), fallback(wide, 103, 97));
    }

    /** However an image is shaped, no part of the reduced one is enlarged. */
    @Test
    void aReducedImageIsEnoughForEveryRectangle() {
        List<RandomResizedCrop> crops = List.of(
                RandomResizedCrop.of(32),
                RandomResizedCrop.of(20, 0.2, Interpolation.BICUBIC),
                new RandomResizedCrop(16, 0.05, 0.14, 0.4, 1.5, Interpolation.BILINEAR));
        int most = 1;
        for (RandomResizedCrop crop : crops) {
            for (int width : new int[] {5, 40, 333, 1000, 4001}) {
                for (int height : new int[] {31, 333, 2003}) {
                    int times = crop.reduction(width, height);
                    most = Math.max(most, times);
                    int reducedWidth = (width + times - 1) / times;
                    int reducedHeight = (height + times - 1) / times;
                    for (int i = 0; times > 1 && i < 1000; i++) {
                        RandomResizedCrop.Area area = crop.draw(reducedWidth, reducedHeight, draws(i));
                        int side = Math.min(area.width(), area.height());
                        assertTrue(side >= crop.size(), crop + " of " + width + " x " + height + ": " + area);
                    }
                }
            }
        }
        assertEquals(1, RandomResizedCrop.of(224).reduction(500, 375));
        assertEquals(3, RandomResizedCrop.of(224).reduction(4000, 3000));
        assertTrue(most > 8);
    }

    /** The rectangle of the first draws that fit nowhere. */
    private static RandomResizedCrop.Area fallback(RandomResizedCrop crop, int width, int height) {
        for (int i = 0; i < 1000; i++) {
            RandomResizedCrop.Area area = crop.draw(width, height, draws(i));
            if (area.width() == width && area.height() == height) {
                return area;
            }
        }
        throw new AssertionError("every rectangle fitted");
    }

    @Test
    void aSmallImageIsEnlarged() {
        Pixels view = RandomResizedCrop.of(32).apply(Patterns.rgb(3, 5), draws(1));
        assertEquals("Pixels[32 x 32, 3 channels]", view.toString());
    }
}
