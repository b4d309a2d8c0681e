package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.data.Sources;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which encoder, and how it computes. */
final class EncoderOptions {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Mixin
    private final ComputeOptions compute = new ComputeOptions();

    private static final class Which {
        @Option(names = "--run", paramLabel = "DIR", description = "Directory of the run whose encoder is taken.")
        private @Nullable Path run;

        @Option(names = "--model", paramLabel = "FILE", description = "An encoder.safetensors, instead of a run.")
        private @Nullable Path model;

        Path path() {
            return run != null ? run : model != null ? model : Path.of("");
        }
    }

    /** The run directory or the file. */
    Path path() {
        return which.path();
    }

    /** How it computes; sets the number of threads too. */
    EncoderConfig config() {
        return compute.config();
    }

    /** Opens a source of images for an encoder; of one that takes them as they are, npy arrays are images too. */
    static ImageSource open(String source, Encoder encoder) throws SourceException {
        return Sources.open(source, encoder.view().normalize().isAsIs());
    }

    /** Loads it. */
    Encoder load() throws IOException {
        return Encoder.load(path(), config());
    }
}
