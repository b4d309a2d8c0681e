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
import picocli.CommandLine.Option;

/** A run or a file to take the encoder of: one of two options. What weights of others don't say, {@link ImportOptions} do. */
final class ModelChoice {
    /** What weights of others may be. */
    static final String FOREIGN = ".pth, .pt or .ckpt of PyTorch or .safetensors, by the names of torchvision, timm,"
            + " Lightly or the papers' code; FILE#key=PREFIX says which of its networks, #heads=N at the end how many"
            + " heads a transformer's attention has";

    @Option(names = "--run", paramLabel = "DIR", description = "Directory of the run whose encoder is taken.")
    private @Nullable Path run;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "An encoder.safetensors, instead of a run, or weights of others: " + FOREIGN + ".")
    private @Nullable Path model;

    /** The run directory or the file. */
    Path path() {
        return run != null ? run : model != null ? model : Path.of("");
    }

    /** Loads it; of weights of others, says what was taken. */
    Encoder load(ImportOptions imported, EncoderConfig config, CommandLine command) throws IOException {
        if (!isForeign(imported, command)) {
            return Encoder.load(path(), config);
        }
        ImportedEncoder.Loaded loaded = imported.of(path(), command).loadWithReport(config);
        say(loaded.report(), loaded.encoder().view(), command);
        return loaded.encoder();
    }

    /** The network itself, to train it further. */
    Pretrained pretrained(ImportOptions imported, CommandLine command) throws IOException {
        if (!isForeign(imported, command)) {
            return Pretrained.read(path());
        }
        ImportedEncoder.Network read = imported.of(path(), command).network();
        say(read.report(), read.network().view(), command);
        return read.network();
    }

    /** The same architecture with fresh weights. */
    Encoder untrained(ImportOptions imported, long seed, EncoderConfig config, CommandLine command) throws IOException {
        return isForeign(imported, command)
                ? imported.of(path(), command).untrained(seed, config)
                : Encoder.untrained(path(), seed, config);
    }

    private boolean isForeign(ImportOptions imported, CommandLine command) throws IOException {
        boolean foreign = model != null && ImportedWeights.isForeign(path());
        if (!foreign) {
            imported.requireNone(command);
        }
        return foreign;
    }

    private static void say(ImportReport report, EvaluationView view, CommandLine command) {
        report.lines().forEach(line -> Errors.say(command, line));
        Errors.say(
                command,
                EvaluatedInput.of(view) + "; --image-size, --short-side, --interpolation and --mean-std say otherwise");
    }
}
