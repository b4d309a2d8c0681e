package dev.selfsame.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.image.ChannelFiles;
import dev.selfsame.image.ChannelFiles.Kind;
import dev.selfsame.image.ChannelFiles.Layout;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Patterns;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Samples;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelViewsTest {
    /** Of channels with means 1,000, 1,010, … and standard deviations 100, 101, …. */
    static ChannelStatistics statistics(int channels) {
        List<Double> mean = new ArrayList<>();
        List<Double> std = new ArrayList<>();
        for (int c = 0; c < channels; c++) {
            mean.add(1000.0 + 10 * c);
            std.add(100.0 + c);
        }
        List<Double> low = Collections.nCopies(channels, 500.0);
        List<Double> high = Collections.nCopies(channels, 1500.0);
        return new ChannelStatistics(
                mean, std, low, high, Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 4000.0));
    }

    private static float[] render(Views views, Picture image, int index, int view) {
        FloatBuffer out = FloatBuffer.allocate(views.size(view) * views.size(view) * image.channels());
        views.render(image, view, Draws.of(1, Stream.VIEWS, 4, index, view), out, 0);
        return out.array();
    }

    @Test
    void aViewIsTheNormalisedResultOfItsTransform() {
        ChannelViews views = ChannelViews.of(16, statistics(5));
        Samples image = ChannelFiles.pattern(40, 30, 5);
        for (int view = 0; view < 2; view++) {
            Samples seen = views.transform(view).apply(image, Draws.of(1, Stream.VIEWS, 4, 2, view));
            float[] expected = new float[16 * 16 * 5];
            for (int c = 0; c < 5; c++) {
                for (int i = 0; i < 256; i++) {
                    expected[i * 5 + c] = (float) ((seen.data()[c * 256 + i] - (1000.0 + 10 * c)) / (100.0 + c));
                }
            }
            assertArrayEquals(expected, render(views, image, 2, view));
        }
        assertFalse(Arrays.equals(render(views, image, 2, 0), render(views, image, 2, 1)));
    }

    @Test
    void viewsAreTheSameOnAnyThread() {
        ChannelViews views = ChannelViews.of(16, statistics(3));
        List<float[]> alone = IntStream.range(0, 100)
                .mapToObj(i -> render(views, ChannelFiles.pattern(20 + i % 30, 33, 3), i, i % 2))
                .toList();
        List<float[]> together = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> render(views, ChannelFiles.pattern(20 + i % 30, 33, 3), i, i % 2))
                .toList();
        for (int i = 0; i < 100; i++) {
            assertArrayEquals(alone.get(i), together.get(i));
        }
    }

    @Test
    void filesAreDecodedAsTheyAre() throws UnreadableImageException {
        Samples image = ChannelFiles.whole(9, 7, 5, 1, 60_000);
        byte[] file = ChannelFiles.tiff(image, Kind.UINT16, Layout.PLANES);
        Samples decoded = (Samples) ChannelViews.of(16, statistics(5)).decode(file, DecodeOptions.DEFAULT);
        assertArrayEquals(image.data(), decoded.data());
        assertEquals(
                "the image has 5 channels, not 4",
                assertThrows(UnreadableImageException.class, () -> ChannelViews.of(16, statistics(4))
                                .decode(file, DecodeOptions.DEFAULT))
                        .getMessage());
    }

    @Test
    void pixelsAreRefused() {
        ChannelViews views = ChannelViews.of(16, statistics(3));
        assertThrows(IllegalArgumentException.class, () -> render(views, Patterns.rgb(20, 20), 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> render(EvaluationView.of(16), ChannelFiles.pattern(16, 16, 3), 0, 0));
    }

    @Test
    void theyAreMadeLikeThoseOfRgb() {
        ChannelStatistics statistics = statistics(4);
        SimClrViews simclr = SimClrViews.of(32)
                .withStrength(0.5)
                .withBlur(0.3)
                .withMinScale(0.2)
                .withFlips(new Flips(0, 0.5, 0.25));
        assertEquals(
                new ChannelViews(
                        32,
                        0.2,
                        0.25,
                        0.25,
                        0.3,
                        0.3,
                        0.1,
                        2,
                        simclr.flips(),
                        true,
                        0,
                        Interpolation.BILINEAR,
                        statistics),
                ChannelViews.like(simclr, statistics));
        ByolViews byol = ByolViews.of(64).withInterpolation(Interpolation.BICUBIC);
        assertEquals(
                new ChannelViews(
                        64, 0.08, 0.5, 0.5, 1, 0.1, 0.1, 2, Flips.USUAL, true, 0, Interpolation.BICUBIC, statistics),
                ChannelViews.like(byol, statistics));
        assertEquals(
                new ChannelViews(
                        32, 0.2, 0.5, 0.5, 0.5, 0.5, 0.1, 2, Flips.USUAL, true, 0, Interpolation.BILINEAR, statistics),
                ChannelViews.like(AlikeViews.mocoV2(32), statistics));
        assertThrows(IllegalArgumentException.class, () -> ChannelViews.like(AlikeViews.fastsiam(4, 32), statistics));
        MultiCropViews globals = MultiCropViews.vicregl(32, 32).withCounts(2, 0);
        assertThrows(IllegalArgumentException.class, () -> ChannelViews.like(globals.withGrids(4, 0), statistics));
        assertEquals(32, ChannelViews.like(globals.withGrids(0, 0), statistics).size(0));
        assertEquals(
                statistics(2),
                ChannelViews.like(byol, statistics)
                        .withStatistics(statistics(2))
                        .statistics());
    }

    /** All samples of a channel equal: nothing to divide by. */
    @Test
    void aConstantChannelBecomesZeros() {
        List<Double> seven = List.of(7.0);
        ChannelStatistics statistics = new ChannelStatistics(seven, List.of(0.0), seven, seven, seven, seven);
        ChannelViews views = new ChannelViews(
                4, 1, 0.5, 0.5, 1, 1, 0.1, 2, Flips.USUAL, true, 0.5, Interpolation.BILINEAR, statistics);
        Samples image = Samples.of(2, 2, 1, new float[] {7, 7, 7, 7});
        assertArrayEquals(new float[16], render(views, image, 0, 0), 1e-5f);
    }

    @Test
    void statisticsThatCannotBeAreRefused() {
        List<Double> one = List.of(1.0);
        List<Double> two = List.of(2.0);
        assertThrows(
                IllegalArgumentException.class,
                () -> new ChannelStatistics(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
        for (List<List<Double>> wrong : List.of(
                List.of(one, List.of(-1.0), one, one, one, one),
                List.of(one, one, two, one, one, one),
                List.of(one, one, one, one, two, one),
                List.of(one, List.of(Double.NaN), one, one, one, one),
                List.of(one, List.of(1.0, 2.0), one, one, one, one))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ChannelStatistics(
                            wrong.get(0), wrong.get(1), wrong.get(2), wrong.get(3), wrong.get(4), wrong.get(5)),
                    wrong.toString());
        }
        assertEquals(
                "statistics are of 1 to 64 channels, got 65",
                assertThrows(IllegalArgumentException.class, () -> statistics(65))
                        .getMessage());
    }

    /** 500 is black and 1,500 white: 1,000 is in the middle, and what lies beyond is cut off. */
    @Test
    void aSheetIsStretched() {
        for (int channels : new int[] {1, 2, 5}) {
            Samples image = Samples.blank(2, 2, channels);
            for (int c = 0; c < channels; c++) {
                image.data()[c * 4] = 500;
                image.data()[c * 4 + 1] = 1000 + 100 * c;
                image.data()[c * 4 + 2] = 9000;
                image.data()[c * 4 + 3] = -9000;
            }
            BufferedImage sheet = ViewSheet.of(List.of(image), ChannelViews.of(16, statistics(channels)), 1);
            assertEquals(0xFF000000, sheet.getRGB(6, 26));
            assertEquals(channels < 3 ? 0xFF808080 : 0xFF8099B3, sheet.getRGB(6 + 64, 26));
            assertEquals(0xFFFFFFFF, sheet.getRGB(6, 26 + 64));
            assertEquals(0xFF000000, sheet.getRGB(6 + 127, 26 + 127));
        }
    }
}
