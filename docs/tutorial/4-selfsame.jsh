// Made from 4-selfsame.md; README.md says how to run it.

// # 4. Doing it with Selfsame

// ## Your own images

import dev.selfsame.data.DemoImages;
import dev.selfsame.evaluate.Knn;
import dev.selfsame.evaluate.Labelled;
import dev.selfsame.examples.tutorial.*;
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
import static dev.selfsame.examples.tutorial.Worth.*;
Path figures = Files.createTempDirectory("figures"); // where the figures go
Path runs = Files.createTempDirectory("runs");

// ## Is it worth anything?

int trainImages = 4000;
int testImages = 1000;
int width = 16;
int epochs = 12;

DemoImages train = new DemoImages(1, DemoImages.Split.TRAIN, trainImages);
DemoImages test = new DemoImages(1, DemoImages.Split.TEST, testImages);
// The labels are not looked at.
Run run = Training.of(recipe(width, epochs)).images(train).into(runs.resolve("byol")).run();

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
BarPlot.of("Which shape? By the 20 nearest images", right, bars).withMarks(new Mark("chance", 0.1)).write(figures.resolve("knn.png"));

// ## Your own method

// ## Handing it over
