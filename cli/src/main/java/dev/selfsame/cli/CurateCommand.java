package dev.selfsame.cli;

import picocli.CommandLine.Command;

/** Chooses images by their embeddings; each way to choose is a command of its own. */
@Command(
        name = "curate",
        description = "Chooses images by their embeddings, and writes lists that train --data takes.",
        synopsisSubcommandLabel = "(duplicates|outliers|subset|coverage|labels|clusters)",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        subcommands = {
            CurateDuplicatesCommand.class,
            CurateOutliersCommand.class,
            CurateSubsetCommand.class,
            CurateCoverageCommand.class,
            CurateLabelsCommand.class,
            CurateClustersCommand.class
        })
final class CurateCommand {}
