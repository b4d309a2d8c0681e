package dev.selfsame.cli;

import dev.selfsame.train.SamplerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which images an epoch shows, and what of them is kept. */
final class LoadingOptions {
    @Option(
            names = "--sampler",
            paramLabel = "uniform|balanced|weighted|hard",
            description = "Which images an epoch shows: each once; each class as often as the others; as they weigh,"
                    + " drawn one by one; some several times. Default: uniform")
    @Nullable
    String sampler;

    @Option(
            names = "--sampler-weights",
            paramLabel = "FILE",
            description = "For weighted: a name, a tab and a weight from 0 to 1e9 a line; images that it doesn't name"
                    + " weigh 1. Default: none")
    @Nullable
    Path weights;

    @Option(
            names = "--sampler-names",
            paramLabel = "FILE",
            description = "For hard: the images that come several times an epoch, a name a line. Default: none")
    @Nullable
    Path names;

    @Option(names = "--sampler-factor", paramLabel = "N", description = "For hard: how often they come. Default: 2")
    @Nullable
    Integer factor;

    @Option(
            names = "--cache",
            paramLabel = "SIZE|auto|0",
            description = "Memory for decoded images, such as 512M or 2G; as many as fit are decoded only once, unless"
                    + " they are less than an eighth. auto is 256M, or an eighth of Java's memory if that is less. It"
                    + " changes no number. Default: auto")
    @Nullable
    String cache;

    /** Adds what was given to the settings of a run. */
    void addTo(List<String> settings) {
        MachineOptions.add(settings, "sampler.kind", sampler);
        MachineOptions.add(settings, "sampler.weights", weights);
        MachineOptions.add(settings, "sampler.names", names);
        MachineOptions.add(settings, "sampler.factor", factor);
        if (weights != null || names != null) {
            settings.add("sampler.sha256="); // of whichever file is named now
        }
        MachineOptions.add(settings, "cache", cache);
    }

    /** Refuses a factor that was given for another sampler: a run's file always has one. */
    static void requireFactorUsed(CommandLine command, List<String> settings, SamplerSettings sampler) {
        boolean given = settings.stream().anyMatch(setting -> setting.startsWith("sampler.factor="));
        if (given && sampler.kind() != SamplerSettings.Kind.HARD) {
            throw new ParameterException(
                    command,
                    "sampler.factor goes with sampler.kind hard, not with "
                            + sampler.kind().name().toLowerCase(Locale.ROOT));
        }
    }
}
