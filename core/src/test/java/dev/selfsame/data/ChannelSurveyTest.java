package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.ChannelFiles;
import dev.selfsame.image.ChannelFiles.Kind;
import dev.selfsame.image.Samples;
import dev.selfsame.view.ChannelStatistics;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelSurveyTest {
    /** Arrays of two channels, made of their index. */
    private static class Arrays2 extends MemorySource {
        Arrays2(int size) {
            super(size);
        }

        Samples image(int i) {
            Samples image = ChannelFiles.whole(6, 5, 2, i, 1000);
            for (int k = 30; k < 60; k++) {
                image.data()[k] = 50_000 + image.data()[k] * (i + 1);
            }
            return image;
        }

        @Override
        public byte[] read(int i) {
            reads.incrementAndGet();
            return ChannelFiles.npyChannelsFirst(image(i), Kind.FLOAT64);
        }
    }

    /** In two passes over all samples at once. */
    @Test
    void measuresAllSamplesOfFewImages() throws SourceException {
        Arrays2 source = new Arrays2(40);
        ChannelSurvey survey = ChannelSurvey.of(source, 2);
        assertEquals(40, survey.images());
        assertEquals(0, survey.skipped().count());
        assertEquals(40, source.reads.get());
        for (int c = 0; c < 2; c++) {
            double[] all = new double[40 * 30];
            for (int i = 0; i < 40; i++) {
                for (int k = 0; k < 30; k++) {
                    all[i * 30 + k] = source.image(i).data()[c * 30 + k];
                }
            }
            Arrays.sort(all);
            double mean = Arrays.stream(all).average().orElseThrow();
            double variance = Arrays.stream(all)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            ChannelStatistics found = survey.statistics();
            assertEquals(mean, found.mean().get(c), 1e-9 * mean);
            assertEquals(Math.sqrt(variance), found.std().get(c), 1e-9 * Math.sqrt(variance));
            assertEquals(all[0], found.min().get(c));
            assertEquals(all[1199], found.max().get(c));
            // numpy's default: at 0.01 of the way from the first to the last, 11.99, between neighbours in proportion
            assertEquals(all[11] + 0.99 * (all[12] - all[11]), found.low().get(c), 1e-6);
            assertEquals(
                    all[1187] + 0.01 * (all[1188] - all[1187]), found.high().get(c), 1e-6);
        }
    }

    /** Values that lie far from 0 and close together lose no digits. */
    @Test
    void aLargeMeanLeavesTheSpreadExact() throws SourceException {
        MemorySource source = new MemorySource(3) {
            @Override
            public byte[] read(int i) {
                float base = 10_000_000;
                return ChannelFiles.npy(Samples.of(2, 1, 1, new float[] {base + i, base + i + 1}), Kind.FLOAT32);
            }
        };
        ChannelStatistics found = ChannelSurvey.of(source, 1).statistics();
        assertEquals(10_000_001.5, found.mean().get(0), 1e-6);
        assertEquals(Math.sqrt(11 / 12.0), found.std().get(0), 1e-9); // of 0 1 1 2 2 3
    }

    @Test
    void ofManyImagesAThousandAreDrawnAlwaysTheSame() throws SourceException {
        Arrays2 source = new Arrays2(1500);
        ChannelSurvey survey = ChannelSurvey.of(source, 2);
        assertEquals(1000, survey.images());
        assertEquals(1000, source.reads.get());
        assertEquals(survey.statistics(), ChannelSurvey.of(new Arrays2(1500), 2).statistics());
    }

    /** Of a large image only a part goes into the quantiles; it is near the whole. */
    @Test
    void quantilesOfLargeImagesAreClose() throws SourceException {
        MemorySource source = new MemorySource(4) {
            @Override
            public byte[] read(int i) {
                return ChannelFiles.npy(ChannelFiles.whole(700, 500, 1, i, 10_007), Kind.UINT16);
            }
        };
        ChannelStatistics found = ChannelSurvey.of(source, 1).statistics();
        assertEquals(100, found.low().get(0), 10); // five standard deviations of a quantile of 262,144
        assertEquals(9906, found.high().get(0), 10);
    }

    @Test
    void whatCanNotBeReadIsSkippedAndNothingLeftIsRefused() throws SourceException {
        MemorySource some = new MemorySource(10) {
            @Override
            public byte[] read(int i) {
                return i % 3 == 0 ? new byte[5] : ChannelFiles.npy(ChannelFiles.pattern(4, 4, 2), Kind.FLOAT32);
            }
        };
        ChannelSurvey survey = ChannelSurvey.of(some, 2);
        assertEquals(6, survey.images());
        assertEquals(4, survey.skipped().count());
        assertEquals(2, ChannelSurvey.channels(some));
        String message = assertThrows(SourceException.class, () -> ChannelSurvey.of(new MemorySource(4), 5))
                .getMessage();
        assertTrue(
                message.matches(
                        "none of the images can be read as it is \\([eo]/000\\d\\.ppm: the image has 3 channels,"
                                + " not 5\\): 4 made-up images"),
                message);
        MemorySource none = new MemorySource(3, i -> true);
        assertTrue(assertThrows(SourceException.class, () -> ChannelSurvey.channels(none))
                .getMessage()
                .startsWith("none of the images can be read as it is (e/0000.ppm: no such file)"));
        assertEquals(
                List.of(),
                List.copyOf(ChannelSurvey.of(new Arrays2(3), 2).skipped().entries()));
    }
}
