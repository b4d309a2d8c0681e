package dev.selfsame.lab;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.tensor.Device;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.Precision;
import dev.selfsame.train.RunSettings;
import dev.selfsame.train.SamplerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that decides the numbers of a run. It is compared by meaning: what an earlier version wrote may lack keys that came
 * later, which mean then what was done before.
 *
 * @param configuration what is learned, and how it is run and measured
 * @param data by which images
 */
record LabSettings(Configuration configuration, LabData data) {
    /** Of the votes of neighbours. */
    static final double TEMPERATURE = 0.1;

    private static final String DATA = "data: ";

    /** Keys that change nothing of what is learned, but what is measured of it, and when. */
    private static final Set<String> MEASURED =
            Set.of("log-every", "max-steps", "probe.every-epochs", "probe.k", "probe.temperature");

    /** One thread that computes and one that loads, in 32 bits: the same numbers to the bit, beside other runs as alone. */
    static LabSettings of(Variant variant, long seed, LabSize size, LabData data) {
        RunSettings usual = RunSettings.DEFAULT;
        RunSettings run = new RunSettings(
                seed,
                "",
                Precision.FP32,
                Device.CPU,
                1,
                1,
                usual.cache(),
                size.logEvery(),
                0,
                false,
                usual.maxBrokenShare(),
                SamplerSettings.DEFAULT,
                DecodeOptions.DEFAULT,
                new RunSettings.CheckpointSettings(0, size.epochs(), 0),
                new RunSettings.ProbeSettings(size.probeEvery(), size.neighbours(), TEMPERATURE),
                new RunSettings.SnapshotSettings(0));
        return new LabSettings(new Configuration(variant.recipe(), run), data);
    }

    /** What {@link #requireSame} reads. */
    String toText() {
        return configuration.toYaml() + DATA + data.fingerprint() + "\n";
    }

    /**
     * Checks that a run was of these settings and images.
     *
     * @param written its {@link #toText}, by this version or an earlier one
     * @param directory of the run
     * @throws IllegalArgumentException in one line, with each key that is otherwise and both its values
     */
    void requireSame(String written, Path directory) {
        int end = written.lastIndexOf("\n" + DATA) + 1;
        List<String> changes;
        try {
            changes = configuration.changesSince(written.substring(0, end), MEASURED);
        } catch (IllegalArgumentException e) {
            throw refused(directory, "whose settings can't be read (" + e.getMessage() + ")", e);
        }
        if (!changes.isEmpty()) {
            throw refused(directory, "with other settings (" + String.join("; ", changes) + ")", null);
        }
        if (!written.substring(end).equals(DATA + data.fingerprint() + "\n")) {
            throw refused(directory, "with other images than " + data.describe(), null);
        }
    }

    private static IllegalArgumentException refused(Path directory, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException(directory + " holds a run " + why + ": name another directory", cause);
    }
}
