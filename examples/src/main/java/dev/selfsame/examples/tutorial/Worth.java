package dev.selfsame.examples.tutorial;

import dev.selfsame.data.DemoImages;
import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Byol;
import dev.selfsame.method.OptimizerConfig;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.ScheduleConfig;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.model.EncoderConfig;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.Bar;
import dev.selfsame.plot.BarPlot;
import dev.selfsame.plot.Mark;
import dev.selfsame.train.Run;
import dev.selfsame.train.Training;
import dev.selfsame.view.ByolViews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chapter 4: what an encoder is worth, against the pixels and against the same network untrained. */
public final class Worth {
    private Worth() {}

    /** Draws {@code knn.png} and {@code neighbours.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), Files.createTempDirectory("selfsame"), 4000, 1000, 16, 12);
    }

    /** BYOL with a small network, by Adam, which needs few epochs. */
    public static Recipe recipe(int width, int epochs) {
        return new Recipe(
                "tutorial",
                new Byol.Config(1024, 256, 1024, 0.97, false, Byol.Objective.NEGATIVE_COSINE),
                new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, width, 3, false),
                ByolViews.of(DemoImages.SIDE).withMinScale(0.3).withBlur(0, 0),
                OptimizerConfig.of(OptimizerConfig.Rule.ADAM, 1e-3)
                        .withScaling(OptimizerConfig.Scaling.LINEAR, 64)
                        .withWeightDecay(1e-4),
                new ScheduleConfig(1, ScheduleConfig.Per.STEP, 0),
                epochs,
                64,
                1);
    }

    /** The share of test images whose class their 20 nearest training images name. */
    public static double top1(Embeddings train, Embeddings test) {
        List<String> classes = DemoImages.train().classes();
        try (Labelled known = Labelled.of(train, classes);
                Labelled asked = Labelled.of(test, classes)) {
            return new Knn(20, 0.1).evaluate(known, asked).top1();
        }
    }

    static void draw(Path figures, Path runs, int trainImages, int testImages, int width, int epochs) throws Exception {
        DemoImages train = new DemoImages(1, DemoImages.Split.TRAIN, trainImages);
        DemoImages test = new DemoImages(1, DemoImages.Split.TEST, testImages);
        // The labels are not looked at.
        Run run = Training.of(recipe(width, epochs))
                .images(train)
                .into(runs.resolve("byol"))
                .run();

        List<Bar> bars = new ArrayList<>();
        bars.add(Bar.of("raw pixels", top1(Nearest.pixels(train), Nearest.pixels(test))));
        try (Encoder untrained = Encoder.untrained(run.directory(), 1, EncoderConfig.DEFAULT);
                Encoder trained = Encoder.load(run.directory())) {
            bars.add(Bar.of("untrained", top1(untrained.embed(train), untrained.embed(test))));
            bars.add(Bar.of("trained", top1(trained.embed(train), trained.embed(test))));
            Nearest.sheet(trained, train, test, figures.resolve("neighbours.png"));
        }
        bars.forEach(bar -> System.out.println(bar.name() + " " + bar.value()));
        Axis right = Axis.of("share that is right").within(0, 1);
        BarPlot.of("Which shape? By the 20 nearest images", right, bars)
                .withMarks(new Mark("chance", 0.1))
                .write(figures.resolve("knn.png"));
    }
}
