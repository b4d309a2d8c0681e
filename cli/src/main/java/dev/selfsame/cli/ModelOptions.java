package dev.selfsame.cli;

import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Pretrained;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;

/** The encoder that a command can't do without: of a run, of a file, or made of weights of others. */
final class ModelOptions {
    @ArgGroup(multiplicity = "1")
    private ModelChoice choice = new ModelChoice();

    @Mixin
    private final ImportOptions imported = new ImportOptions();

    /** The run directory or the file. */
    String path() {
        return choice.path().toString();
    }

    /** Loads it; of weights of others, says what was taken. */
    Encoder load(EncoderConfig config, CommandLine command) throws IOException {
        return choice.load(imported, config, command);
    }

    /** The network itself, to train it further. */
    Pretrained pretrained(CommandLine command) throws IOException {
        return choice.pretrained(imported, command);
    }

    /** The same architecture with fresh weights. */
    Encoder untrained(long seed, EncoderConfig config, CommandLine command) throws IOException {
        return choice.untrained(imported, seed, config, command);
    }
}
