package dev.selfsame.method;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The methods there are, by their names on the command line. */
public final class Methods {
    /**
     * A method.
     *
     * @param name on the command line
     * @param paper what it is from
     * @param configuration the record of its hyper-parameters
     * @param recipes its published recipes by name
     */
    public record Entry(String name, String paper, Class<? extends MethodConfig> configuration, List<String> recipes) {}

    private record Known(Entry entry, IntFunction<AutoSettings> auto, Map<String, Supplier<Recipe>> recipes) {}

    private static final Map<String, Known> ALL = new LinkedHashMap<>();

    static {
        add(
                "simclr",
                "A Simple Framework for Contrastive Learning, Chen et al. 2020, arXiv:2002.05709",
                SimClr.Config.class,
                SimClrRecipes::auto,
                SimClrRecipes::cifar10,
                SimClrRecipes::imagenet);
        add(
                "byol",
                "Bootstrap Your Own Latent, Grill et al. 2020, arXiv:2006.07733",
                Byol.Config.class,
                ByolRecipes::auto,
                ByolRecipes::cifar10,
                ByolRecipes::imagenet);
        add(
                "barlow-twins",
                "Barlow Twins, Zbontar et al. 2021, arXiv:2103.03230",
                BarlowTwins.Config.class,
                BarlowTwinsRecipes::auto,
                BarlowTwinsRecipes::cifar10,
                BarlowTwinsRecipes::imagenet);
    }

    private Methods() {}

    private static void add(
            String name,
            String paper,
            Class<? extends MethodConfig> configuration,
            IntFunction<AutoSettings> auto,
            Supplier<Recipe> cifar10,
            Supplier<Recipe> imagenet) {
        Map<String, Supplier<Recipe>> recipes = new LinkedHashMap<>();
        recipes.put("cifar10", cifar10);
        recipes.put("imagenet", imagenet);
        ALL.put(name, new Known(new Entry(name, paper, configuration, List.copyOf(recipes.keySet())), auto, recipes));
    }

    /** Every method, in the order of their papers. */
    public static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        ALL.values().forEach(known -> entries.add(known.entry));
        return Collections.unmodifiableList(entries);
    }

    /**
     * The record of a method's hyper-parameters.
     *
     * @throws IllegalArgumentException if there is no such method
     */
    public static Class<? extends MethodConfig> configuration(String method) {
        return known(method).entry.configuration;
    }

    /**
     * A method's own part of recipe {@code auto}.
     *
     * @param side of a view in pixels
     * @throws IllegalArgumentException if there is no such method, or the side is out of range
     */
    public static AutoSettings auto(String method, int side) {
        return known(method).auto.apply(side);
    }

    /**
     * A published recipe.
     *
     * @throws IllegalArgumentException if there is no such method or recipe
     */
    public static Recipe recipe(String method, String recipe) {
        Map<String, Supplier<Recipe>> recipes = known(method).recipes;
        Supplier<Recipe> made = recipes.get(recipe);
        if (recipe.equals("auto")) {
            throw new IllegalArgumentException("recipe auto is made from the images: by train.AutoRecipe.choose");
        }
        if (made == null) {
            throw new IllegalArgumentException(
                    method + " has the recipes auto, " + String.join(", ", recipes.keySet()) + ", not " + recipe);
        }
        return made.get();
    }

    private static Known known(String method) {
        Known known = ALL.get(method);
        if (known == null) {
            throw new IllegalArgumentException(
                    "no method " + method + "; there are " + String.join(", ", ALL.keySet()));
        }
        return known;
    }
}
