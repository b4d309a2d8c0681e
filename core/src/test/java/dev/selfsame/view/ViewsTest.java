package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Original;
import dev.selfsame.image.Patterns;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViewsTest {
    static List<Views> views() {
        return List.of(
                SimClrViews.of(16),
                SimClrViews.of(16).withBlur(0).withStrength(0.5),
                ByolViews.of(16),
                ByolViews.of(16).withInterpolation(Interpolation.BICUBIC),
                AlikeViews.mocoV2(16),
                AlikeViews.vicreg(16),
                AlikeViews.wmse(3, 16),
                MultiCropViews.dino(16, 16),
                DetConViews.b(16, 3),
                FourierViews.of(16),
                FourierViews.of(16).withFlips(new Flips(0.5, 0.5, 0.5)),
                CropViews.mae(16),
                ReSslViews.of(16),
                new JigsawViews(16, 0.08, 1, 0.2, 2, 8, 10, Flips.USUAL, Interpolation.BILINEAR, Colour.EXACT),
                new RegionViews(DetConViews.s(16, 3), Regions.grid(3, 3)),
                Views.of(Normalize.IMAGENET, List.of(RandomResizedCrop.of(16)), 16),
                EvaluationView.of(16));
    }

    /** Those of images as they are have a test of their own, {@link ChannelViewsTest}. */
    @Test
    void everyKindIsTried() {
        Set<String> kinds = new ClassFileImporter()
                .importPath(Path.of("target", "classes", "dev", "selfsame", "view")).stream()
                        .filter(type -> type.isAssignableTo(Views.class) && !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(kinds.remove("ChannelViews"));
        assertEquals(
                kinds,
                views().stream()
                        .map(each -> each.getClass().getSimpleName())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static float[] render(Views views, Pixels image, int index, int view) {
        FloatBuffer out = FloatBuffer.allocate(views.size(view) * views.size(view) * image.channels());
        views.render(image, view, Draws.of(1, Stream.VIEWS, 4, index, view), out, 0);
        return out.array();
    }

    @Test
    void aLargePhotographIsDecodedSmallerUnlessAllOfItIsWanted() throws UnreadableImageException {
        byte[] file = ImageEncoder.jpeg(Patterns.rgb(400, 300), 90);
        DecodeOptions full = DecodeOptions.DEFAULT.withExtent(DecodeOptions.Extent.FULL);
        for (Views views : List.of(ByolViews.of(32), SimClrViews.of(32))) {
            assertEquals(2, views.reduction(400, 300));
            Picture seen = views.decode(file, DecodeOptions.DEFAULT);
            assertEquals("Pixels[200 x 150, 3 channels]", seen.toString());
            assertEquals(
                    "Pixels[400 x 300, 3 channels]", views.decode(file, full).toString());
        }
        Picture evaluated = EvaluationView.of(32).decode(file, DecodeOptions.DEFAULT);
        assertEquals("Pixels[400 x 300, 3 channels]", evaluated.toString(), "embeddings are of the whole");
    }

    @Test
    void theViewThatNeedsMostDecides() {
        Transform small = RandomResizedCrop.of(8);
        Transform large = Sequence.of(RandomResizedCrop.of(32), new HorizontalFlip(0.5));
        Normalize normalize = Normalize.IMAGENET;
        assertEquals(10, new EqualViews(normalize, List.of(small), 8).reduction(400, 300));
        assertEquals(2, new EqualViews(normalize, List.of(small, large), 8).reduction(400, 300));
        assertEquals(1, new EqualViews(normalize, List.of(small, Sequence.of()), 8).reduction(400, 300));
    }

    @ParameterizedTest
    @MethodSource("views")
    void aRenderedViewIsTheNormalisedResultOfItsTransform(Views views) {
        Pixels image = Patterns.rgb(40, 30);
        for (int view = 0; view < views.count(); view++) {
            Pixels seen = views.transform(view).apply(image, Draws.of(1, Stream.VIEWS, 4, 2, view));
            float[] expected = new float[16 * 16 * 3];
            views.normalize().write(Planes.of(seen), FloatBuffer.wrap(expected), 0);
            assertArrayEquals(expected, render(views, image, 2, view));
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void viewsAreTheSameOnAnyThread(Views views) {
        List<float[]> alone = IntStream.range(0, 200)
                .mapToObj(i -> render(views, Patterns.rgb(20 + i % 30, 33), i, i % views.count()))
                .toList();
        List<float[]> together = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> render(views, Patterns.rgb(20 + i % 30, 33), i, i % views.count()))
                .toList();
        for (int i = 0; i < 200; i++) {
            assertArrayEquals(alone.get(i), together.get(i));
        }
    }

    /** Had anything been decided otherwise, such as that a rectangle fits, other numbers would be left. */
    @ParameterizedTest
    @MethodSource("views")
    void picturesThatWereDecodedSmallerTakeTheSameNumbers(Views views) {
        Pixels whole = Patterns.rgb(203, 151);
        if (views.reduction(203, 151) == 1) {
            return; // it is never decoded smaller
        }
        Pixels smaller = Patterns.rgb(102, 76).showing(new Original(203, 151, 2, 0, 0));
        for (int i = 0; i < 200; i++) {
            int view = i % views.count();
            Draws draws = Draws.of(2, Stream.VIEWS, 1, i, view);
            Draws others = Draws.of(2, Stream.VIEWS, 1, i, view);
            views.transform(view).apply(whole, draws);
            views.transform(view).apply(smaller, others);
            assertEquals(draws.uniform(), others.uniform(), "view " + i);
        }
    }

    @Test
    void theTwoViewsOfAnImageDiffer() {
        Pixels image = Patterns.rgb(40, 30);
        assertFalse(Arrays.equals(render(SimClrViews.of(16), image, 0, 0), render(SimClrViews.of(16), image, 0, 1)));
        assertFalse(Arrays.equals(render(SimClrViews.of(16), image, 0, 0), render(SimClrViews.of(16), image, 1, 0)));
    }

    @Test
    void simClrMakesBothViewsAlikeWithThePapersNumbers() {
        Transform expected = new ContrastiveTransform(
                new RandomResizedCrop(224, 0.08, 1, 3.0 / 4, 4.0 / 3, Interpolation.BILINEAR),
                Flips.USUAL,
                new ColorJitter(0.8, 0.8, 0.8, 0.2, 0.8),
                new RandomGrayscale(0.2),
                new GaussianBlur(0.5, 0.1, 2),
                new Solarize(0, 128));
        assertEquals(expected, SimClrViews.of(224).transform(0));
        assertEquals(expected, SimClrViews.of(224).transform(1));
        ContrastiveTransform half = (ContrastiveTransform) SimClrViews.of(32)
                .withStrength(0.5)
                .withBlur(0)
                .withMinScale(0.2)
                .transform(1);
        assertEquals(new ColorJitter(0.4, 0.4, 0.4, 0.1, 0.8), half.jitter());
        assertEquals(0, half.blur().probability());
        assertEquals(0.2, half.crop().scaleMin());
    }

    @Test
    void byolMakesUnequalViewsWithThePapersNumbers() {
        ContrastiveTransform first = (ContrastiveTransform) ByolViews.of(224).transform(0);
        ContrastiveTransform second = (ContrastiveTransform) ByolViews.of(224).transform(1);
        assertEquals(new ColorJitter(0.4, 0.4, 0.2, 0.1, 0.8), first.jitter());
        assertEquals(new GaussianBlur(1, 0.1, 2), first.blur());
        assertEquals(new Solarize(0, 128), first.solarize());
        assertEquals(new GaussianBlur(0.1, 0.1, 2), second.blur());
        assertEquals(new Solarize(0.2, 128), second.solarize());
        assertEquals(first.crop(), second.crop());
        assertEquals(first.jitter(), second.jitter());
        assertEquals(new RandomGrayscale(0.2), second.grayscale());
        assertThrows(IndexOutOfBoundsException.class, () -> ByolViews.of(224).transform(2));
    }

    @Test
    void theEvaluationViewIsResizedAndCutFromTheMiddle() {
        Draws unused = Draws.of(0, Stream.SAMPLE, 0, 0);
        EvaluationView views = EvaluationView.of(112);
        assertEquals(128, views.shortSide());
        for (int[] size : new int[][] {{300, 200}, {200, 301}, {50, 50}, {128, 128}, {1, 9}, {129, 128}}) {
            Pixels image = Patterns.rgb(size[0], size[1]);
            Pixels expected = new CenterCrop(112).apply(Resize.of(128).apply(image, unused), unused);
            assertArrayEquals(
                    expected.data(), views.transform(0).apply(image, unused).data(), Arrays.toString(size));
        }
    }

    @Test
    void theEvaluationViewOfAnImageOfItsSizeIsTheImage() {
        Pixels image = Patterns.rgb(32, 32);
        Pixels seen = EvaluationView.of(32).transform(0).apply(image, Draws.of(0, Stream.SAMPLE, 0, 0));
        assertArrayEquals(image.data(), seen.data());
    }

    @Test
    void aStripOfAMillionPixelsHasAnEvaluationView() {
        Pixels strip = Patterns.rgb(1_000_000, 1);
        Pixels seen = EvaluationView.of(224).transform(0).apply(strip, Draws.of(0, Stream.SAMPLE, 0, 0));
        assertEquals("Pixels[224 x 224, 3 channels]", seen.toString());
    }

    @Test
    void aTransformThatMissesTheSizeIsNamed() {
        Views views = Views.of(Normalize.IMAGENET, List.of(new CenterCrop(9)), 8);
        Pixels image = Patterns.rgb(9, 9);
        String message = assertThrows(IllegalStateException.class, () -> render(views, image, 0, 0))
                .getMessage();
        assertEquals("view 0 should be 8 x 8, but its transform CenterCrop[size=9] made 9 x 9", message);
    }

    @Test
    void otherSettingsAreRefusedByName() {
        assertRefused("SimClrViews: strength must be between 0 and 2.5, got 3.0", () -> SimClrViews.of(8)
                .withStrength(3));
        assertRefused("SimClrViews: blur: probability must be between 0 and 1, got -1.0", () -> SimClrViews.of(8)
                .withBlur(-1));
        assertRefused("SimClrViews: size must be at least 1, got 0", () -> SimClrViews.of(0));
        assertRefused("ByolViews: blur1: probability must be between 0 and 1, got 2.0", () -> ByolViews.of(8)
                .withBlur(1, 2));
        assertRefused(
                "Views: at least one transform is needed, got none", () -> Views.of(Normalize.IMAGENET, List.of(), 8));
        assertRefused(
                "EvaluationView: shortSide must be at least the size of 32, got 31",
                () -> new EvaluationView(32, 31, Interpolation.BILINEAR, Normalize.IMAGENET));
        assertTrue(SimClrViews.of(8).toString().startsWith("SimClrViews[size=8, minScale=0.08, strength=1.0"));
    }

    private static void assertRefused(String message, Runnable making) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, making::run).getMessage());
    }
}
