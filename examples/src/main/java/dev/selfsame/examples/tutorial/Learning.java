package dev.selfsame.examples.tutorial;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.loss.Loss;
import dev.selfsame.nn.Module;
import dev.selfsame.optim.Adam;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/** What the chapters' programs share: the views, the loop, and numbers out of tensors. */
public final class Learning {
    private static final int BATCH = 64;
    private static final double LEARNING_RATE = 1e-3;
    private static final int SEED = 1;

    private Learning() {}

    /** The loss of a batch. */
    @FunctionalInterface
    public interface Step {
        /** Takes both views of the images: [N, 3, 32, 32] each. */
        Loss loss(Tensor x0, Tensor x1);
    }

    /** Hears of each step after it was taken. */
    @FunctionalInterface
    public interface After {
        /** Steps count from 0; the loss is that before the step. */
        void step(int step, Loss loss) throws Exception;
    }

    /** SimCLR's views, with crops so large that a shape of the demo fits into them. */
    public static Views views() {
        return SimClrViews.of(DemoImages.SIDE)
                .withMinScale(0.3)
                .withStrength(0.5)
                .withBlur(0);
    }

    /** Draws a batch of demo images, computes its loss and follows the gradient by Adam, so many times. */
    public static void run(Module networks, int steps, Step step, After after) throws Exception {
        try (Loader loader = Loader.open(DemoImages.train(), views(), LoaderConfig.of(BATCH, SEED));
                Optimizer adam = new Adam(List.of(ParameterGroup.all(networks.parameters(), 0)))) {
            for (int i = 0; i < steps; i++) {
                LoadedBatch loaded = loader.next();
                try (Scope scope = new Scope()) {
                    Batch batch = loaded.tensors();
                    Loss loss = step.loss(batch.view(0), batch.view(1));
                    loss.total().backward();
                    adam.step(LEARNING_RATE);
                    adam.clearGradients();
                    after.step(i, loss);
                } finally {
                    loaded.release();
                }
            }
        }
    }

    /** What comes of both views of so many test images, always the same ones, as rows of numbers. */
    public static double[][] ofTestImages(int images, BinaryOperator<Tensor> what) throws InterruptedException {
        try (Loader loader = Loader.open(DemoImages.test(), views(), LoaderConfig.of(images, SEED))) {
            LoadedBatch loaded = loader.next();
            try (Scope scope = new Scope();
                    NoGrad guard = new NoGrad()) {
                Batch batch = loaded.tensors();
                return rows(what.apply(batch.view(0), batch.view(1)));
            } finally {
                loaded.release();
            }
        }
    }

    /** A matrix as the plots have it. */
    public static List<List<Double>> lists(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    /** The rows of a matrix [N, M]. */
    public static double[][] rows(Tensor matrix) {
        int columns = (int) matrix.size(1);
        double[] all = matrix.toDoubles();
        double[][] rows = new double[(int) matrix.size(0)][columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, i * columns, rows[i], 0, columns);
        }
        return rows;
    }
}
