package dev.selfsame.method;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A method as the command line knows it.
 *
 * @param name on the command line
 * @param paper what it is from
 * @param traits what it is like
 * @param configuration the record of its hyper-parameters
 * @param auto its own part of recipe {@code auto}, by the side of a view in pixels
 * @param recipes its published recipes by name
 * @param notes what is to be known of some of these recipes, by their names: a few words
 */
record Family(
        String name,
        String paper,
        Traits traits,
        Class<? extends MethodConfig> configuration,
        IntFunction<AutoSettings> auto,
        Map<String, Supplier<Recipe>> recipes,
        Map<String, String> notes) {
    /** With the two recipes that most have; what it is like is said by {@link #with}. */
    static Family of(
            String name,
            String paper,
            Class<? extends MethodConfig> configuration,
            IntFunction<AutoSettings> auto,
            Supplier<Recipe> cifar10,
            Supplier<Recipe> imagenet) {
        return new Family(
                name,
                paper,
                Traits.of(""),
                configuration,
                auto,
                Map.of("cifar10", cifar10, "imagenet", imagenet),
                Map.of());
    }

    /** The same with what it is like. */
    Family with(Traits newTraits) {
        return new Family(name, paper, newTraits, configuration, auto, recipes, notes);
    }

    /** The same with what is to be known of its recipe {@code imagenet}, in a few words. */
    Family withImagenetNote(String note) {
        return new Family(name, paper, traits, configuration, auto, recipes, Map.of("imagenet", note));
    }

    Methods.Entry entry() {
        return new Methods.Entry(name, paper, traits, configuration, names());
    }

    /** The names of the recipes in the order in which they are listed: that of the alphabet. */
    List<String> names() {
        return recipes.keySet().stream().sorted().toList();
    }
}
