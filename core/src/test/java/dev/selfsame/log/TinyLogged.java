package dev.selfsame.log;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.ImageSource;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.method.Recipe;
import dev.selfsame.train.Configuration;
import dev.selfsame.train.RunSettings;
import dev.selfsame.train.Training;
import dev.selfsame.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** BYOL with a tiny network: 5 steps an epoch, 3 epochs, a line a step. */
final class TinyLogged {
    private TinyLogged() {}

    static ImageSource images() {
        return new DemoImages(7, DemoImages.Split.TRAIN, 44);
    }

    static Configuration configuration(String... changes) {
        Recipe recipe = Methods.recipe("byol", "cifar10")
                .withBackbone(new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false))
                .withBatchSize(8)
                .withEpochs(3);
        List<String> settings = new ArrayList<>(List.of(
                "views.size=16",
                "method.projection-hidden=24",
                "method.projection-out=16",
                "method.prediction-hidden=24",
                "threads=1",
                "workers=1",
                "precision=fp32",
                "snapshots.count=3",
                "log-every=1"));
        settings.addAll(List.of(changes));
        return new Configuration(recipe, RunSettings.DEFAULT).with(settings);
    }

    static Training training(Path directory, TrainingListener listener, String... changes) {
        return Training.of(configuration(changes))
                .images(images())
                .into(directory)
                .listener(listener);
    }

    static TrainingListener.Start start(long step) {
        return new TrainingListener.Start(configuration(), step, 15, 44);
    }

    static TrainingListener.StepMetrics line(long step, double loss) {
        return new TrainingListener.StepMetrics(
                step,
                0,
                8 * step,
                loss,
                Map.of("prediction", loss),
                0.1,
                Map.of("tau", 0.99),
                100,
                0.1,
                0.9,
                Double.NaN,
                7.5,
                8,
                1.5);
    }
}
