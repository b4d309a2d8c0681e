package dev.selfsame.cli;

import dev.selfsame.lab.Claim;
import dev.selfsame.lab.Claims;
import dev.selfsame.loss.Losses;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.Traits;
import dev.selfsame.nn.Backbones;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what there is. */
@Command(
        name = "list",
        description = "Lists the backbones, claims, losses, methods or recipes that there are, one a line.",
        synopsisSubcommandLabel = "(backbones|claims|losses|methods|recipes)",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        footer = "%nExample: selfsame list methods")
final class ListCommand {
    @Command(
            name = "methods",
            description = "The methods: what each does, what it needs and suffers from, its recipes and its paper.",
            mixinStandardHelpOptions = true,
            versionProvider = Main.Versions.class)
    int methods(@Mixin OutputOptions output) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Methods.Entry method : Methods.all()) {
            rows.add(method(method));
        }
        output.print(rows, "name", ListCommand::line);
        return 0;
    }

    /** What stands in {@code docs/methods.md}, in a line. */
    private static String line(Map<String, Object> method) {
        String recipes = method.get("recipes") instanceof List<?> names
                ? names.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "";
        return method.get("idea") + " (" + needs(method) + "small batches " + method.get("batch_sensitivity")
                + ", weak views " + method.get("augmentation_sensitivity") + "; " + recipes + "; " + method.get("paper")
                + ")";
    }

    /** Each with a semicolon behind it. */
    private static String needs(Map<String, Object> method) {
        return Stream.of("negatives", "momentum", "prototypes")
                .filter(need -> Boolean.TRUE.equals(method.get(need)))
                .map(need -> need + "; ")
                .collect(Collectors.joining());
    }

    private static Map<String, Object> method(Methods.Entry method) {
        Traits traits = method.traits();
        Map<String, Object> row = row("name", method.name(), "about", "");
        row.put("paper", method.paper());
        row.put("year", method.year());
        row.put("idea", traits.idea());
        row.put("negatives", traits.negatives());
        row.put("momentum", traits.momentum());
        row.put("prototypes", traits.prototypes());
        row.put("batch_sensitivity", word(traits.batch()));
        row.put("augmentation_sensitivity", word(traits.augmentations()));
        List<String> recipes = new ArrayList<>(List.of("auto"));
        recipes.addAll(method.recipes());
        row.put("recipes", recipes);
        row.put("class", method.type());
        row.put("about", traits.idea() + " (" + needs(row) + method.paper() + ")");
        return row;
    }

    private static String word(Traits.Sensitivity sensitivity) {
        return sensitivity.name().toLowerCase(Locale.ROOT);
    }

    @Command(
            name = "losses",
            description = "The losses.",
            mixinStandardHelpOptions = true,
            versionProvider = Main.Versions.class)
    int losses(@Mixin OutputOptions output) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Losses.Entry loss : Losses.all()) {
            rows.add(row("name", loss.name(), "about", loss.about()));
        }
        output.print(rows, "name", "about");
        return 0;
    }

    @Command(
            name = "backbones",
            description = "The networks that can be trained.",
            mixinStandardHelpOptions = true,
            versionProvider = Main.Versions.class)
    int backbones(@Mixin OutputOptions output) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Backbones.Description backbone : Backbones.describe()) {
            Map<String, Object> row = row("name", backbone.name(), "about", backbone.about());
            row.put("options", backbone.options());
            rows.add(row);
        }
        output.print(rows, "name", "about");
        return 0;
    }

    @Command(
            name = "claims",
            description = "The claims that lab tries.",
            mixinStandardHelpOptions = true,
            versionProvider = Main.Versions.class)
    static int claims(@Mixin OutputOptions output) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Claim claim : Claims.all()) {
            Map<String, Object> row = row("name", claim.name(), "about", claim.statement());
            row.put("source", claim.source());
            row.put("rule", claim.rule().words());
            rows.add(row);
        }
        output.print(rows, "name", "about");
        return 0;
    }

    @Command(
            name = "recipes",
            description = "The recipes of each method.",
            mixinStandardHelpOptions = true,
            versionProvider = Main.Versions.class)
    int recipes(@Mixin OutputOptions output) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Methods.Entry method : Methods.all()) {
            rows.add(recipe(method.name(), "auto", "chosen from the images at hand"));
            for (String name : method.recipes()) {
                Recipe recipe = Methods.recipe(method.name(), name);
                String about = recipe.backbone().name() + ", views of "
                        + recipe.views().size(0) + " px, " + recipe.epochs() + " epochs, batches of "
                        + recipe.batchSize()
                        + Methods.note(method.name(), name)
                                .map(note -> "; " + note)
                                .orElse("");
                rows.add(recipe(method.name(), name, about));
            }
        }
        output.print(rows, "name", "about");
        return 0;
    }

    private static Map<String, Object> recipe(String method, String recipe, String about) {
        Map<String, Object> row = row("name", method + " " + recipe, "about", about);
        row.put("method", method);
        row.put("recipe", recipe);
        return row;
    }

    private static Map<String, Object> row(String key, String value, String otherKey, String otherValue) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(key, value);
        row.put(otherKey, otherValue);
        return row;
    }
}
