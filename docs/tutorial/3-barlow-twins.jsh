// Made from 3-barlow-twins.md; README.md says how to run it.

// # 3. Barlow Twins

// ## Cross-correlation

import dev.selfsame.examples.tutorial.*;
import dev.selfsame.loss.BarlowTwinsLoss;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Sequential;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.HeatMap;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.plot.Points;
import dev.selfsame.plot.ScatterPlot;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import static dev.selfsame.examples.tutorial.Correlations.*;
import static dev.selfsame.examples.tutorial.Redundancy.*;
Path figures = Files.createTempDirectory("figures"); // where the figures go
Path runs = Files.createTempDirectory("runs");

// ## The loss

// ## Why it doesn't collapse

// ## The matrix while it learns

int images = 256;
int steps = 2000;

BarlowTwinsLoss barlowTwins = new BarlowTwinsLoss(0.03, 1);
Map<String, List<Double>> terms = new LinkedHashMap<>();
try (Sequential network = new Sequential(new SmallEncoder(true), Heads.barlowTwins(128, 256, 32))) {
    network.initialize(1);
    map("Before", correlation(network, images)).write(figures.resolve("correlation-first.png"));
    Learning.run(
            network,
            steps,
            (x0, x1) -> barlowTwins.apply(network.forward(x0), network.forward(x1)),
            (step, loss) -> {
                loss.terms().forEach((name, term) -> terms.computeIfAbsent(name, any -> new ArrayList<>()).add(term.item()));
                if (step + 1 == steps / 10) {
                    map("After " + (step + 1) + " steps", correlation(network, images)).write(figures.resolve("correlation-middle.png"));
                }
            });
    map("After " + steps + " steps", correlation(network, images)).write(figures.resolve("correlation-last.png"));
}
List<Double> at =
        IntStream.range(0, steps).mapToObj(step -> (double) step).toList();
List<Line> lines = new ArrayList<>();
terms.forEach((name, values) -> lines.add(Line.of(name, at, values)));
LinePlot.of("The terms of the loss", Axis.of("step"), Axis.of("of 32 features"), lines).write(figures.resolve("terms.png"));

// ## What λ weighs

int images = 256;
int steps = 300;

List<Points> kinds = new ArrayList<>();
for (double lambda : List.of(0.0, 0.003, 0.03, 0.3)) {
    double[][] c = train(lambda, images, steps);
    kinds.add(new Points("λ " + lambda, List.of(offDiagonal(c)), List.of(diagonal(c))));
}
Axis repeated =
        Axis.of("features repeated: root mean square off the diagonal").within(0, 1);
Axis alike = Axis.of("views alike: mean of the diagonal").within(0, 1);
ScatterPlot.of("What λ weighs", repeated, alike, kinds).write(figures.resolve("lambda.png"));

// ## Batches and augmentations

// ## What to take along
