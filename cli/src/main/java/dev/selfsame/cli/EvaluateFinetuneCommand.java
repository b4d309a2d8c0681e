package dev.selfsame.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Keeps the name of a protocol that is not there yet. */
@Command(
        name = "finetune",
        description = "Not in this version.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class)
final class EvaluateFinetuneCommand implements Callable<Integer> {
    /** The options that it will have: what stands there is not looked at. */
    @Unmatched
    @SuppressWarnings("UnusedVariable")
    private List<String> rest = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "fine-tuning comes with a later version; evaluate linear trains a classifier on the features as they"
                        + " are");
    }
}
