package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.tensor.Device;
import dev.selfsame.train.AutoRecipe;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.RunSettings;
import dev.selfsame.view.ChannelStatistics;
import dev.selfsame.view.MultiCropViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
            description = "One of ${COMPLETION-CANDIDATES}. Needed unless --recipe is a file.")
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
        try {
            return configuration(
                    images, before, settings, choice -> said.apply(choice).forEach(lines), spec.commandLine());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Configuration configuration(
            ImageSource images,
            @Nullable Configuration before,
            List<String> settings,
            Consumer<AutoRecipe> said,
            CommandLine command)
            throws SourceException {
        if (epochs != null && epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, got " + epochs);
        }
        if (colour != null && channels.given()) {
            throw new IllegalArgumentException("--colour is for RGB images, not for those that are taken as they are");
        }
        List<String> own = new ArrayList<>(settings);
        MachineOptions.add(own, "decode.background", background);
        MachineOptions.add(own, "decode.max-pixels", maxPixels);
        MachineOptions.add(own, "decode.extent", extent);
        Configuration base = base(images, before, own, said, command);
        if (method != null
                && !Methods.name(method).equals(base.recipe().method().name())) {
            throw new IllegalArgumentException("--method " + method + " does not go with a recipe for "
                    + base.recipe().method().name());
        }
        Recipe changed = base.recipe();
        changed = epochs == null ? changed : changed.withEpochs(epochs);
        changed = batchSize == null ? changed : changed.withBatchSize(batchSize);
        if (imageSize != null) {
            changed = resized(changed, base, imageSize);
        }
        if (backbone != null && !backbone.equals(changed.backbone().name())) {
            changed = changed.withNetwork(backbone);
        }
        List<String> assignments = new ArrayList<>();
        MachineOptions.add(assignments, "backbone.base-width", baseWidth);
        MachineOptions.add(assignments, "views.colour", colour);
        assignments.addAll(own);
        assignments.addAll(set);
        return new Configuration(changed, base.run()).with(assignments);
    }

    private static Recipe resized(Recipe recipe, Configuration base, int side) {
        if (recipe.views() instanceof MultiCropViews crops) {
            return recipe.withViews(recipe.backbone().fitted(crops.withSize(side)));
        }
        return new Configuration(recipe, base.run())
                .with(List.of("views.size=" + side))
                .recipe();
    }

    private Configuration base(
            ImageSource images,
            @Nullable Configuration before,
            List<String> settings,
            Consumer<AutoRecipe> said,
            CommandLine command)
            throws SourceException {
        Configuration written = written(before);
        if (written != null) {
            Recipe fitting = channels.fit(written.recipe(), isFile() ? String.valueOf(recipe) : "the run that goes on");
            return new Configuration(fitting, written.run());
        }
        if (method == null) {
            throw new IllegalArgumentException("missing option --method NAME");
        }
        Methods.configuration(method); // knows the name
        ChannelStatistics statistics = channels.statistics(images, command);
        return recipe == null || recipe.equals("auto")
                ? chosen(method, images, settings, said, statistics)
                : fresh(ChannelOptions.published(Methods.recipe(method, recipe), statistics));
    }

    private boolean isFile() {
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

    private Configuration chosen(
            String name,
            ImageSource images,
            List<String> settings,
            Consumer<AutoRecipe> said,
            @Nullable ChannelStatistics statistics) {
        Configuration machine = fresh(Methods.recipe(name, "cifar10")).with(settings);
        AutoRecipe choice = AutoRecipe.choose(
                name,
                images,
                new AutoRecipe.Given(
                        backbone == null ? "" : backbone,
                        baseWidth == null ? 0 : baseWidth,
                        imageSize == null ? 0 : imageSize,
                        batchSize == null ? 0 : batchSize,
                        epochs == null ? 0 : epochs,
                        machine.run().device(),
                        machine.run().precision(),
                        machine.run().decode()),
                statistics);
        said.accept(choice);
        return fresh(choice.recipe());
    }

    private static Configuration fresh(Recipe recipe) {
        return new Configuration(recipe, RunSettings.DEFAULT).with(List.of("device=auto"));
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

    /** Whether the card that is asked for is there. */
    static void requireDevice(Device device) {
        if (!device.isAvailable()) {
            throw new Failure("there is no device " + device + " that libtorch can use here; selfsame doctor says what"
                    + " there is");
        }
    }
}
