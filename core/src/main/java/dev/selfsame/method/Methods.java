package dev.selfsame.method;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The methods there are, by their names on the command line. */
public final class Methods {
    /**
     * A method.
     *
     * @param name on the command line
     * @param paper what it is from
     * @param traits what it is like
     * @param configuration the record of its hyper-parameters
     * @param recipes its published recipes by name
     */
    public record Entry(
            String name,
            String paper,
            Traits traits,
            Class<? extends MethodConfig> configuration,
            List<String> recipes) {
        private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d{2}\\b(?=,|$)");

        /** Checks that the configuration is nested. */
        public Entry {
            if (configuration.getEnclosingClass() == null) {
                throw new IllegalArgumentException("the configuration of method " + name
                        + " must be nested in the method's class, got " + configuration.getName());
            }
            recipes = List.copyOf(recipes);
        }

        /** The year of the paper. */
        public int year() {
            Matcher year = YEAR.matcher(paper);
            if (!year.find()) {
                throw new IllegalStateException("no year in: " + paper);
            }
            return Integer.parseInt(year.group());
        }

        /** The class of the method, without its package. */
        public String type() {
            return configuration.getEnclosingClass().getSimpleName();
        }
    }

    private static final Map<String, Family> ALL = byName(
            MoCoRecipes.FAMILY,
            SimClrRecipes.FAMILY,
            MoCoV2Recipes.FAMILY,
            SupConRecipes.FAMILY,
            ByolRecipes.FAMILY,
            SwavRecipes.FAMILY,
            DeepClusterV2Recipes.FAMILY,
            WMseRecipes.FAMILY,
            SimSiamRecipes.FAMILY,
            DenseClRecipes.FAMILY,
            BarlowTwinsRecipes.FAMILY,
            DetConSRecipes.FAMILY,
            DetConBRecipes.FAMILY,
            NnSiamRecipes.FAMILY,
            NnByolRecipes.FAMILY,
            MoCoV3Recipes.FAMILY,
            DinoRecipes.FAMILY,
            NnclrRecipes.FAMILY,
            VicRegRecipes.FAMILY,
            VibCRegRecipes.FAMILY,
            ReSslRecipes.FAMILY,
            DclRecipes.FAMILY,
            DclwRecipes.FAMILY,
            DirectClrRecipes.FAMILY,
            TiCoRecipes.FAMILY,
            FastSiamRecipes.FAMILY,
            SmogRecipes.FAMILY,
            VicRegLRecipes.FAMILY,
            MmcrRecipes.FAMILY,
            EmpSslRecipes.FAMILY,
            All4OneRecipes.FAMILY,
            FroSslRecipes.FAMILY,
            LeJepaRecipes.FAMILY,
            VisRegRecipes.FAMILY);

    /** What people also call them; {@code w-mse} was W-MSE's name in earlier versions. */
    private static final Map<String, String> OTHER_NAMES = Map.of("moco", "moco-v1", "w-mse", "wmse");

    private Methods() {}

    private static Map<String, Family> byName(Family... families) {
        Map<String, Family> all = new LinkedHashMap<>();
        for (Family family : families) {
            all.put(family.name(), family);
        }
        return all;
    }

    /**
     * Makes a program's own method known by its name, so that its runs can be resumed and its recipes read.
     *
     * @param entry what it is; the record of its hyper-parameters is public, and nested in the method
     * @param auto its own part of recipe {@code auto}, by the side of a view in pixels
     * @param recipes by name
     * @throws IllegalArgumentException if the name is taken, or the recipes are not those of the entry
     */
    public static synchronized void register(
            Entry entry, IntFunction<AutoSettings> auto, Map<String, Supplier<Recipe>> recipes) {
        if (ALL.containsKey(name(entry.name()))) {
            throw new IllegalArgumentException("a method named " + entry.name() + " is known already");
        }
        Family family = new Family(
                entry.name(),
                entry.paper(),
                entry.traits(),
                entry.configuration(),
                auto,
                Map.copyOf(recipes),
                Map.of());
        if (!family.entry().equals(entry)) {
            throw new IllegalArgumentException("the recipes of " + entry.name() + " are " + family.names()
                    + ", and its entry says " + entry.recipes());
        }
        ALL.put(entry.name(), family);
    }

    /** Every method, in the order of their papers; then those that a program registered. */
    public static synchronized List<Entry> all() {
        return ALL.values().stream().map(Family::entry).toList();
    }

    /** The one of a method's names that it is listed by, and that a run writes; any other text as it is. */
    public static String name(String method) {
        return OTHER_NAMES.getOrDefault(method, method);
    }

    /** What a method is like, by any of its names; nothing if there is no such method. */
    public static synchronized Optional<Traits> traits(String method) {
        return Optional.ofNullable(ALL.get(name(method))).map(Family::traits);
    }

    /**
     * The record of a method's hyper-parameters.
     *
     * @throws IllegalArgumentException if there is no such method
     */
    public static Class<? extends MethodConfig> configuration(String method) {
        return known(method).configuration();
    }

    /**
     * A method's own part of recipe {@code auto}.
     *
     * @param side of a view in pixels
     * @throws IllegalArgumentException if there is no such method, or the side is out of range
     */
    public static AutoSettings auto(String method, int side) {
        return known(method).auto().apply(side);
    }

    /**
     * A published recipe.
     *
     * @throws IllegalArgumentException if there is no such method or recipe
     */
    public static Recipe recipe(String method, String recipe) {
        Family family = known(method);
        Supplier<Recipe> made = family.recipes().get(recipe);
        if (recipe.equals("auto")) {
            throw new IllegalArgumentException("recipe auto is made from the images: by train.AutoRecipe.choose");
        }
        if (made == null) {
            throw new IllegalArgumentException(
                    method + " has the recipes auto, " + String.join(", ", family.names()) + ", not " + recipe);
        }
        return made.get();
    }

    /**
     * What is to be known of a published recipe, in a few words: nothing of most.
     *
     * @throws IllegalArgumentException if there is no such method
     */
    public static Optional<String> note(String method, String recipe) {
        return Optional.ofNullable(known(method).notes().get(recipe));
    }

    private static synchronized Family known(String method) {
        Family known = ALL.get(name(method));
        if (known == null) {
            throw new IllegalArgumentException(
                    "no method " + method + "; there are " + String.join(", ", ALL.keySet()));
        }
        return known;
    }
}
