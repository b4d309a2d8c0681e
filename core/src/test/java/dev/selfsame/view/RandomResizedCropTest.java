package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Original;
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

    private static List<RandomResizedCrop> crops() {
        return List.of(
                RandomResizedCrop.of(32),
                RandomResizedCrop.of(20, 0.2, Interpolation.BICUBIC),
                new RandomResizedCrop(16, 0.05, 0.14, 0.4, 1.5, Interpolation.BILINEAR));
    }

    /**
     * A picture that was decoded smaller.
     *
     * @param turned whether the last pixels that are stored lie at the left and at the top
     */
    private static Pixels smaller(int width, int height, int times, boolean turned) {
        return Pixels.blank((width + times - 1) / times, (height + times - 1) / times, 1)
                .showing(new Original(
                        width,
                        height,
                        times,
                        turned ? Math.floorMod(-width, times) : 0,
                        turned ? Math.floorMod(-height, times) : 0));
    }

    /** Whether it fits is judged at the full size, too: judged at the smaller one, a few in a thousand were drawn anew. */
    @Test
    void theRectangleIsTheSameHoweverMuchSmallerAnImageWasDecoded() {
        for (int width : new int[] {1, 5, 17, 333, 1000, 4001}) {
            for (int height : new int[] {1, 31, 333, 2003}) {
                Pixels whole = Pixels.blank(width, height, 1);
                for (int times : new int[] {2, 4, 8}) {
                    for (Pixels smaller :
                            List.of(smaller(width, height, times, false), smaller(width, height, times, true))) {
                        for (int i = 0; i < 150; i++) {
                            requireSame(crops().get(i % 3), whole, smaller, i);
                        }
                    }
                }
            }
        }
    }

    private static void requireSame(RandomResizedCrop crop, Pixels whole, Pixels smaller, int index) {
        Draws draws = draws(index);
        Draws others = draws(index);
        RandomResizedCrop.Area drawn = crop.draw(whole, draws);
        String message = crop + ", " + index + ": " + drawn + " of " + whole + " as " + smaller.original();
        assertEquals(drawn, crop.draw(smaller, others), message);
        assertEquals(draws.uniform(), others.uniform(), "as many numbers were drawn");
        assertEquals(drawn, crop.seen(whole, draws(index)), message);
        RandomResizedCrop.Area seen = crop.seen(smaller, draws(index));
        assertTrue(seen.x() >= 0 && seen.width() >= 1 && seen.x() + seen.width() <= smaller.width(), message);
        assertTrue(seen.y() >= 0 && seen.height() >= 1 && seen.y() + seen.height() <= smaller.height(), message);
        Original original = smaller.original();
        int times = original.reduction();
        if (drawn.width() >= times) {
            assertEquals(nearest(drawn.x() + original.left(), times), seen.x(), message);
            int right = drawn.x() + drawn.width() + original.left();
            assertEquals(nearest(right, times), seen.x() + seen.width(), message);
        }
        if (drawn.height() >= times) {
            assertEquals(nearest(drawn.y() + original.top(), times), seen.y(), message);
            int bottom = drawn.y() + drawn.height() + original.top();
            assertEquals(nearest(bottom, times), seen.y() + seen.height(), message);
        }
    }

    private static int nearest(int edge, int times) {
        return (int) Math.floor((double) edge / times + 0.5);
    }

    /** However an image is shaped, no part of the reduced one is enlarged. */
    @Test
    void aReducedImageIsEnoughForEveryRectangle() {
        int most = 1;
        for (RandomResizedCrop crop : crops()) {
            for (int width : new int[] {5, 40, 333, 1000, 4001}) {
                for (int height : new int[] {31, 333, 2003}) {
                    int times = crop.reduction(width, height);
                    most = Math.max(most, times);
                    for (int i = 0; times > 1 && i < 1000; i++) {
                        Pixels reduced = smaller(width, height, times, i % 2 == 1);
                        RandomResizedCrop.Area area = crop.seen(reduced, draws(i));
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

    /** What comes after a crop sees nothing but the view, also where that is all of a smaller picture as it is. */
    @Test
    void aViewIsAnImageOfItsOwn() {
        RandomResizedCrop all = new RandomResizedCrop(10, 1, 1, 1, 1, Interpolation.BILINEAR);
        Pixels view = all.apply(smaller(80, 80, 8, false), draws(0));
        assertEquals(new Original(10, 10, 1, 0, 0), view.original());
    }

    @Test
    void aSmallImageIsEnlarged() {
        Pixels view = RandomResizedCrop.of(32).apply(Patterns.rgb(3, 5), draws(1));
        assertEquals("Pixels[32 x 32, 3 channels]", view.toString());
    }
}
