package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceException;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.train.AutoRecipe;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.RunSettings;
import dev.selfsame.view.ChannelStatistics;
import dev.selfsame.view.MultiCropViews;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The configuration that {@link RecipeOptions} ask for: the recipe, then the options, then {@code --set}. */
final class ConfigurationChoice {
    private final RecipeOptions options;
    private final ImageSource images;
    private final List<String> settings;
    private final Consumer<AutoRecipe> said;
    private final CommandLine command;

    /**
     * Chooses nothing yet.
     *
     * @param images to learn from
     * @param settings of the run, {@code key=value} each
     * @param said hears what {@code auto} chose
     * @param command says what is measured of images as they are
     */
    ConfigurationChoice(
            RecipeOptions options,
            ImageSource images,
            List<String> settings,
            Consumer<AutoRecipe> said,
            CommandLine command) {
        this.options = options;
        this.images = images;
        this.said = said;
        this.command = command;
        this.settings = new ArrayList<>(settings);
        MachineOptions.add(this.settings, "decode.background", options.background);
        MachineOptions.add(this.settings, "decode.max-pixels", options.maxPixels);
        MachineOptions.add(this.settings, "decode.extent", options.extent);
    }

    /**
     * The configuration.
     *
     * @param written that of the run that goes on, or of a file; null if there is neither
     * @throws IllegalArgumentException if options are wrong, or don't go together
     * @throws SourceException if images are to be taken as they are, and none can be read so
     */
    Configuration configuration(@Nullable Configuration written) throws SourceException {
        if (options.epochs != null && options.epochs < 1) {
            throw new IllegalArgumentException("epochs must be at least 1, got " + options.epochs);
        }
        if (options.colour != null && options.channels.given()) {
            throw new IllegalArgumentException("--colour is for RGB images, not for those that are taken as they are");
        }
        Configuration base = written == null ? fromMethod() : fitting(written);
        String method = base.recipe().method().name();
        if (options.method != null && !Methods.name(options.method).equals(method)) {
            throw new IllegalArgumentException(
                    "--method " + options.method + " does not go with a recipe for " + method);
        }
        List<String> assignments = new ArrayList<>();
        MachineOptions.add(assignments, "backbone.base-width", options.baseWidth);
        MachineOptions.add(assignments, "views.colour", options.colour);
        assignments.addAll(settings);
        assignments.addAll(options.set);
        return new Configuration(changed(base, written == null), base.run()).with(assignments);
    }

    private Configuration fitting(Configuration written) {
        String from = options.isFile() ? String.valueOf(options.recipe) : "the run that goes on";
        return new Configuration(options.channels.fit(written.recipe(), from), written.run());
    }

    private Configuration fromMethod() throws SourceException {
        String method = options.method;
        if (method == null) {
            throw new IllegalArgumentException("missing option --method NAME");
        }
        Methods.configuration(method); // knows the name
        String recipe = options.recipe == null ? "auto" : options.recipe;
        boolean auto = recipe.equals("auto");
        Recipe published = Methods.recipe(method, auto ? "cifar10" : recipe);
        RunSettings machine = machine(published);
        ChannelStatistics statistics = options.channels.statistics(images, machine.decode(), command);
        return fresh(auto ? automatic(method, machine, statistics) : ChannelOptions.published(published, statistics));
    }

    /** The settings of the run that images are looked at by, before there is a recipe. */
    private RunSettings machine(Recipe recipe) {
        List<String> decode =
                options.set.stream().filter(set -> set.startsWith("decode.")).toList();
        return fresh(recipe).with(settings).with(decode).run();
    }

    private Recipe automatic(String method, RunSettings machine, @Nullable ChannelStatistics statistics) {
        AutoRecipe choice = AutoRecipe.choose(
                method,
                images,
                new AutoRecipe.Given(
                        options.backbone == null ? "" : options.backbone,
                        orZero(options.baseWidth),
                        orZero(options.imageSize),
                        orZero(options.batchSize),
                        orZero(options.epochs),
                        machine.device(),
                        machine.precision(),
                        machine.decode()),
                statistics);
        said.accept(choice);
        return choice.recipe();
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static Configuration fresh(Recipe recipe) {
        return new Configuration(recipe, RunSettings.DEFAULT).with(List.of("device=auto"));
    }

    /** With the options; a network that is named is fitted to the images, unless what was written has it already. */
    private Recipe changed(Configuration base, boolean fresh) {
        Recipe recipe = base.recipe();
        recipe = options.epochs == null ? recipe : recipe.withEpochs(options.epochs);
        recipe = options.batchSize == null ? recipe : recipe.withBatchSize(options.batchSize);
        recipe = options.imageSize == null ? recipe : resized(recipe, base.run(), options.imageSize);
        String backbone = options.backbone;
        if (backbone == null || (!fresh && backbone.equals(recipe.backbone().name()))) {
            return recipe;
        }
        return recipe.withNetwork(backbone);
    }

    private static Recipe resized(Recipe recipe, RunSettings run, int side) {
        if (recipe.views() instanceof MultiCropViews crops) {
            return recipe.withViews(recipe.backbone().fitted(crops.withSize(side)));
        }
        return new Configuration(recipe, run)
                .with(List.of("views.size=" + side))
                .recipe();
    }
}
