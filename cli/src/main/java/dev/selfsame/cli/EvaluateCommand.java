package dev.selfsame.cli;

import picocli.CommandLine.Command;

/** Says how good an encoder is; each protocol is a command of its own. */
@Command(
        name = "evaluate",
        description = "Says how good an encoder is.",
        synopsisSubcommandLabel = "(knn|linear|finetune|collapse)",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        subcommands = {
            EvaluateKnnCommand.class,
            EvaluateLinearCommand.class,
            EvaluateFinetuneCommand.class,
            EvaluateCollapseCommand.class
        })
final class EvaluateCommand {}
