package dev.selfsame.examples.tutorial;

import dev.selfsame.nn.BatchNorm;
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

/** Chapter 2: how far apart batch norm draws the images of a batch. */
public final class BatchNormSpreads {
    private static final int BATCH = 64;

    private BatchNormSpreads() {}

    /** Draws {@code batch-norm.png} into a folder. */
    public static void main(String[] arguments) throws Exception {
        draw(Path.of(arguments[0]), 10);
    }

    /** The standard deviation of a feature over a batch after batch norm, where it had this one before, about 5. */
    public static double afterBatchNorm(double spread) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0);
        float[] values = new float[BATCH];
        for (int i = 0; i < BATCH; i++) {
            values[i] = (float) (5 + spread * draws.gaussian());
        }
        try (Scope scope = new Scope();
                BatchNorm norm = new BatchNorm(1)) {
            Tensor after = norm.forward(Tensor.of(values, BATCH, 1)); // [64, 1]
            return after.std(0, false, false).item();
        }
    }

    static void draw(Path figures, int points) throws Exception {
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        for (int j = 0; j <= 6 * points; j++) {
            double power = (double) (j - 5 * points) / points; // −5 to 1
            before.add(power);
            after.add(afterBatchNorm(Math.pow(10, power)));
        }
        List<Line> lines = List.of(Line.of("after", before, after));
        Axis x = Axis.of("log₁₀ of the standard deviation before");
        LinePlot.of("A feature of 64 images, by batch norm", x, Axis.of("standard deviation after"), lines)
                .write(figures.resolve("batch-norm.png"));
    }
}
