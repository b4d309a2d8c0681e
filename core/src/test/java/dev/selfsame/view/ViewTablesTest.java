package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Patterns;
import dev.selfsame.random.Draws;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each view of each paper is made by, in numbers: the table of the reference, line by line. */
class ViewTablesTest {
    private static final Interpolation BILINEAR = Interpolation.BILINEAR;
    private static final Interpolation BICUBIC = Interpolation.BICUBIC;

    /** One view as a line: size, scales, jitter, grayscale, blur, solarize, interpolation. */
    private static String line(
            int size, double low, double high, String jitter, double grey, double blur, double solarize, Object how) {
        return size + " (" + low + ", " + high + ") jitter " + jitter + " grey " + grey + " blur " + blur + " solarize "
                + solarize + " " + how;
    }

    private static String line(RandomResizedCrop crop, ColorJitter jitter, double grey, double blur, double solarize) {
        String strengths = String.format(
                Locale.ROOT,
                "%.2f %.2f %.2f %.2f by %.1f",
                jitter.brightness(),
                jitter.contrast(),
                jitter.saturation(),
                jitter.hue(),
                jitter.probability());
        return line(
                crop.size(), crop.scaleMin(), crop.scaleMax(), strengths, grey, blur, solarize, crop.interpolation());
    }

    private static List<String> lines(Views views) {
        List<String> lines = new ArrayList<>();
        for (int view = 0; view < views.count(); view++) {
            ContrastiveTransform made = (ContrastiveTransform) views.transform(view);
            assertEquals(Flips.USUAL, made.flips());
            assertEquals(0.1, made.blur().sigmaMin());
            assertEquals(2, made.blur().sigmaMax());
            assertEquals(128, made.solarize().threshold());
            assertEquals(views.size(view), made.crop().size());
            assertEquals(1, made.crop().ratioMin() * made.crop().ratioMax(), 1e-15);
            lines.add(line(
                    made.crop(),
                    made.jitter(),
                    made.grayscale().probability(),
                    made.blur().probability(),
                    made.solarize().probability()));
        }
        return lines;
    }

    private static List<String> times(Object... linesAndCounts) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < linesAndCounts.length; i += 2) {
            for (int k = 0; k < (int) linesAndCounts[i]; k++) {
                lines.add((String) linesAndCounts[i + 1]);
            }
        }
        return lines;
    }

    static Stream<Arguments> table() {
        String byol = "0.40 0.40 0.20 0.10 by 0.8";
        String simclr = "0.80 0.80 0.80 0.20 by 0.8";
        String moco = "0.40 0.40 0.40 0.10 by 0.8";
        String smog = "0.40 0.40 0.20 0.10 by 1.0";
        return Stream.of(
                Arguments.of(
                        ByolViews.of(224), // also Barlow Twins' and TiCo's
                        times(
                                1, line(224, 0.08, 1, byol, 0.2, 1, 0, BILINEAR),
                                1, line(224, 0.08, 1, byol, 0.2, 0.1, 0.2, BILINEAR))),
                Arguments.of(
                        SimClrViews.of(224), // also NNCLR's, DCL's and DirectCLR's
                        times(2, line(224, 0.08, 1, simclr, 0.2, 0.5, 0, BILINEAR))),
                Arguments.of(
                        AlikeViews.mocoV1(224),
                        times(2, line(224, 0.2, 1, "0.40 0.40 0.40 0.40 by 0.8", 0.2, 0, 0, BILINEAR))),
                Arguments.of(
                        AlikeViews.mocoV2(224), // also DenseCL's
                        times(2, line(224, 0.2, 1, moco, 0.2, 0.5, 0, BILINEAR))),
                Arguments.of(AlikeViews.simsiam(224), times(2, line(224, 0.2, 1, moco, 0.2, 0.5, 0, BILINEAR))),
                Arguments.of(AlikeViews.fastsiam(4, 224), times(4, line(224, 0.2, 1, moco, 0.2, 0.5, 0, BILINEAR))),
                Arguments.of(AlikeViews.mmcr(8, 224), times(8, line(224, 0.08, 1, byol, 0.2, 1, 0, BILINEAR))),
                Arguments.of(
                        AlikeViews.empssl(20, 32),
                        times(20, line(32, 0.25, 0.25, "0.40 0.40 0.40 0.20 by 0.8", 0.2, 0.1, 0.1, BILINEAR))),
                Arguments.of(
                        DetConViews.s(224, 5),
                        times(
                                1, line(224, 0.08, 1, simclr, 0.2, 1, 0, BILINEAR),
                                1, line(224, 0.08, 1, simclr, 0.2, 0, 0, BILINEAR))),
                Arguments.of(
                        DetConViews.b(224, 5),
                        times(
                                1, line(224, 0.08, 1, byol, 0.2, 1, 0, BILINEAR),
                                1, line(224, 0.08, 1, byol, 0.2, 0.1, 0.2, BILINEAR))),
                Arguments.of(
                        ReSslViews.of(224),
                        times(
                                1, line(224, 0.2, 1, moco, 0.2, 0.5, 0, BILINEAR),
                                1, line(224, 0.2, 1, "0.40 0.40 0.40 0.10 by 0.0", 0, 0, 0, BILINEAR))),
                Arguments.of(
                        MultiCropViews.swav(224, 96),
                        times(
                                2, line(224, 0.14, 1, simclr, 0.2, 0.5, 0, BILINEAR),
                                6, line(96, 0.05, 0.14, simclr, 0.2, 0.5, 0, BILINEAR))),
                Arguments.of(
                        MultiCropViews.dino(224, 96),
                        times(
                                1, line(224, 0.4, 1, byol, 0.2, 1, 0, BICUBIC),
                                1, line(224, 0.4, 1, byol, 0.2, 0.1, 0.2, BICUBIC),
                                6, line(96, 0.05, 0.4, byol, 0.2, 0.5, 0, BICUBIC))),
                Arguments.of(
                        MultiCropViews.ibot(224, 96),
                        times(
                                1, line(224, 0.25, 1, byol, 0.2, 1, 0, BICUBIC),
                                1, line(224, 0.25, 1, byol, 0.2, 0.1, 0.2, BICUBIC),
                                10, line(96, 0.05, 0.25, byol, 0.2, 0.5, 0, BICUBIC))),
                Arguments.of(
                        MultiCropViews.smog(224, 96),
                        times(
                                4, line(224, 0.2, 1, smog, 0.2, 0.5, 0, BILINEAR),
                                4, line(96, 0.05, 0.2, smog, 0.2, 0.1, 0.2, BILINEAR))),
                Arguments.of(
                        MultiCropViews.msn(224, 96),
                        times(
                                2, line(224, 0.3, 1, simclr, 0.2, 0.5, 0, BILINEAR),
                                10, line(96, 0.05, 0.3, simclr, 0.2, 0.5, 0, BILINEAR))),
                Arguments.of(
                        MultiCropViews.vicregl(224, 96),
                        times(
                                2, line(224, 0.2, 1, smog, 0.2, 0.5, 0, BILINEAR),
                                6, line(96, 0.05, 0.2, smog, 0.2, 0.1, 0.2, BILINEAR))));
    }

    @ParameterizedTest
    @MethodSource("table")
    void eachViewIsAsTheTableSays(Views views, List<String> expected) {
        assertEquals(expected, lines(views));
        assertEquals(Normalize.IMAGENET, views.normalize());
        assertThrows(IndexOutOfBoundsException.class, () -> views.transform(views.count()));
    }

    @Test
    void empSslLooksAtSquaresAndTheOthersDont() {
        assertEquals(
                1,
                ((ContrastiveTransform) AlikeViews.empssl(20, 32).transform(3))
                        .crop()
                        .ratioMax());
        ContrastiveTransform moco =
                (ContrastiveTransform) AlikeViews.mocoV2(224).transform(0);
        assertEquals(new RandomResizedCrop(224, 0.2, 1, 3.0 / 4, 4.0 / 3, BILINEAR), moco.crop());
    }

    @Test
    void localViewsKeepTheirProportion() {
        MultiCropViews small = MultiCropViews.vicregl(224, 96).withSize(64);
        assertEquals(64, small.size(0));
        assertEquals(27, small.size(2));
        assertEquals(7, small.grid(1));
        assertEquals(List.of(true, true, false), List.of(small.isGlobal(0), small.isGlobal(1), small.isGlobal(2)));
    }

    @Test
    void whatIsSetHoldsForEveryView() {
        for (Views views : List.of(
                MultiCropViews.dino(224, 96).withStrength(0.25),
                MultiCropViews.msn(224, 96).withStrength(0.25),
                MultiCropViews.vicregl(224, 96).withStrength(0.25))) {
            Jitter jitter = ((MultiCropViews) views).jitter();
            for (int view = 0; view < views.count(); view++) {
                ColorJitter made = ((ContrastiveTransform) views.transform(view)).jitter();
                assertEquals(jitter.transform(0.25, Colour.EXACT), made);
            }
        }
    }

    /** Erratum: in Lightly DINO's and iBOT's global view 1 has half of the jitter, whatever is set. */
    @Test
    void theStrengthThatLightlyKeepsAtAHalfIsTheOneThatIsSet() {
        for (MultiCropViews views : List.of(MultiCropViews.dino(224, 96), MultiCropViews.ibot(224, 96))) {
            assertEquals(lightlys(views, 0.5), made(views, 1), "as it is by default");
            MultiCropViews weak = views.withStrength(0.25);
            assertEquals(weak.jitter().transform(0.25, Colour.EXACT), made(weak, 1));
            assertNotEquals(lightlys(weak, 0.5), made(weak, 1));
        }
    }

    /** Erratum: in Lightly MSN's focal and VICRegL's local views have the default jitter, whatever is set. */
    @Test
    void theJitterThatLightlyForgetsIsTheOneThatIsSet() {
        Jitter set = new Jitter(0.1, 0.2, 0.3, 0.05, 0.8);
        for (MultiCropViews views : List.of(MultiCropViews.msn(224, 96), MultiCropViews.vicregl(224, 96))) {
            MultiCropViews own = new MultiCropViews(
                    views.global(),
                    views.local(),
                    views.strength(),
                    set,
                    views.grayscale(),
                    views.blur(),
                    views.solarize(),
                    views.sigmaMin(),
                    views.sigmaMax(),
                    views.flips(),
                    views.interpolation(),
                    views.colour());
            int local = views.count() - 1;
            ColorJitter lightlys = views.jitter().transform(views.strength(), Colour.EXACT);
            assertEquals(lightlys, made(views, local), "as it is by default");
            assertEquals(set.transform(views.strength(), Colour.EXACT), made(own, local));
            assertNotEquals(lightlys, made(own, local));
        }
    }

    /** Erratum: Lightly turns VICRegL's local views upside down by 0.5, whatever is set. */
    @Test
    void localViewsAreNotUpsideDownUnlessThatIsSet() {
        MultiCropViews views = MultiCropViews.vicregl(64, 32);
        Flips lightlys = new Flips(0.5, 0.5, 0);
        assertEquals(0, upsideDown(views, views.flips()));
        int theirs = upsideDown(views, lightlys);
        assertTrue(theirs > 70 && theirs < 130, theirs + " of 200"); // four standard deviations
    }

    /** Of 200 local views, how many have their first cell below their last. */
    private static int upsideDown(MultiCropViews views, Flips flips) {
        int count = 0;
        for (int i = 0; i < 200; i++) {
            FloatBuffer grid = FloatBuffer.allocate(18);
            views.withFlips(flips)
                    .renderGrid(Patterns.rgb(80, 60), 2, Draws.of(7, dev.selfsame.random.Stream.VIEWS, 0, i), grid, 0);
            count += grid.get(1) > grid.get(17) ? 1 : 0;
        }
        return count;
    }

    private static ColorJitter made(MultiCropViews views, int view) {
        return views.transform(view).jitter();
    }

    private static ColorJitter lightlys(MultiCropViews views, double strength) {
        return views.jitter().transform(strength, Colour.EXACT);
    }

    @Test
    void aCropIsReducedHoweverItIsFollowed() {
        int reduction = AlikeViews.mocoV2(32).reduction(2000, 1500);
        assertEquals(
                reduction,
                AlikeViews.mocoV2(32).withOrder(AlikeViews.Order.SOLARIZE_FIRST).reduction(2000, 1500));
        assertEquals(
                1,
                AlikeViews.mocoV2(32).withOrder(AlikeViews.Order.COLOURS_FIRST).reduction(2000, 1500));
        assertNotEquals(1, reduction);
    }

    @Test
    void vicregSolarizesBeforeItBlurs() {
        AlikeViews views = AlikeViews.vicreg(224);
        for (int view = 0; view < 2; view++) {
            assertEquals(
                    Sequence.of(
                            new FlippedCrop(
                                    new RandomResizedCrop(224, 0.08, 1, 3.0 / 4, 4.0 / 3, BILINEAR), Flips.USUAL),
                            new ColorJitter(0.4, 0.4, 0.2, 0.1, 0.8),
                            new RandomGrayscale(0.2),
                            new Solarize(0.1, 128),
                            new GaussianBlur(0.5, 0.1, 2)),
                    views.transform(view));
        }
    }

    @Test
    void wmseRecoloursBeforeItCrops() {
        AlikeViews views = AlikeViews.wmse(4, 64);
        assertEquals(4, views.count());
        for (int view = 0; view < 4; view++) {
            assertEquals(
                    Sequence.of(
                            new ColorJitter(0.4, 0.4, 0.4, 0.1, 0.8),
                            new RandomGrayscale(0.1),
                            new FlippedCrop(new RandomResizedCrop(64, 0.2, 1, 3.0 / 4, 4.0 / 3, BICUBIC), Flips.USUAL),
                            new GaussianBlur(0.5, 0.1, 2),
                            new Solarize(0, 128)),
                    views.transform(view));
        }
    }

    @Test
    void fourierViewsDifferInHolesAndBlur() {
        for (int view = 0; view < 2; view++) {
            assertEquals(
                    Sequence.of(
                            new RandomResizedCrop(224, 0.08, 1, 3.0 / 4, 4.0 / 3, BILINEAR),
                            new FourierAugmentation(0.2, 0.2, 0.5, view == 0 ? 0.2 : 0),
                            Flips.USUAL,
                            new ColorJitter(0.4, 0.4, 0.2, 0.1, 0.8),
                            new RandomGrayscale(0.2),
                            new GaussianBlur(view == 0 ? 1 : 0.1, 0.1, 2)),
                    FourierViews.of(224).transform(view));
        }
    }

    @Test
    void jigsawViewsAreACropAndAPuzzle() {
        JigsawViews views = JigsawViews.of();
        assertEquals(224, views.size(0));
        assertEquals(192, views.size(1));
        assertEquals(new RandomResizedCrop(224, 0.08, 1, 3.0 / 4, 4.0 / 3, BILINEAR), views.transform(0));
        assertEquals(
                Sequence.of(
                        new RandomResizedCrop(255, 0.08, 1, 3.0 / 4, 4.0 / 3, BILINEAR),
                        new Jigsaw(
                                3,
                                64,
                                Sequence.of(
                                        Flips.USUAL,
                                        new ColorJitter(0.4, 0.4, 0.4, 0.4, 0.8),
                                        new RandomGrayscale(0.2)))),
                views.transform(1));
    }

    /** Lightly's transforms for masked methods: by a bicubic crop and a flip alone, one view. */
    @Test
    void maskedMethodsSeeACropOfTheirOwnLeastShare() {
        List<CropViews> all =
                List.of(CropViews.mae(224), CropViews.ijepa(224), CropViews.aim(224), CropViews.capi(224));
        List<Double> shares = List.of(0.2, 0.2, 0.4, 0.6);
        for (int i = 0; i < all.size(); i++) {
            CropViews views = all.get(i);
            assertEquals(1, views.count());
            assertEquals(224, views.size(0));
            assertEquals(
                    new FlippedCrop(
                            new RandomResizedCrop(224, shares.get(i), 1, 3.0 / 4, 4.0 / 3, BICUBIC), Flips.USUAL),
                    views.transform(0));
            assertEquals(Normalize.IMAGENET, views.normalize());
            assertThrows(IndexOutOfBoundsException.class, () -> views.transform(1));
        }
        assertRefused("CropViews: size must be at least 1, got 0", () -> CropViews.mae(0));
        assertRefused(
                "CropViews: minScale must be a range above 0 and up to 1.0, got 1.5 to 1.0",
                () -> new CropViews(8, 1.5, Flips.USUAL, BICUBIC));
    }

    @Test
    void otherSettingsAreRefusedByName() {
        assertRefused("AlikeViews: count must be at least 1, got 0", () -> AlikeViews.mocoV2(8)
                .withCount(0));
        assertRefused("AlikeViews: strength must be finite and at least 0, got -1.0", () -> AlikeViews.mocoV2(8)
                .withStrength(-1));
        assertRefused("ColorJitter: hue must be between 0 and 0.5, got 0.8", () -> AlikeViews.mocoV1(8)
                .withStrength(2));
        assertRefused("MultiCropViews: at least one global view is needed, got none", () -> MultiCropViews.swav(8, 4)
                .withCounts(0, 1));
        assertRefused("MultiCropViews: grid must be 0 to the view's size of 4, got 5", () -> MultiCropViews.swav(8, 4)
                .withGrids(8, 5));
        assertRefused("DetConViews: regionSide must be 1 to the size of 8, got 9", () -> DetConViews.s(8, 2)
                .withRegionSide(9));
        assertRefused("Flips: verticalFlip: probability must be between 0 and 1, got -1.0", () -> new Flips(0, -1, 0));
        assertRefused("Flips: rotation: probability must be between 0 and 1, got 2.0", () -> new Flips(0, 0, 2));
        assertRefused("SimClrViews: grayscale: probability must be between 0 and 1, got 2.0", () -> SimClrViews.of(8)
                .withGrayscale(2));
        assertRefused("ByolViews: grayscale: probability must be between 0 and 1, got NaN", () -> ByolViews.of(8)
                .withGrayscale(Double.NaN));
        assertRefused(
                "MultiCropViews: grayscale: probability must be between 0 and 1, got 2.0",
                () -> MultiCropViews.swav(8, 4).withGrayscale(2));
        assertRefused("DetConViews: grayscale: probability must be between 0 and 1, got 2.0", () -> DetConViews.s(8, 2)
                .withGrayscale(2));
        assertRefused(
                "FourierAugmentation: mask: probability must be between 0 and 1, got 2.0",
                () -> new FourierAugmentation(0, 0, 2, 0));
    }

    private static void assertRefused(String message, Runnable making) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, making::run).getMessage());
    }
}
