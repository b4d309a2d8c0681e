package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.train.AutoRecipe;
import dev.selfsame.train.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What is learned: a method, its recipe, and what of it is changed. */
final class RecipeOptions {
    @Option(
            names = "--method",
            paramLabel = "NAME",
            completionCandidates = MethodNames.class,
            description = "One of ${COMPLETION-CANDIDATES}. Needed unless --recipe is a file,"
                    + " or train --resume goes on with a run.")
    @Nullable
    String method;

    @Option(
            names = "--recipe",
            paramLabel = "auto|NAME|FILE.yaml",
            description = "auto chooses from the images and says why; NAME is a published one (see list recipes); FILE"
                    + " is a config.yaml of a run. Default: auto")
    @Nullable
    String recipe;

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            completionCandidates = BackboneNames.class,
            description =
                    "The network: ${COMPLETION-CANDIDATES}. Its own options are keys of config.yaml, such as --set"
                            + " backbone.depth=6 (list backbones --json). Default: as the recipe says; resnet18 for auto")
    @Nullable
    String backbone;

    @Option(
            names = "--base-width",
            paramLabel = "N",
            description = "Channels of the first stage of a residual network or ConvNeXt; 16 makes a small one."
                    + " Default: as the network says; 64 for residual ones")
    @Nullable
    Integer baseWidth;

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description =
                    "Side of a view in pixels, with multi-crop of a global one. Default: as the recipe says; auto goes by"
                            + " the images")
    @Nullable
    Integer imageSize;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the images. Default: as the recipe says; auto goes by their number")
    @Nullable
    Integer epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images a step. Default: as the recipe says; auto goes by their number and the memory")
    @Nullable
    Integer batchSize;

    @Mixin
    final ChannelOptions channels = new ChannelOptions();

    @Option(
            names = "--colour",
            paramLabel = "exact|linear",
            description =
                    "How colours are changed: exact, as torchvision does, or linear, all changes in one matrix, which"
                            + " is quicker. Default: as the recipe says; exact for all that there are")
    @Nullable
    String colour;

    @Option(
            names = "--background",
            paramLabel = "COLOUR",
            description = "What transparent pixels are laid on: a name such as white or grey, or rrggbb in hexadecimal"
                    + " digits. The encoder keeps it. Default: white")
    @Nullable
    String background;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Images of more pixels are skipped, before memory is taken for them. Default: 100000000")
    @Nullable
    Long maxPixels;

    @Option(
            names = "--decode",
            paramLabel = "needed|full",
            description =
                    "How much of a picture is decoded: as much as its views need, which is less for JPEG files far"
                            + " larger than a view, or all of it. Default: needed")
    @Nullable
    String extent;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = {
                "Changes a key of config.yaml, after all other options. May be repeated. Example:",
                "--set optimizer.learning-rate=0.1"
            })
    List<String> set = new ArrayList<>();

    /**
     * The recipe, then the options, then {@code --set}.
     *
     * @param spec the command, which says what {@code auto} chose
     * @param said which of its choices the command says
     * @param images to learn from
     * @param before the configuration of the run that goes on, null for a new one
     * @param settings of the run, {@code key=value} each
     * @throws ParameterException if what was given on the command line is wrong
     * @throws SourceException if images are to be taken as they are, and none can be read so
     */
    Configuration configuration(
            CommandSpec spec,
            Function<AutoRecipe, List<String>> said,
            ImageSource images,
            @Nullable Configuration before,
            List<String> settings)
            throws SourceException {
        Consumer<String> lines = line -> Errors.say(spec.commandLine(), "chosen: " + line);
        Consumer<AutoRecipe> choices = choice -> said.apply(choice).forEach(lines);
        try {
            return new ConfigurationChoice(this, images, settings, choices, spec.commandLine())
                    .configuration(written(before));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether {@code --recipe} names a file. */
    boolean isFile() {
        return recipe != null && (recipe.endsWith(".yaml") || recipe.endsWith(".yml"));
    }

    /** The configuration of the run that goes on, or of a file; null if there is neither. */
    private @Nullable Configuration written(@Nullable Configuration before) {
        if (before != null && (recipe == null || recipe.equals("auto"))) {
            return before.with(List.of("max-steps=0"));
        }
        return isFile() && recipe != null ? read(Path.of(recipe)) : null;
    }

    /**
     * Whether images are taken as they are, so that npy arrays are images too.
     *
     * @param before the configuration of the run that goes on, null for a new one
     */
    boolean asIs(@Nullable Configuration before) {
        Configuration written = written(before);
        return channels.given()
                || (written != null && written.recipe().views().normalize().isAsIs());
    }

    private static Configuration read(Path file) {
        try {
            return Configuration.parse(Files.readString(file));
        } catch (IOException e) {
            throw new Failure("can't read the recipe: " + Errors.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new Failure(file + ": " + e.getMessage(), e);
        }
    }
}
