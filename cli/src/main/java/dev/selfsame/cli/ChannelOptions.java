package dev.selfsame.cli;

import dev.selfsame.data.ChannelSurvey;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.SamplesDecoder;
import dev.selfsame.method.ChannelRecipes;
import dev.selfsame.method.Recipe;
import dev.selfsame.train.StatisticsFile;
import dev.selfsame.view.ChannelStatistics;
import dev.selfsame.view.ChannelViews;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Whether images are taken as they are, and with which statistics. */
final class ChannelOptions {
    private static final int SHOWN = 8;

    @Option(
            names = "--channels",
            paramLabel = "N",
            description = "Take images as they are, with N channels, 1 to 64: 16-bit and float TIFF, npy arrays and"
                    + " others, neither scaled nor made RGB. Default: 8-bit RGB")
    @Nullable
    Integer channels;

    @Option(
            names = "--statistics",
            paramLabel = "FILE",
            description = "Of images as they are: what doctor --data --out wrote. Default: measured first, on up to"
                    + " 1,000 images, and kept in config.yaml")
    @Nullable
    Path statistics;

    /** Whether images are to be taken as they are. */
    boolean given() {
        return channels != null || statistics != null;
    }

    /**
     * The statistics, measured or read; null where images are RGB.
     *
     * @param decode how the run's files are decoded
     * @param command says what is chosen, and every few seconds how far measuring is
     * @throws SourceException if no image can be read so
     */
    @Nullable
    ChannelStatistics statistics(ImageSource images, DecodeOptions decode, CommandLine command) throws SourceException {
        ChannelStatistics known = read();
        if (!given()) {
            return null;
        }
        if (known == null && channels != null) {
            requireChannels(channels);
            ChannelSurvey survey = survey(images, channels, decode, command);
            known = survey.statistics();
            Errors.say(
                    command,
                    "chosen: channels " + channels
                            + ": images as they are, normalised by the mean and standard deviation" + " of "
                            + survey.images() + " of them, kept in config.yaml: " + summary(known));
        }
        Errors.say(
                command,
                "chosen: views: crop, flip, quarter turns (--set views.turns=false where there is an up and a down),"
                        + " brightness and contrast of each channel, and the recipe's blur; what only RGB has is left out:"
                        + " saturation, hue, grayscale, solarizing");
        return known;
    }

    /** Measures images and says every few seconds how far it is. */
    static ChannelSurvey survey(ImageSource images, int channels, DecodeOptions decode, CommandLine command)
            throws SourceException {
        int total = Math.min(images.size(), ChannelSurvey.MOST_IMAGES);
        return ChannelSurvey.of(new WatchedSource(images, command, total), channels, decode);
    }

    /** Refuses a number of channels that can't be. */
    static void requireChannels(int channels) {
        if (channels < 1 || channels > SamplesDecoder.MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "--channels must be 1 to " + SamplesDecoder.MOST_CHANNELS + ", got " + channels);
        }
    }

    /**
     * A recipe that was written down, with the statistics that are given.
     *
     * @param from where it stands, for the error
     * @throws IllegalArgumentException if it is for other images than those asked for
     */
    Recipe fit(Recipe written, String from) {
        if (!given()) {
            return written;
        }
        ChannelStatistics known = read();
        int wanted = known != null ? known.channels() : channels == null ? 0 : channels;
        if (!(written.views() instanceof ChannelViews views)) {
            throw new IllegalArgumentException(
                    from + " is for RGB images: its views have saturation, hue and grayscale," + " which " + wanted
                            + " channels as they are don't have; take --recipe auto or a published one");
        }
        if (views.statistics().channels() != wanted) {
            throw new IllegalArgumentException(
                    from + " is for images of " + views.statistics().channels() + " channels, not " + wanted);
        }
        return known == null ? written : written.withViews(views.withStatistics(known));
    }

    /** A published recipe for images as they are. */
    static Recipe published(Recipe rgb, @Nullable ChannelStatistics statistics) {
        return statistics == null ? rgb : ChannelRecipes.of(rgb, statistics);
    }

    private @Nullable ChannelStatistics read() {
        if (statistics == null) {
            return null;
        }
        ChannelStatistics known = StatisticsFile.read(statistics);
        if (channels != null && channels != known.channels()) {
            throw new IllegalArgumentException("--channels " + channels + " does not go with " + statistics
                    + ", which is of " + known.channels() + " channels");
        }
        return known;
    }

    private static String summary(ChannelStatistics statistics) {
        String text = IntStream.range(0, Math.min(SHOWN, statistics.channels()))
                .mapToObj(c -> String.format(
                        Locale.ROOT,
                        "%.4g ± %.3g",
                        statistics.mean().get(c),
                        statistics.std().get(c)))
                .collect(Collectors.joining(", "));
        return statistics.channels() > SHOWN ? text + ", …" : text;
    }
}
