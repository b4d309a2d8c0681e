package dev.selfsame.evaluate;

import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.optim.Sgd;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The layer that a {@link LinearProbe} trains. */
final class LinearLayer implements AutoCloseable {
    static final double MOMENTUM = 0.9;

    private static final long PIECE = 1024;
    private static final double NORM_EPS = 1e-6;
    private static final double NORM_MOMENTUM = 0.1;

    private final LinearProbe probe;
    private final Standardization standard;
    private final Tensor weight; // [classes, D]
    private final Tensor bias; // [classes]
    private final Tensor runningMean; // [D], of the batch norm
    private final Tensor runningVariance; // [D]

    LinearLayer(LinearProbe probe, Labelled train) {
        this.probe = probe;
        int d = train.dimensions();
        standard = probe.scaling() == Scaling.STANDARDIZED
                ? Standardization.of(train.features())
                : Standardization.none(d);
        weight = weights(train.classes(), d).requireGradient(true).unscoped();
        bias = Tensor.zeros(DType.FLOAT32, train.classes())
                .requireGradient(true)
                .unscoped();
        runningMean = Tensor.zeros(DType.FLOAT32, d).unscoped();
        runningVariance = Tensor.ones(DType.FLOAT32, d).unscoped();
    }

    void fit(Labelled train, int batch) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("weight", weight);
        parameters.put("bias", bias);
        Schedule schedule = probe.schedule();
        int n = train.size();
        int epochs = probe.epochs();
        long stepsPerEpoch = (n + batch - 1L) / batch;
        try (Sgd sgd = new Sgd(List.of(ParameterGroup.all(parameters, 0)), MOMENTUM)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                int[] order = Draws.of(probe.seed(), Stream.PROBE, epoch, 0).permutation(n);
                double loss = 0;
                long step = epoch * stepsPerEpoch;
                for (int start = 0; start < n; start += batch) {
                    int length = Math.min(batch, n - start);
                    if (length > 1 || probe.scaling() != Scaling.BATCH_NORM) { // one row has no variance
                        loss += step(train, order, start, length);
                        sgd.step(schedule.at(new Progress(step, epochs * stepsPerEpoch, epoch, epochs)));
                        sgd.clearGradients();
                    }
                    step++;
                }
                requireFinite(loss, epoch);
            }
        }
    }

    private void requireFinite(double loss, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("the linear probe diverged in epoch " + (epoch + 1) + ": learning rate "
                    + probe.learningRate() + " is too high for these features");
        }
    }

    private double step(Labelled train, int[] order, int start, int length) {
        long[] rows = new long[length];
        long[] labels = new long[length];
        for (int i = 0; i < length; i++) {
            rows[i] = order[start + i];
            labels[i] = train.label(order[start + i]);
        }
        try (Scope scope = new Scope()) {
            Tensor x = seen(Indexing.select(train.features(), 0, Tensor.of(rows, length)), true); // [B, D]
            Tensor loss = Softmax.crossEntropy(Norm.linear(x, weight, bias), Tensor.of(labels, length));
            loss.backward();
            return loss.item();
        }
    }

    /** What the layer sees of features: [n, D]. */
    private Tensor seen(Tensor rows, boolean training) {
        Tensor scaled = standard.apply(rows);
        return probe.scaling() == Scaling.BATCH_NORM
                ? Norm.batchNorm(scaled, null, null, runningMean, runningVariance, training, NORM_MOMENTUM, NORM_EPS)
                : scaled;
    }

    /** What the layer says of other features. */
    Predictions predictions(Labelled train, Labelled test) {
        Predictions.Builder predictions = new Predictions.Builder(test.namesWith(train), test.size());
        Rows.each(test.features(), PIECE, (rows, start) -> {
            float[] scores = Norm.linear(seen(rows, false), weight, bias).toFloats();
            for (int i = 0; i < rows.size(0); i++) {
                predictions.add(scores, i, train.classes(), test.label((int) start + i));
            }
        });
        return predictions.build();
    }

    private Tensor weights(int classes, int dimensions) {
        Draws draws = Draws.of(probe.seed(), Stream.PROBE, 0, Draws.hash("weight"), 1);
        float[] values = new float[Math.multiplyExact(classes, dimensions)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.01 * draws.gaussian());
        }
        return Tensor.of(values, classes, dimensions);
    }

    @Override
    public void close() {
        standard.close();
        weight.close();
        bias.close();
        runningMean.close();
        runningVariance.close();
    }
}
