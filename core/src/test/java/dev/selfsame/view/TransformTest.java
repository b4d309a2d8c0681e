package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Patterns;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every transform. A new one belongs into {@link #transforms()}. */
class TransformTest {
    static List<Transform> transforms() {
        return List.of(
                RandomResizedCrop.of(16),
                new RandomResizedCrop(7, 0.2, 0.9, 0.5, 2, Interpolation.BICUBIC),
                new HorizontalFlip(0.5),
                new VerticalFlip(0.5),
                new RandomRotate90(0.5),
                new RandomRotateDegrees(0.5, 30),
                new Flips(0.5, 0.5, 0.5),
                new QuarterTurns(),
                new ColorJitter(0.8, 0.8, 0.8, 0.2, 0.8),
                new ColorJitter(0, 0.4, 0, 0.5, 1),
                new ColorJitter(0.8, 0.8, 0.8, 0.2, 0.8, Colour.LINEAR),
                new RandomGrayscale(0.5),
                GaussianBlur.of(0.5),
                Solarize.of(0.5),
                Resize.of(12),
                new CenterCrop(9),
                new ResizedCenterCrop(9, 11, Interpolation.BICUBIC),
                Sequence.of(new HorizontalFlip(1), Solarize.of(1)),
                SimClrViews.of(8).transform(0),
                ByolViews.of(8).transform(1),
                new FlippedCrop(RandomResizedCrop.of(9), Flips.USUAL),
                new FlippedCrop(RandomResizedCrop.of(9), new Flips(0.5, 0.5, 0.5)),
                new FourierAugmentation(0.5, 0.5, 0.5, 0.5),
                new Jigsaw(1, 1, new HorizontalFlip(0.5)));
    }

    private static final List<Class<?>> RGB_ONLY =
            List.of(ColorJitter.class, RandomGrayscale.class, ContrastiveTransform.class);

    private static Draws draws(int index) {
        return Draws.of(3, Stream.VIEWS, 0, index);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void isAPureFunctionOfImageAndDraws(Transform transform) {
        for (int[] size : new int[][] {{20, 20}, {31, 9}, {1, 1}, {1, 25}, {25, 1}, {3, 2}}) {
            Pixels image = Patterns.rgb(size[0], size[1]);
            byte[] before = image.data().clone();
            for (int i = 0; i < 20; i++) {
                Pixels once = transform.apply(image, draws(i));
                Pixels twice = transform.apply(image, draws(i));
                assertEquals(once.toString(), twice.toString());
                assertArrayEquals(once.data(), twice.data());
                assertArrayEquals(before, image.data(), "the argument was written into");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void takesAnyNumberOfChannelsOrRefusesByName(Transform transform) {
        for (int channels : new int[] {1, 2, 5}) {
            Pixels image = Patterns.of(14, 11, channels);
            for (int i = 0; i < 10; i++) {
                Draws draws = draws(i);
                if (RGB_ONLY.contains(transform.getClass())) {
                    String message = assertThrows(IllegalArgumentException.class, () -> transform.apply(image, draws))
                            .getMessage();
                    assertTrue(message.matches("(ColorJitter|RandomGrayscale) is for RGB images; this one has .*"));
                } else {
                    assertEquals(channels, transform.apply(image, draws).channels());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void printsItsSettings(Transform transform) {
        String name = transform.getClass().getSimpleName();
        assertTrue(transform.toString().startsWith(name + "["), transform.toString());
    }

    @Test
    void aSequenceIsItsTransformsOneByOne() {
        List<Transform> parts = List.of(
                Solarize.of(0.5),
                new ColorJitter(0.4, 0.4, 0.4, 0.1, 0.8),
                RandomResizedCrop.of(16),
                GaussianBlur.of(0.5),
                new RandomGrayscale(0.2),
                new VerticalFlip(0.5));
        Pixels image = Patterns.rgb(30, 20);
        for (int i = 0; i < 50; i++) {
            Pixels expected = image;
            Draws draws = draws(i);
            for (Transform part : parts) {
                expected = part.apply(expected, draws);
            }
            assertArrayEquals(
                    expected.data(), new Sequence(parts).apply(image, draws(i)).data());
        }
    }

    static List<DoubleFunction<Transform>> byChance() {
        return List.of(
                HorizontalFlip::new,
                VerticalFlip::new,
                RandomRotate90::new,
                p -> new Flips(p, 0, 0),
                p -> new Flips(0, p, 0),
                p -> new Flips(0, 0, p),
                p -> new ColorJitter(0.4, 0.4, 0.4, 0.1, p),
                p -> new ColorJitter(0.4, 0.4, 0.4, 0.1, p, Colour.LINEAR),
                RandomGrayscale::new,
                p -> new GaussianBlur(p, 1, 2),
                Solarize::of);
    }

    @ParameterizedTest
    @MethodSource("byChance")
    void happensNeverAlwaysOrAsOftenAsAsked(DoubleFunction<Transform> make) {
        Pixels image = Patterns.rgb(8, 8);
        int changed = 0;
        for (int i = 0; i < 2000; i++) {
            assertSame(image, make.apply(0).apply(image, draws(i)));
            assertFalse(Arrays.equals(
                    image.data(), make.apply(1).apply(image, draws(i)).data()));
            changed += make.apply(0.3).apply(image, draws(i)) == image ? 0 : 1;
        }
        assertEquals(0.3, changed / 2000.0, 0.04); // four standard deviations
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void otherProbabilitiesAreRefused(double probability) {
        for (DoubleFunction<Transform> make : byChance()) {
            String message = assertThrows(IllegalArgumentException.class, () -> make.apply(probability))
                    .getMessage();
            assertTrue(message.endsWith(": probability must be between 0 and 1, got " + probability), message);
        }
    }

    @Test
    void otherSettingsAreRefusedByName() {
        assertRefused("RandomResizedCrop: size must be at least 1, got 0", () -> RandomResizedCrop.of(0));
        assertRefused(
                "RandomResizedCrop: scale must be a range above 0 and up to 1.0, got 0.5 to 1.5",
                () -> new RandomResizedCrop(8, 0.5, 1.5, 1, 1, Interpolation.BILINEAR));
        assertRefused(
                "RandomResizedCrop: ratio must be a range above 0, got 2.0 to 1.0",
                () -> new RandomResizedCrop(8, 0.5, 1, 2, 1, Interpolation.BILINEAR));
        assertRefused(
                "ColorJitter: contrast must be finite and at least 0, got -1.0", () -> new ColorJitter(0, -1, 0, 0, 1));
        assertRefused("ColorJitter: hue must be between 0 and 0.5, got 0.6", () -> new ColorJitter(0, 0, 0, 0.6, 1));
        assertRefused(
                "GaussianBlur: sigma must be a range above 0 and up to 1000.0, got 2.0 to 0.1",
                () -> new GaussianBlur(1, 2, 0.1));
        assertRefused("Solarize: threshold must be between 0 and 256, got 300", () -> new Solarize(1, 300));
        assertRefused("Resize: shortSide must be at most 16384, got 2147483647", () -> Resize.of(Integer.MAX_VALUE));
        assertRefused("Resize: shortSide must be at least 1, got -3", () -> Resize.of(-3));
        assertRefused("CenterCrop: size must be at least 1, got 0", () -> new CenterCrop(0));
        assertRefused(
                "RandomRotateDegrees: degrees must be between 0 and 180, got 181.0",
                () -> new RandomRotateDegrees(0.5, 181));
        assertRefused(
                "RandomRotateDegrees: probability must be between 0 and 1, got 2.0",
                () -> new RandomRotateDegrees(2, 90));
    }

    private static void assertRefused(String message, Runnable making) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, making::run).getMessage());
    }
}
