package dev.selfsame.examples.tutorial;

import dev.selfsame.loss.InfoNce;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/** Chapter 1: what the temperature does, with embeddings that are points on a circle. */
public final class Temperature {
    private Temperature() {}

    /** Draws {@code temperature.png} and {@code shares.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), 40);
    }

    /** Points on the circle, one at each of n angles: [N, 2]. */
    public static Tensor circle(int n, IntToDoubleFunction angle) {
        double[] points = new double[2 * n];
        for (int i = 0; i < n; i++) {
            points[2 * i] = Math.cos(angle.applyAsDouble(i));
            points[2 * i + 1] = Math.sin(angle.applyAsDouble(i));
        }
        return Tensor.of(points, n, 2);
    }

    /** InfoNCE of n images at these angles, whose other views lie 0.1 farther on. */
    public static double loss(int n, IntToDoubleFunction angle, double temperature) {
        try (Scope scope = new Scope()) {
            Tensor z0 = circle(n, angle);
            Tensor z1 = circle(n, i -> angle.applyAsDouble(i) + 0.1);
            return new InfoNce(temperature, false).apply(z0, z1).total().item();
        }
    }

    /** How much of the push on one anchor each negative takes, 0 to 1, by the negatives' cosines. */
    public static double[] shares(double[] cosines, double temperature) {
        try (Scope scope = new Scope()) {
            int negatives = cosines.length;
            Tensor positive = Tensor.full(DType.FLOAT64, 1, 1, 1);
            Tensor all = Tensor.cat(List.of(positive, Tensor.of(cosines, 1, negatives)), 1)
                    .detach()
                    .requireGradient(true); // [1, 1 + negatives]
            Softmax.crossEntropy(all.div(temperature), Tensor.of(new long[] {0}, 1))
                    .backward();
            Tensor push = Objects.requireNonNull(all.gradient()).narrow(1, 1, negatives);
            return push.div(push.sum().item()).toDoubles();
        }
    }

    static void draw(Path figures, int points) throws Exception {
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
        LinePlot.of("Sixteen images on a circle", Axis.of("temperature τ"), Axis.of("InfoNCE"), arrangements)
                .write(figures.resolve("temperature.png"));

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
        LinePlot.of("Which negatives are pushed", Axis.of("angle from the anchor"), Axis.of("share of the push"), lines)
                .write(figures.resolve("shares.png"));
    }
}
