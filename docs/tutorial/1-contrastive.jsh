// Made from 1-contrastive.md; README.md says how to run it.

// # 1. Contrastive learning

// ## Positive pairs

import dev.selfsame.data.DemoImages;
import dev.selfsame.examples.tutorial.*;
import dev.selfsame.image.Pixels;
import dev.selfsame.loss.InfoNce;
import dev.selfsame.loss.NtXent;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Sequential;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.HeatMap;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.plot.Mark;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.ViewSheet;
import dev.selfsame.view.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import javax.imageio.ImageIO;
import static dev.selfsame.examples.tutorial.Negatives.*;
import static dev.selfsame.examples.tutorial.PositivePairs.*;
import static dev.selfsame.examples.tutorial.Similarities.*;
import static dev.selfsame.examples.tutorial.Temperature.*;
Path figures = Files.createTempDirectory("figures"); // where the figures go
Path runs = Files.createTempDirectory("runs");

int count = 5;

Views views = Learning.views();
List<Pixels> images = new ArrayList<>();
for (int i = 0; i < count; i++) {
    images.add(DemoImages.train().decode(i));
}
long seed = 1;
ImageIO.write(
        ViewSheet.of(images, views, seed),
        "png",
        figures.resolve("pairs.png").toFile());

// ## InfoNCE and its N − 1 negatives

// ## NT-Xent and its 2N − 2 negatives

int sizes = 9;

List<Double> doublings = new ArrayList<>();
List<Double> infoNce = new ArrayList<>();
List<Double> ntXent = new ArrayList<>();
for (int j = 1; j <= sizes; j++) {
    int n = 1 << j; // 2, 4, 8, … images
    try (Scope scope = new Scope()) {
        Tensor equal = Tensor.ones(DType.FLOAT32, n, 8);
        doublings.add((double) j);
        infoNce.add(new InfoNce(0.1, false).apply(equal, equal).total().item()); // ln N
        ntXent.add(new NtXent(0.1).apply(equal, equal).total().item()); // ln(2N − 1)
    }
}
List<Line> lines = List.of(Line.of("InfoNCE", doublings, infoNce), Line.of("NT-Xent", doublings, ntXent));
LinePlot.of("All embeddings equal", Axis.of("log₂ of the images N"), Axis.of("loss"), lines).write(figures.resolve("negatives.png"));

// ## Temperature

int points = 40;

List<Double> temperatures = new ArrayList<>();
List<Double> even = new ArrayList<>();
List<Double> clumps = new ArrayList<>();
List<Double> point = new ArrayList<>();
int n = 16;
for (int j = 1; j <= points; j++) {
    double temperature = 1.0 * j / points;
    temperatures.add(temperature);
    even.add(loss(n, i -> 2 * Math.PI * i / n, temperature));
    clumps.add(loss(n, i -> i % 2 == 0 ? 0 : Math.PI, temperature));
    point.add(loss(n, i -> 0, temperature)); // ln 16
}
List<Line> arrangements = List.of(
        Line.of("spread evenly", temperatures, even),
        Line.of("two clumps", temperatures, clumps),
        Line.of("one point", temperatures, point));
LinePlot.of("Sixteen images on a circle", Axis.of("temperature τ"), Axis.of("InfoNCE"), arrangements).write(figures.resolve("temperature.png"));

double[] cosines = new double[18]; // of negatives 10, 20, … and 180 degrees from the anchor
List<Double> angles = new ArrayList<>();
for (int j = 0; j < cosines.length; j++) {
    angles.add(10.0 * (j + 1));
    cosines[j] = Math.cos(Math.toRadians(angles.get(j)));
}
List<Line> lines = new ArrayList<>();
for (double temperature : List.of(0.05, 0.1, 0.5, 2.0)) {
    List<Double> shares =
            Arrays.stream(shares(cosines, temperature)).boxed().toList();
    lines.add(Line.of("τ " + temperature, angles, shares));
}
LinePlot.of("Which negatives are pushed", Axis.of("angle from the anchor"), Axis.of("share of the push"), lines).write(figures.resolve("shares.png"));

// ## Before and after

int images = 32;
int steps = 1500;

InfoNce contrast = new InfoNce(0.1, true);
List<Double> at = new ArrayList<>();
List<Double> losses = new ArrayList<>();
try (Sequential network = new Sequential(new SmallEncoder(true), Heads.moco(128, 128, 64))) {
    network.initialize(1);
    double[][] before = cosines(network, images);
    Learning.run(
            network,
            steps,
            (x0, x1) -> contrast.apply(network.forward(x0), network.forward(x1)),
            (step, loss) -> {
                at.add((double) step);
                losses.add(loss.total().item());
            });
    double[][] after = cosines(network, images);
    System.out.println("found " + found(before) + " before and " + found(after) + " after, of " + images);
    map("Before", before).write(figures.resolve("similarities-before.png"));
    map("After " + steps + " steps", after).write(figures.resolve("similarities-after.png"));
}
LinePlot.of("InfoNCE", Axis.of("step"), Axis.of("loss"), List.of(Line.of("loss", at, losses))).withMarks(new Mark("chance, ln 64", Math.log(64))).write(figures.resolve("contrast.png"));

// ## What to take along
