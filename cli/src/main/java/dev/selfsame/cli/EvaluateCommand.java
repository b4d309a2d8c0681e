package dev.selfsame.cli;

import picocli.CommandLine.Command;

/** Says how good an encoder is; each protocol is a command of its own. */
@Command(
        name = "evaluate",
        description = "Says how good an encoder is.",
        synopsisSubcommandLabel = "(knn | linear | logistic | finetune | few-shot | retrieval | collapse)",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        subcommands = {
            EvaluateKnnCommand.class,
            EvaluateLinearCommand.class,
            EvaluateLogisticCommand.class,
            EvaluateFinetuneCommand.class,
            EvaluateFewShotCommand.class,
            EvaluateRetrievalCommand.class,
            EvaluateCollapseCommand.class
        })
final class EvaluateCommand {}
