package dev.selfsame.benchmarks.ours;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Sources;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.RunSettings;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments that training and its step alone have in common.
 *
 * @param images to learn from
 * @param configuration recipe and settings
 * @param warmUp steps that don't count
 * @param steps that do
 */
record TrainingSetup(ImageSource images, Configuration configuration, int warmUp, int steps) {
    static final String USAGE = "IMAGES METHOD RECIPE WARM_UP STEPS [KEY=VALUE…]";

    static TrainingSetup of(String[] arguments) throws Exception {
        Told.usage(arguments, 5, USAGE);
        Recipe recipe = Methods.recipe(arguments[1], arguments[2]);
        List<String> settings = Arrays.asList(arguments).subList(5, arguments.length);
        return new TrainingSetup(
                Sources.open(arguments[0]),
                new Configuration(recipe, RunSettings.DEFAULT).with(settings),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]));
    }

    int batchSize() {
        return configuration.recipe().batchSize();
    }

    Told told(double seconds) {
        return new Told((long) steps * batchSize(), seconds)
                .and("batch", batchSize())
                .and("steps", steps);
    }
}
