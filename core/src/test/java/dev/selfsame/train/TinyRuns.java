package dev.selfsame.train;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs small enough for tests: a ResNet-18 with 4 channels in its first stage, views of 16 pixels, batches of 8. */
final class TinyRuns {
    static final List<String> METHODS = List.of("simclr", "byol", "barlow-twins");

    private TinyRuns() {}

    /** Images to learn from; 5 steps an epoch, and 4 images left over. */
    static ImageSource images() {
        return new DemoImages(7, DemoImages.Split.TRAIN, 44);
    }

    /** The configuration of a method: 3 epochs, one compute thread, 32 bits, a line a step. */
    static Configuration configuration(String method, String... changes) {
        Recipe recipe = Methods.recipe(method, "cifar10")
                .withBackbone(new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false))
                .withBatchSize(8)
                .withEpochs(3);
        List<String> settings = new ArrayList<>(List.of(
                "views.size=16",
                "method.projection-hidden=24",
                "method.projection-out=16",
                "threads=1",
                "workers=2",
                "precision=fp32",
                "log-every=1"));
        if (method.equals("byol")) {
            settings.add("method.prediction-hidden=24");
        }
        settings.addAll(List.of(changes));
        return new Configuration(recipe, RunSettings.DEFAULT).with(settings);
    }

    static Training training(String method, Path directory, String... changes) {
        return Training.of(configuration(method, changes)).images(images()).into(directory);
    }
}
