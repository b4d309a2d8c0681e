package dev.selfsame.cli;

import dev.selfsame.evaluate.ClassifierCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the training of a classifier saves itself, to go on from there. */
final class CheckpointOptions {
    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description =
                    "Save the training into this file after each epoch and at Ctrl-C, to go on from it with --resume."
                            + " Default: nothing is saved")
    private @Nullable Path file;

    @Option(names = "--resume", description = "Go on from the file of --checkpoint, if it is there.")
    private boolean resume;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** The file and whether to go on from it; null for none. */
    @Nullable
    ClassifierCheckpoint checkpoint() {
        if (file != null) {
            return new ClassifierCheckpoint(file, resume);
        }
        if (resume) {
            throw new ParameterException(
                    spec.commandLine(), "--resume goes on from the file of --checkpoint: say which");
        }
        return null;
    }

    /** Fails where the training could not be saved, before anything is read. */
    void require() throws IOException {
        ClassifierCheckpoint given = checkpoint();
        if (given != null) {
            given.require();
        }
    }

    /** Says where a training that was ended can go on from. */
    void sayHowToGoOn() {
        if (file != null) {
            Errors.say(spec.commandLine(), "the training is in " + file + ": --resume goes on from there");
        }
    }
}
