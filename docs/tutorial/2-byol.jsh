// Made from 2-byol.md; README.md says how to run it.

// # 2. BYOL

// ## Two networks

import dev.selfsame.evaluate.Collapse;
import dev.selfsame.examples.tutorial.*;
import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.MovingAverage;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import static dev.selfsame.examples.tutorial.BatchNormSpreads.*;
import static dev.selfsame.examples.tutorial.Collapsing.*;
import static dev.selfsame.examples.tutorial.Following.*;
Path figures = Files.createTempDirectory("figures"); // where the figures go
Path runs = Files.createTempDirectory("runs");

// ## The loss

// ## Polyak averaging

int steps = 1000;

List<Double> at = IntStream.range(0, steps).mapToObj(k -> (double) k).toList();
List<Double> weights = jittering(steps);
List<Line> lines = new ArrayList<>(List.of(Line.of("online", at, weights)));
for (double tau : List.of(0.9, 0.99, 0.996, 0.999)) {
    lines.add(Line.of("τ " + tau, at, follow(weights, tau)));
}
LinePlot.of("Targets of a weight that jumps to 1", Axis.of("step"), Axis.of("weight"), lines).write(figures.resolve("following.png"));

// ## Why it doesn't collapse

int steps = 300;

Map<String, PlainByol.Parts> variants = new LinkedHashMap<>();
variants.put("BYOL", PlainByol.Parts.ALL);
variants.put("τ 0: no average", new PlainByol.Parts(true, true, true, 0));
variants.put("no predictor", new PlainByol.Parts(false, true, true, 0.99));
variants.put("no stop-gradient", new PlainByol.Parts(true, false, true, 0.99));
variants.put("no batch norm", new PlainByol.Parts(true, true, false, 0.99));
List<Line> losses = new ArrayList<>();
List<Line> spread = new ArrayList<>();
List<Line> rank = new ArrayList<>();
for (Map.Entry<String, PlainByol.Parts> variant : variants.entrySet()) {
    Seen seen = train(variant.getValue(), steps);
    losses.add(Line.of(variant.getKey(), seen.steps(), seen.loss()));
    spread.add(Line.of(variant.getKey(), seen.steps(), seen.spread()));
    rank.add(Line.of(variant.getKey(), seen.steps(), seen.rank()));
}
Axis step = Axis.of("step");
Axis loss = Axis.of("loss, 0 to 8");
Axis even = Axis.of("spread, 1 is ideal").within(0, 1.1);
Axis directions = Axis.of("effective rank").within(0, 64);
LinePlot.of("Loss", step, loss, losses).write(figures.resolve("collapse-loss.png"));
LinePlot.of("Spread of the projections", step, even, spread).write(figures.resolve("collapse-spread.png"));
LinePlot.of("Their directions", step, directions, rank).write(figures.resolve("collapse-rank.png"));

// ## What batch norm has to do with it

int points = 10;

List<Double> before = new ArrayList<>();
List<Double> after = new ArrayList<>();
for (int j = 0; j <= 6 * points; j++) {
    double power = (double) (j - 5 * points) / points; // −5 to 1
    before.add(power);
    after.add(afterBatchNorm(Math.pow(10, power)));
}
List<Line> lines = List.of(Line.of("after", before, after));
Axis x = Axis.of("log₁₀ of the standard deviation before");
LinePlot.of("A feature of 64 images, by batch norm", x, Axis.of("standard deviation after"), lines).write(figures.resolve("batch-norm.png"));

// ## What to take along
