package dev.selfsame.cli;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Rgb;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.tensor.Cpu;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Threads;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How an encoder reads images and computes. */
final class ComputeOptions {
    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda:N",
            defaultValue = "auto",
            description = "Where to compute; auto is the first graphics card, if there is one."
                    + " Default: ${DEFAULT-VALUE}")
    private String device = "auto";

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            defaultValue = "fp32",
            description = "Of the network; auto is bf16 where that is faster on this processor."
                    + " Default: ${DEFAULT-VALUE}")
    private String precision = "fp32";

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Threads that load images; 0 is one fewer than there are cores, at least 1 and at most 16. Default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads that compute; 0 is one a core. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--background",
            paramLabel = "COLOUR",
            description = "What transparent pixels are laid on: a name such as white or grey, or rrggbb in hexadecimal"
                    + " digits. Default: as the encoder was trained")
    private @Nullable String background;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            defaultValue = "100000000",
            description = "Images of more pixels are skipped, before memory is taken for them."
                    + " Default: ${DEFAULT-VALUE}")
    private long maxPixels;

    @Option(
            names = "--no-fold-batch-norm",
            description =
                    "Compute batch norms by themselves, not as part of the convolutions before them: slower, and the"
                            + " same but for the last digits. Default: ${DEFAULT-VALUE}")
    private boolean apart;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** How it computes; sets the number of threads too. */
    EncoderConfig config() {
        try {
            Device where = Device.parse(device);
            MachineOptions.requireDevice(where);
            if (threads < 0 || threads > 1024) {
                throw new IllegalArgumentException("--threads must be 0 to 1024, got " + threads);
            }
            if (workers < 0) {
                throw new IllegalArgumentException("--workers must be at least 0, got " + workers);
            }
            if (threads != 0) {
                Threads.set(threads);
            }
            EncoderConfig config = EncoderConfig.DEFAULT
                    .withDevice(where)
                    .withBf16(bf16())
                    .withMaxPixels(maxPixels)
                    .withFoldedBatchNorm(!apart);
            config = background == null ? config : config.withBackground(Rgb.parse(background));
            return workers == 0 ? config : config.withWorkers(workers);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private boolean bf16() {
        return switch (precision) {
            case "auto" -> Cpu.hasFastBfloat16();
            case "fp32" -> false;
            case "bf16" -> true;
            default -> throw new IllegalArgumentException("precision must be auto, fp32 or bf16, got " + precision);
        };
    }

    /** How images are decoded to be compared. */
    DecodeOptions decode() {
        DecodeOptions options = DecodeOptions.DEFAULT.withMaxPixels(maxPixels);
        return background == null ? options : options.withBackground(Rgb.parse(background));
    }
}
