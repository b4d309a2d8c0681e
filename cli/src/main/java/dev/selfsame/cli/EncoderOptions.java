package dev.selfsame.cli;

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
