package dev.selfsame.examples.tutorial;

import dev.selfsame.loss.BarlowTwinsLoss;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Sequential;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.Points;
import dev.selfsame.plot.ScatterPlot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chapter 3: what λ weighs. */
public final class Redundancy {
    private Redundancy() {}

    /** Draws {@code lambda.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), 256, 300);
    }

    /** The cross-correlation of test images after training with λ. */
    public static double[][] train(double lambda, int images, int steps) throws Exception {
        BarlowTwinsLoss barlowTwins = new BarlowTwinsLoss(lambda, 1);
        try (Sequential network = new Sequential(new SmallEncoder(true), Heads.barlowTwins(128, 256, 32))) {
            network.initialize(1);
            Learning.run(
                    network,
                    steps,
                    (x0, x1) -> barlowTwins.apply(network.forward(x0), network.forward(x1)),
                    (step, loss) -> {});
            return Correlations.correlation(network, images);
        }
    }

    /** The mean of the diagonal: 1 says that both views give the same features. */
    public static double diagonal(double[][] c) {
        double sum = 0;
        for (int i = 0; i < c.length; i++) {
            sum += c[i][i];
        }
        return sum / c.length;
    }

    /** The root of the mean square off the diagonal: 0 says that no feature repeats another. */
    public static double offDiagonal(double[][] c) {
        double sum = 0;
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c.length; j++) {
                sum += i == j ? 0 : c[i][j] * c[i][j];
            }
        }
        return Math.sqrt(sum / (c.length * (c.length - 1.0)));
    }

    static void draw(Path figures, int images, int steps) throws Exception {
        List<Points> kinds = new ArrayList<>();
        for (double lambda : List.of(0.0, 0.003, 0.03, 0.3)) {
            double[][] c = train(lambda, images, steps);
            kinds.add(new Points("λ " + lambda, List.of(offDiagonal(c)), List.of(diagonal(c))));
        }
        Axis repeated =
                Axis.of("features repeated: root mean square off the diagonal").within(0, 1);
        Axis alike = Axis.of("views alike: mean of the diagonal").within(0, 1);
        ScatterPlot.of("What λ weighs", repeated, alike, kinds).write(figures.resolve("lambda.png"));
    }
}
