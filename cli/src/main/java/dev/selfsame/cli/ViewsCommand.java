package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Reason;
import dev.selfsame.data.Skipped;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import dev.selfsame.train.AutoRecipe;
import dev.selfsame.train.Configuration;
import dev.selfsame.view.ViewSheet;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws what a method would see. */
@Command(
        name = "views",
        description = "Draws a sheet of images, drawn at random, and the views that the method would see of them. It"
                + " takes train's options of the recipe; what isn't about views changes nothing here.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame views --method byol --data photos/ --out sheet.png")
final class ViewsCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    @Option(names = "--data", required = true, paramLabel = "SOURCE", description = SourceHelp.IMAGES)
    private String data = "";

    @Option(names = "--out", required = true, paramLabel = "SHEET.png", description = "Picture to write.")
    private Path out = Path.of("");

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "8",
            description = "Images on the sheet, a row each, 1 to " + MOST + ". Default: ${DEFAULT-VALUE}")
    private int wanted;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the choice of images and of their views. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private final RecipeOptions recipe = new RecipeOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (wanted < 1 || wanted > MOST) {
            throw new ParameterException(spec.commandLine(), "--images must be 1 to " + MOST + ", got " + wanted);
        }
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new ParameterException(spec.commandLine(), "a sheet is written to a .png, not to " + out);
        }
        ImageSource images = OpenedImages.open(spec.commandLine(), data, recipe.asIs(null));
        Configuration configuration = recipe.configuration(spec, AutoRecipe::viewReasons, images, null, List.of());
        Skipped skipped = new Skipped();
        Views views = configuration.recipe().views();
        ViewSheet sheet = sheet(images, views, configuration.run().decode(), skipped);
        Skips.requireReadable(images, skipped, sheet.rows());
        PngFile.write(sheet.image(), out);
        skipped.write(Skipped.beside(out));
        Skips.say(spec.commandLine(), skipped, "; " + Skipped.beside(out) + " lists them");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("images", sheet.rows());
        result.put("views", views.count());
        result.put("skipped", skipped.count());
        result.put("out", out.toString());
        output.print(result);
        return 0;
    }

    private ViewSheet sheet(ImageSource images, Views views, DecodeOptions decode, Skipped skipped) {
        ViewSheet sheet = new ViewSheet(Math.min(wanted, images.size()), views, seed);
        Permutation order = Permutation.of(images.size(), Draws.of(seed, Stream.SAMPLE, 0, 0));
        for (int place = 0; place < order.size() && sheet.rows() < wanted; place++) {
            int i = order.at(place);
            try {
                sheet.add(images.decode(i, views, decode));
            } catch (IOException | UnreadableImageException e) {
                skipped.add(images.name(i), Reason.of(e));
            }
        }
        return sheet;
    }
}
