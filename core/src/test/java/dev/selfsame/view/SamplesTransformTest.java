package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.ChannelFiles;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Patterns;
import dev.selfsame.image.SampleBlur;
import dev.selfsame.image.SampleGeometry;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every transform on images as they are. */
class SamplesTransformTest {
    private static final List<Double> UNIT = Collections.nCopies(5, 100.0);

    static List<Transform> transforms() {
        return List.of(
                RandomResizedCrop.of(16),
                new RandomResizedCrop(7, 0.2, 0.9, 0.5, 2, Interpolation.BICUBIC),
                new HorizontalFlip(0.5),
                new VerticalFlip(0.5),
                new RandomRotate90(0.5),
                new QuarterTurns(),
                new Flips(0.5, 0.5, 0.5),
                GaussianBlur.of(0.5),
                new IntensityJitter(0.5, 0.5, 0.8, UNIT),
                new IntensityJitter(0, 1.5, 1, UNIT),
                new GaussianNoise(0.1, UNIT),
                new ResizedCenterCrop(9, 11, Interpolation.BICUBIC),
                Sequence.of(new HorizontalFlip(1), new GaussianNoise(0.1, UNIT)),
                ChannelViews.of(8, ChannelViewsTest.statistics(5)).transform(0));
    }

    static List<Transform> ofColours() {
        return List.of(
                new ColorJitter(0.4, 0.4, 0.4, 0.1, 0.5),
                new RandomGrayscale(0.5),
                Solarize.of(0.5),
                SimClrViews.of(8).transform(0),
                ByolViews.of(8).transform(1));
    }

    private static Draws draws(int index) {
        return Draws.of(3, Stream.VIEWS, 0, index);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void isAPureFunctionOfImageAndDraws(Transform transform) {
        for (int[] size : new int[][] {{20, 20}, {31, 9}, {1, 1}, {1, 25}, {25, 1}, {3, 2}}) {
            Samples image = ChannelFiles.pattern(size[0], size[1], 5);
            float[] before = image.data().clone();
            for (int i = 0; i < 20; i++) {
                Samples once = transform.apply(image, draws(i));
                Samples twice = transform.apply(image, draws(i));
                assertEquals(once.toString(), twice.toString());
                assertEquals(5, once.channels());
                assertArrayEquals(once.data(), twice.data());
                assertArrayEquals(before, image.data(), "the argument was written into");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ofColours")
    void whatIsOfColoursRefusesByName(Transform transform) {
        Samples image = ChannelFiles.pattern(20, 20, 3);
        assertEquals(
                transform.getClass().getSimpleName()
                        + " is for 8-bit images, not for images as they are: Samples[20 x 20, 3 channels]",
                assertThrows(IllegalArgumentException.class, () -> transform.apply(image, draws(0)))
                        .getMessage());
    }

    @Test
    void whatIsOfSamplesRefusesPixelsByName() {
        assertEquals(
                "IntensityJitter is for images as they are, not for 8-bit ones: Pixels[4 x 4, 5 channels]",
                assertThrows(IllegalArgumentException.class, () -> new IntensityJitter(1, 1, 1, UNIT)
                                .apply(Patterns.of(4, 4, 5), draws(0)))
                        .getMessage());
    }

    @Test
    void unitsAreOfAsManyChannels() {
        Samples image = ChannelFiles.pattern(4, 4, 3);
        for (Transform transform : List.of(new IntensityJitter(1, 1, 1, UNIT), new GaussianNoise(1, UNIT))) {
            assertEquals(
                    transform.getClass().getSimpleName() + " is for images of 5 channels; this one has 3",
                    assertThrows(IllegalArgumentException.class, () -> transform.apply(image, draws(0)))
                            .getMessage());
        }
    }

    /** By hand: mean 20; factor and shift by the same draws. */
    @Test
    void jitterStretchesAboutTheMeanAndShifts() {
        Samples image = Samples.of(3, 1, 2, new float[] {10, 20, 30, -5, -5, 4});
        Draws same = draws(1);
        assertTrue(same.chance(1));
        Samples seen = new IntensityJitter(0.5, 0.4, 1, List.of(8.0, 2.0)).apply(image, draws(1));
        for (int c = 0; c < 2; c++) {
            double factor = same.uniform(0.6, 1.4);
            double shift = same.uniform(-0.5, 0.5) * (c == 0 ? 8 : 2);
            double mean = c == 0 ? 20 : -2;
            for (int x = 0; x < 3; x++) {
                assertEquals(mean + factor * (image.sample(x, 0, c) - mean) + shift, seen.sample(x, 0, c), 1e-5);
            }
        }
    }

    @Test
    void jitterStaysInItsRangeAndChannelsDiffer() {
        Samples image = Samples.of(2, 1, 5, new float[] {9, 11, 9, 11, 9, 11, 9, 11, 9, 11});
        IntensityJitter jitter = new IntensityJitter(0.5, 0.25, 0.8, Collections.nCopies(5, 4.0));
        double least = Double.MAX_VALUE;
        double most = 0;
        double furthest = 0;
        int changed = 0;
        for (int i = 0; i < 2000; i++) {
            Samples seen = jitter.apply(image, draws(i));
            if (seen == image) {
                continue;
            }
            changed++;
            for (int c = 0; c < 5; c++) {
                double factor = (seen.sample(1, 0, c) - seen.sample(0, 0, c)) / 2.0;
                least = Math.min(least, factor);
                most = Math.max(most, factor);
                furthest = Math.max(furthest, Math.abs((seen.sample(1, 0, c) + seen.sample(0, 0, c)) / 2.0 - 10));
            }
            assertTrue(seen.sample(0, 0, 0) != seen.sample(0, 0, 1));
        }
        assertEquals(0.8, changed / 2000.0, 0.04);
        assertEquals(0.75, least, 0.01);
        assertEquals(1.25, most, 0.01);
        assertEquals(2, furthest, 0.02);
    }

    @Test
    void noiseHasItsStrengthAndNoneChangesNothing() {
        Samples image = Samples.blank(100, 100, 2);
        assertSame(image, new GaussianNoise(0, List.of(1.0, 2.0)).apply(image, draws(0)));
        Samples seen = new GaussianNoise(0.5, List.of(1.0, 20.0)).apply(image, draws(0));
        for (int c = 0; c < 2; c++) {
            double squares = 0;
            double sum = 0;
            for (int i = 0; i < 10_000; i++) {
                double value = seen.data()[c * 10_000 + i];
                sum += value;
                squares += value * value;
            }
            double strength = c == 0 ? 0.5 : 10;
            assertEquals(1, Math.sqrt(squares / 10_000) / strength, 0.03); // four standard deviations
            assertEquals(0, sum / 10_000 / strength, 0.04);
        }
    }

    @Test
    void turnsGoAllFourWaysEquallyOften() {
        Samples image = ChannelFiles.pattern(6, 6, 2);
        int[] counts = new int[4];
        for (int i = 0; i < 2000; i++) {
            float[] seen = new QuarterTurns().apply(image, draws(i)).data();
            for (int turns = 0; turns < 4; turns++) {
                counts[turns] +=
                        Arrays.equals(seen, SampleGeometry.rotate(image, turns).data()) ? 1 : 0;
            }
        }
        assertEquals(2000, Arrays.stream(counts).sum());
        for (int count : counts) {
            assertEquals(500, count, 80); // four standard deviations
        }
    }

    /** What is drawn for an image as it is, is drawn for pixels: the same crop of the same levels, within rounding. */
    @Test
    void geometryIsThatOfPixels() {
        for (int i = 0; i < 50; i++) {
            for (Transform transform : List.of(
                    RandomResizedCrop.of(16),
                    new HorizontalFlip(0.5),
                    new VerticalFlip(0.5),
                    new RandomRotate90(0.5),
                    new QuarterTurns(),
                    new Flips(0.5, 0.5, 0.5),
                    new FlippedCrop(RandomResizedCrop.of(16), new Flips(0.5, 0.5, 0.5)),
                    new ResizedCenterCrop(9, 11, Interpolation.BILINEAR))) {
                float[] expected = Samples.of(transform.apply(Patterns.rgb(40, 30), draws(i)))
                        .data();
                float[] seen = transform
                        .apply(Samples.of(Patterns.rgb(40, 30)), draws(i))
                        .data();
                assertArrayEquals(expected, seen, 1.01f); // pixels are rounded twice
            }
        }
    }

    @Test
    void blurDrawsItsWidth() {
        Samples image = ChannelFiles.pattern(20, 20, 2);
        Draws same = draws(4);
        assertTrue(same.chance(1));
        assertArrayEquals(
                SampleBlur.gaussian(image, same.uniform(0.5, 2)).data(),
                new GaussianBlur(1, 0.5, 2).apply(image, draws(4)).data());
        Set<Integer> kinds = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            kinds.add(new GaussianBlur(0.5, 1, 2).apply(image, draws(i)) == image ? 0 : 1);
        }
        assertFalse(kinds.size() < 2);
    }
}
