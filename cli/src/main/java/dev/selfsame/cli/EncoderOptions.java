package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.data.Sources;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Pretrained;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which encoder, and how it computes. */
final class EncoderOptions {
    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final ComputeOptions compute = new ComputeOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

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
        return model.load(config(), spec.commandLine());
    }

    /** The same architecture with fresh weights. */
    Encoder untrained(long seed) throws IOException {
        return model.untrained(seed, config(), spec.commandLine());
    }

    /** The network itself, to train it further. */
    Pretrained pretrained() throws IOException {
        return model.pretrained(spec.commandLine());
    }
}
