package dev.selfsame.cli;

import dev.selfsame.tensor.Device;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and how it is computed. */
final class MachineOptions {
    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda:N",
            description = "Where to compute; auto is the first graphics card, if there is one. Default: auto")
    @Nullable
    String device;

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            description = "Of convolutions and matrix products; auto is bf16 where that is faster on this"
                    + " processor. Default: auto")
    @Nullable
    String precision;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Threads that load images; 0 is one a core, at most 8. They change no number. Default: 0")
    @Nullable
    Integer workers;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute; 0 is one a core. Default: 0")
    @Nullable
    Integer threads;

    /** What was given, as settings of a run. */
    List<String> settings() {
        List<String> settings = new ArrayList<>();
        add(settings, "device", device);
        add(settings, "precision", precision);
        add(settings, "workers", workers);
        add(settings, "threads", threads);
        return settings;
    }

    /** Adds {@code key=value} where there is a value. */
    static void add(List<String> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.add(key + "=" + value);
        }
    }

    /** Whether the card that is asked for is there. */
    static void requireDevice(Device device) {
        if (!device.isAvailable()) {
            throw new Failure("there is no device " + device + " that libtorch can use here; selfsame doctor says what"
                    + " there is");
        }
    }
}
