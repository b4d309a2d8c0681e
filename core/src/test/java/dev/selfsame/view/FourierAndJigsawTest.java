package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Patterns;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FourierAndJigsawTest {
    private static Draws draws(int index) {
        return Draws.of(5, Stream.VIEWS, 0, index);
    }

    private static double mean(Pixels image) {
        double sum = 0;
        for (byte sample : image.data()) {
            sum += sample & 0xFF;
        }
        return sum / image.data().length;
    }

    @Test
    void aSpectrumIsTheImageAgain() {
        for (int[] size : new int[][] {{8, 6}, {7, 5}, {1, 1}, {1, 4}, {5, 1}}) {
            Pixels image = Patterns.of(size[0], size[1], 3);
            assertArrayEquals(image.data(), Spectrum.of(image).toPixels().data(), Arrays.toString(size));
        }
    }

    @Test
    void rescaledAmplitudesScaleTheImage() {
        Pixels grey = Pixels.blank(6, 4, 2);
        Arrays.fill(grey.data(), (byte) 100);
        double low = 255;
        double high = 0;
        for (int i = 0; i < 200; i++) {
            Pixels seen = new FourierAugmentation(1, 0, 0, 0).apply(grey, draws(i));
            assertEquals(1, new HashSet<>(Arrays.asList(boxed(seen))).size());
            low = Math.min(low, mean(seen));
            high = Math.max(high, mean(seen));
        }
        assertEquals(80, low, 2);
        assertEquals(175, high, 2);
        Pixels white = Pixels.blank(6, 4, 1);
        Arrays.fill(white.data(), (byte) 250);
        boolean held = false;
        for (int i = 0; i < 20; i++) {
            Pixels seen = new FourierAugmentation(1, 0, 0, 0).apply(white, draws(i));
            held |= mean(seen) == 255;
            assertTrue(mean(seen) >= 199, "samples wrapped round: " + mean(seen));
        }
        assertTrue(held);
    }

    private static Byte[] boxed(Pixels image) {
        Byte[] boxed = new Byte[image.data().length];
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] = image.data()[i];
        }
        return boxed;
    }

    @Test
    void shiftedPhasesKeepTheLengthOfAFrequency() {
        // A wave along x: shifting its phase by t moves it, and takes cos t of the mean.
        int width = 32;
        Pixels wave = Pixels.blank(width, 2, 1);
        for (int i = 0; i < wave.data().length; i++) {
            wave.data()[i] = (byte) Math.round(128 + 50 * Math.cos(2 * Math.PI * (i % width) / width));
        }
        for (int i = 0; i < 20; i++) {
            Pixels seen = new FourierAugmentation(0, 1, 0, 0).apply(wave, draws(i));
            double cos = mean(seen) / 128;
            assertTrue(cos > Math.cos(0.71) && cos < Math.cos(0.39), "cos " + cos);
            int top = 0;
            for (int x = 0; x < width; x++) {
                top = Math.max(top, seen.sample(x, 0, 0));
            }
            assertEquals(mean(seen) + 50, top, 2.5);
        }
    }

    @Test
    void maskedFrequenciesAreGoneAndTheMeanStays() {
        Pixels image = Patterns.rgb(24, 20);
        for (int i = 0; i < 10; i++) {
            Pixels seen = new FourierAugmentation(0, 0, 1, 0).apply(image, draws(i));
            assertFalse(Arrays.equals(image.data(), seen.data()));
            assertEquals(mean(image), mean(seen), 3); // held samples move it a little
        }
    }

    @Test
    void holesAreInEveryChannelAlike() {
        Pixels rgb = Patterns.rgb(64, 64);
        Pixels grey = Pixels.blank(64, 64, 3);
        for (int i = 0; i < 64 * 64; i++) {
            Arrays.fill(grey.data(), 3 * i, 3 * i + 3, rgb.data()[3 * i]);
        }
        Pixels seen = new FourierAugmentation(0, 0, 0, 1).apply(grey, draws(1));
        assertTrue(mean(seen) <= mean(grey) + 3, "holes only take away"); // held samples move the mean a little
        assertFalse(Arrays.equals(grey.data(), seen.data()));
        for (int i = 0; i < 64 * 64; i++) {
            assertEquals(seen.data()[3 * i], seen.data()[3 * i + 1]);
            assertEquals(seen.data()[3 * i], seen.data()[3 * i + 2]);
        }
    }

    @Test
    void nothingChangesWhereNothingFalls() {
        Pixels image = Patterns.rgb(8, 8);
        assertSame(image, new FourierAugmentation(0, 0, 0, 0).apply(image, draws(0)));
    }

    @Test
    void puzzlesHoldATileOfEachCellOnce() {
        // Nine cells of 10 x 10, each of one colour.
        Pixels image = Pixels.blank(30, 30, 1);
        for (int i = 0; i < 900; i++) {
            image.data()[i] = (byte) (10 * (i / 300 * 3 + i % 30 / 10));
        }
        Set<String> orders = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            Pixels puzzle = new Jigsaw(3, 6, Sequence.of()).apply(image, draws(i));
            assertEquals("Pixels[18 x 18, 1 channels]", puzzle.toString());
            int[] tiles = new int[9];
            for (int p = 0; p < 18 * 18; p++) {
                int tile = p / 18 / 6 * 3 + p % 18 / 6;
                tiles[tile] = puzzle.sample(p % 18, p / 18, 0);
                assertEquals(puzzle.sample(tile % 3 * 6, tile / 3 * 6, 0), tiles[tile]);
            }
            orders.add(Arrays.toString(tiles));
            int[] sorted = tiles.clone();
            Arrays.sort(sorted);
            assertArrayEquals(new int[] {0, 10, 20, 30, 40, 50, 60, 70, 80}, sorted);
        }
        assertTrue(orders.size() > 45);
    }

    @Test
    void tilesThatDontFitAreRefused() {
        assertEquals(
                "Jigsaw: 3 x 3 tiles of 6 pixels don't fit into Pixels[17 x 30, 3 channels]",
                assertThrows(IllegalArgumentException.class, () -> new Jigsaw(3, 6, Sequence.of())
                                .apply(Patterns.rgb(17, 30), draws(0)))
                        .getMessage());
        Jigsaw shrinking = new Jigsaw(1, 6, new CenterCrop(4));
        assertThrows(IllegalStateException.class, () -> shrinking.apply(Patterns.rgb(8, 8), draws(0)));
    }
}
