package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Samples;
import dev.selfsame.image.SamplesDecoder;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import dev.selfsame.view.ChannelStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures images as they are, channel by channel: what their normalisation needs.
 *
 * <p>Of a source with more than {@value #MOST_IMAGES} images so many are drawn at random, always the same ones. Mean,
 * standard deviation, minimum and maximum are of all samples of those; the quantiles of up to {@value #MOST_VALUES}
 * samples a channel, drawn alike from each image. One image is in memory at a time, and the drawn samples: 1 MiB a
 * channel.
 *
 * @param statistics what was found
 * @param images how many were measured
 * @param skipped those that can't be read
 */
public record ChannelSurvey(ChannelStatistics statistics, int images, Skipped skipped) {
    /** The most images that are measured. */
    public static final int MOST_IMAGES = 1000;

    /** The most samples of a channel that the quantiles are taken from. */
    public static final int MOST_VALUES = 1 << 18;

    private static final double LOW = 0.01;

    /** Measures a source whose files are decoded by {@link DecodeOptions#DEFAULT}. */
    public static ChannelSurvey of(ImageSource source, int channels) throws SourceException {
        return of(source, channels, DecodeOptions.DEFAULT);
    }

    /**
     * Measures a source.
     *
     * @param channels how many its images have, 1 to 64
     * @param options the most pixels of an image that is measured
     * @throws SourceException if none of the images drawn can be read, with the first and why
     */
    public static ChannelSurvey of(ImageSource source, int channels, DecodeOptions options) throws SourceException {
        Permutation order = Permutation.of(source.size(), Draws.of(0, Stream.SAMPLE, 0, 1));
        int count = Math.min(MOST_IMAGES, order.size());
        Skipped skipped = new Skipped();
        Meter[] meters = new Meter[channels];
        Arrays.setAll(meters, c -> new Meter());
        int images = 0;
        IntStream places = IntStream.range(0, count).map(order::at);
        boolean inBlocks = Arrays.stream(source.blockBytes()).anyMatch(bytes -> bytes > 0);
        int[] drawn = (inBlocks ? places.sorted() : places).toArray(); // compressed shards one after the other
        for (int i : drawn) {
            try {
                Samples image = SamplesDecoder.decode(source.read(i), channels, options);
                measure(image, MOST_VALUES / count, Draws.of(0, Stream.SAMPLE, 1, i), meters);
                images++;
            } catch (IOException | UnreadableImageException e) {
                skipped.add(source.name(i), Reason.of(e));
            }
        }
        if (images == 0) {
            Skipped.Entry first = skipped.entries().get(0);
            throw new SourceException("none of the " + (count < order.size() ? count + " images drawn" : "images")
                    + " can be read as it is (" + first.name() + ": " + first.reason() + "): " + source.describe());
        }
        return new ChannelSurvey(statistics(meters), images, skipped);
    }

    /**
     * How many channels the first image that can be read has.
     *
     * @throws SourceException if none of the first {@value #MOST_IMAGES} can be read
     */
    public static int channels(ImageSource source) throws SourceException {
        String failure = "";
        for (int i = 0; i < Math.min(MOST_IMAGES, source.size()); i++) {
            try {
                return SamplesDecoder.channels(source.read(i));
            } catch (IOException | UnreadableImageException e) {
                failure = failure.isEmpty() ? source.name(i) + ": " + Reason.of(e) : failure;
            }
        }
        throw new SourceException("none of the images can be read as it is (" + failure + "): " + source.describe());
    }

    private static void measure(Samples image, int values, Draws draws, Meter[] meters) {
        int[] places = new int[Math.min(values, image.size())];
        for (int k = 0; k < places.length; k++) {
            places[k] = places.length == image.size() ? k : draws.below(image.size());
        }
        for (int c = 0; c < meters.length; c++) {
            meters[c].add(image, c, places);
        }
    }

    private static ChannelStatistics statistics(Meter[] meters) {
        List<List<Double>> columns = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            columns.add(new ArrayList<>());
        }
        for (Meter meter : meters) {
            float[] sorted = Arrays.copyOf(meter.values, meter.kept);
            Arrays.sort(sorted);
            columns.get(0).add(meter.mean);
            columns.get(1).add(Math.sqrt(meter.squares / meter.count));
            columns.get(2).add(quantile(sorted, LOW));
            columns.get(3).add(quantile(sorted, 1 - LOW));
            columns.get(4).add(meter.min);
            columns.get(5).add(meter.max);
        }
        return new ChannelStatistics(
                columns.get(0), columns.get(1), columns.get(2), columns.get(3), columns.get(4), columns.get(5));
    }

    /** Between neighbours in proportion, as numpy's default. */
    private static double quantile(float[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * ((double) sorted[above] - sorted[below]);
    }

    /** What is known of one channel; images are merged by the update of Chan, Golub and LeVeque (1979). */
    private static final class Meter {
        float[] values = new float[1024];
        int kept;
        double count;
        double mean;
        double squares;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;

        void add(Samples image, int channel, int[] places) {
            float[] data = image.data();
            int start = channel * image.size();
            int end = start + image.size();
            double sum = 0;
            for (int i = start; i < end; i++) {
                sum += data[i];
                min = Math.min(min, data[i]);
                max = Math.max(max, data[i]);
            }
            double own = sum / image.size();
            double apart = 0;
            for (int i = start; i < end; i++) {
                apart += (data[i] - own) * (data[i] - own);
            }
            double both = count + image.size();
            double difference = own - mean;
            squares += apart + difference * difference * count * image.size() / both;
            mean += difference * image.size() / both;
            count = both;
            keep(data, start, places);
        }

        private void keep(float[] data, int start, int[] places) {
            if (kept + places.length > values.length) {
                values =
                        Arrays.copyOf(values, Math.min(MOST_VALUES, Math.max(kept + places.length, 2 * values.length)));
            }
            for (int place : places) {
                values[kept++] = data[start + place];
            }
        }
    }
}
