package dev.selfsame.cli;

import dev.selfsame.data.ChannelSurvey;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.SamplesDecoder;
import dev.selfsame.train.StatisticsFile;
import dev.selfsame.view.ChannelStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What doctor says of images as they are. */
final class DoctorData {
    /** Standard deviations from the mean beyond which a sample is more likely a mark than a measurement. */
    private static final double FAR = 50;

    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            description = "Measure these images as they are, channel by channel, instead of the machine: mean, standard"
                    + " deviation, the hundredth and last hundredth, minimum and maximum. Of more than 1,000 images so"
                    + " many are drawn. " + SourceHelp.IMAGES + " Default: none")
    private @Nullable String data;

    @Option(
            names = "--channels",
            paramLabel = "N",
            description = "Channels of the images, 1 to 64. Default: those of the first that can be read")
    private @Nullable Integer channels;

    @Option(
            names = "--out",
            paramLabel = "FILE.yaml|.json",
            description = "Write the statistics, for train --statistics. Default: none")
    private @Nullable Path out;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Whether images are to be measured. */
    boolean given() {
        if (data == null && (channels != null || out != null)) {
            throw new ParameterException(spec.commandLine(), "--channels and --out go with --data");
        }
        return data != null;
    }

    /** Measures them and prints what was found. */
    void print(OutputOptions output) throws IOException {
        requireArguments();
        ImageSource images = OpenedImages.open(spec.commandLine(), String.valueOf(data), true);
        int number = channels == null ? guessed(images) : channels;
        ChannelSurvey survey = ChannelOptions.survey(images, number, DecodeOptions.DEFAULT, spec.commandLine());
        if (out != null) {
            StatisticsFile.write(out, survey.statistics());
        }
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("channels", number);
        found.put("images", survey.images());
        found.put("skipped", survey.skipped().count());
        ChannelStatistics statistics = survey.statistics();
        List<String> notes = notes(survey);
        if (output.json()) {
            found.put("mean", statistics.mean());
            found.put("std", statistics.std());
            found.put("low", statistics.low());
            found.put("high", statistics.high());
            found.put("min", statistics.min());
            found.put("max", statistics.max());
            found.put("notes", notes);
        }
        if (out != null) {
            found.put("out", out.toString());
        }
        output.print(found);
        if (!output.json()) {
            table(statistics).forEach(output::say);
            notes.forEach(note -> output.say("note  " + note));
        }
    }

    private void requireArguments() {
        try {
            if (channels != null) {
                ChannelOptions.requireChannels(channels);
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        String name = out == null ? ".yaml" : out.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".yaml") && !name.endsWith(".yml") && !name.endsWith(".json")) {
            throw new ParameterException(
                    spec.commandLine(), "statistics are written to a .yaml or .json, not to " + out);
        }
    }

    private static int guessed(ImageSource images) throws SourceException {
        int number = ChannelSurvey.channels(images);
        if (number > SamplesDecoder.MOST_CHANNELS) {
            throw new Failure("the images have " + number + " channels, more than " + SamplesDecoder.MOST_CHANNELS);
        }
        return number;
    }

    private static List<String> table(ChannelStatistics statistics) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%-7s %12s %12s %12s %12s %12s %12s", "channel", "mean", "std", "low", "high", "min", "max"));
        for (int c = 0; c < statistics.channels(); c++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-7d %12.6g %12.6g %12.6g %12.6g %12.6g %12.6g",
                    c,
                    statistics.mean().get(c),
                    statistics.std().get(c),
                    statistics.low().get(c),
                    statistics.high().get(c),
                    statistics.min().get(c),
                    statistics.max().get(c)));
        }
        return lines;
    }

    private static List<String> notes(ChannelSurvey survey) {
        ChannelStatistics statistics = survey.statistics();
        List<String> notes = new ArrayList<>();
        for (int c = 0; c < statistics.channels(); c++) {
            double mean = statistics.mean().get(c);
            double std = statistics.std().get(c);
            double most = Math.max(
                    statistics.max().get(c) - mean, mean - statistics.min().get(c));
            if (std == 0) {
                notes.add("channel " + c + " is " + mean + " everywhere: nothing can be learned from it");
            } else if (most > FAR * std) {
                notes.add("channel " + c + " has samples more than " + (int) FAR
                        + " standard deviations from its mean: broken pixels, or a mark for missing ones?");
            }
        }
        survey.skipped().entries().stream()
                .limit(1)
                .forEach(first -> notes.add(survey.skipped().count() + " of the images can't be read; the first is "
                        + first.name() + ": " + first.reason()));
        return notes;
    }
}
