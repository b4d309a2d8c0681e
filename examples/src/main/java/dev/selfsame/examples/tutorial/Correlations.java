package dev.selfsame.examples.tutorial;

import dev.selfsame.loss.BarlowTwinsLoss;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Sequential;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.HeatMap;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Chapter 3: the cross-correlation of two views' features at the first, a middle and the last step. */
public final class Correlations {
    private Correlations() {}

    /** Draws {@code correlation-first.png}, {@code -middle.png} and {@code -last.png} and {@code terms.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), 256, 2000);
    }

    /** The cross-correlation of the features of two views [N, D] over the batch: [D, D]. */
    public static Tensor correlation(Tensor z0, Tensor z1) {
        Tensor a = z0.sub(z0.mean(0, true)); // [N, D]: each feature has the mean 0 over the batch
        Tensor b = z1.sub(z1.mean(0, true)); // [N, D]
        Tensor lengths = a.norm(0, true).t().matmul(b.norm(0, true)); // [D, D]
        return a.t().matmul(b).div(lengths); // [D, D]
    }

    /** That of a network's outputs for the two views of test images. */
    public static double[][] correlation(Layer network, int images) throws InterruptedException {
        return Learning.ofTestImages(images, (x0, x1) -> correlation(network.forward(x0), network.forward(x1)));
    }

    /** The matrix in colours. */
    public static HeatMap map(String title, double[][] matrix) {
        return HeatMap.of(
                title, Axis.of("feature of view 1"), Axis.of("feature of view 0"), Learning.lists(matrix), -1, 1);
    }

    static void draw(Path figures, int images, int steps) throws Exception {
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
                        loss.terms().forEach((name, term) -> terms.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(term.item()));
                        if (step + 1 == steps / 10) {
                            map("After " + (step + 1) + " steps", correlation(network, images))
                                    .write(figures.resolve("correlation-middle.png"));
                        }
                    });
            map("After " + steps + " steps", correlation(network, images))
                    .write(figures.resolve("correlation-last.png"));
        }
        List<Double> at =
                IntStream.range(0, steps).mapToObj(step -> (double) step).toList();
        List<Line> lines = new ArrayList<>();
        terms.forEach((name, values) -> lines.add(Line.of(name, at, values)));
        LinePlot.of("The terms of the loss", Axis.of("step"), Axis.of("of 32 features"), lines)
                .write(figures.resolve("terms.png"));
    }
}
