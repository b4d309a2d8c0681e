package dev.selfsame.cli;

import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.model.Pretrained;
import dev.selfsame.model.imported.ImportReport;
import dev.selfsame.model.imported.ImportedEncoder;
import dev.selfsame.model.imported.ImportedWeights;
import dev.selfsame.view.EvaluationView;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which encoder: of a run, of a file, or made of weights of others. */
final class ModelOptions {
    /** What weights of others may be. */
    static final String FOREIGN = ".pth, .pt or .ckpt of PyTorch or .safetensors, by the names of torchvision, timm,"
            + " Lightly or the papers' code; FILE#key=PREFIX says which of its networks";

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Mixin
    private final ImportOptions imported = new ImportOptions();

    private static final class Which {
        @Option(names = "--run", paramLabel = "DIR", description = "Directory of the run whose encoder is taken.")
        private @Nullable Path run;

        @Option(
                names = "--model",
                paramLabel = "FILE",
                description = "An encoder.safetensors, instead of a run, or weights of others: " + FOREIGN + ".")
        private @Nullable Path model;

        Path path() {
            return run != null ? run : model != null ? model : Path.of("");
        }
    }

    /** The run directory or the file. */
    Path path() {
        return which.path();
    }

    /** Loads it; of weights of others, says what was taken. */
    Encoder load(EncoderConfig config, CommandLine command) throws IOException {
        if (!isForeign(command)) {
            return Encoder.load(path(), config);
        }
        ImportedEncoder.Loaded loaded = imported.of(path(), command).loadWithReport(config);
        say(loaded.report(), loaded.encoder().view(), command);
        return loaded.encoder();
    }

    /** The network itself, to train it further. */
    Pretrained pretrained(CommandLine command) throws IOException {
        if (!isForeign(command)) {
            return Pretrained.read(path());
        }
        ImportedEncoder.Network read = imported.of(path(), command).network();
        say(read.report(), read.network().view(), command);
        return read.network();
    }

    private static void say(ImportReport report, EvaluationView view, CommandLine command) {
        report.lines().forEach(line -> Errors.say(command, line));
        Errors.say(command, ImportOptions.told(view));
    }

    /** The same architecture with fresh weights. */
    Encoder untrained(long seed, EncoderConfig config, CommandLine command) throws IOException {
        return isForeign(command)
                ? imported.of(path(), command).untrained(seed, config)
                : Encoder.untrained(path(), seed, config);
    }

    private boolean isForeign(CommandLine command) throws IOException {
        boolean foreign = which.model != null && ImportedWeights.isForeign(path());
        if (!foreign) {
            imported.requireNone(command);
        }
        return foreign;
    }
}
