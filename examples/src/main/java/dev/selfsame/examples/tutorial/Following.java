package dev.selfsame.examples.tutorial;

import dev.selfsame.nn.MovingAverage;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Chapter 2: a target that follows a weight which jumps from 0 to 1 and then jitters. */
public final class Following {
    private Following() {}

    /** Draws {@code following.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), 1000);
    }

    /** A weight at each step: about 1. */
    public static List<Double> jittering(int steps) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0);
        List<Double> weights = new ArrayList<>();
        for (int k = 0; k < steps; k++) {
            weights.add(1 + 0.1 * draws.gaussian());
        }
        return weights;
    }

    /** The target after each step; it begins at 0. */
    public static List<Double> follow(List<Double> weights, double tau) {
        List<Double> targets = new ArrayList<>();
        try (Scope scope = new Scope()) {
            Tensor target = Tensor.of(new double[] {0}, 1);
            Tensor online = Tensor.of(new double[] {0}, 1);
            for (double weight : weights) {
                online.fillInPlace(weight);
                MovingAverage.follow(List.of(target), List.of(online), tau);
                targets.add(target.item());
            }
        }
        return targets;
    }

    static void draw(Path figures, int steps) throws Exception {
        List<Double> at = IntStream.range(0, steps).mapToObj(k -> (double) k).toList();
        List<Double> weights = jittering(steps);
        List<Line> lines = new ArrayList<>(List.of(Line.of("online", at, weights)));
        for (double tau : List.of(0.9, 0.99, 0.996, 0.999)) {
            lines.add(Line.of("τ " + tau, at, follow(weights, tau)));
        }
        LinePlot.of("Targets of a weight that jumps to 1", Axis.of("step"), Axis.of("weight"), lines)
                .write(figures.resolve("following.png"));
    }
}
