package dev.selfsame.lab;

import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.LayerNorm;
import dev.selfsame.plot.Axis;
import dev.selfsame.plot.Figure;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.plot.Size;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Why the samples of a batch can't take the same value after batch norm: whatever lies between them is brought to 1, unless
 * it is as small as the norm's own eps. The norms are those that networks train with.
 */
final class WhyBatchNorm {
    private static final int SAMPLES = 32;
    private static final int CHANNELS = 64;
    private static final Size PANEL = new Size(560, 360);

    private WhyBatchNorm() {}

    static Drawing drawing() {
        return new Drawing(
                "why.png",
                "Left: one channel of 32 samples that are nearly alike, before any norm and after batch and layer norm."
                        + " Right: how far samples are apart after the norm, against how far before. Batch norm makes it 1 for"
                        + " all but equal samples; layer norm keeps them alike.",
                (experiment, file) -> figure().write(file));
    }

    static Figure figure() {
        return Figure.of("Why the samples of a batch can't take the same value", 2, List.of(samples(), spreads()));
    }

    /** The first channel of samples with a deviation of 0.03. */
    private static LinePlot samples() {
        List<Double> places =
                IntStream.range(0, SAMPLES).mapToObj(i -> (double) i).toList();
        float[] values = values(0.03);
        return LinePlot.of(
                        "One channel of nearly equal samples",
                        Axis.of("sample"),
                        Axis.of("value"),
                        List.of(
                                Line.of("batch norm", places, channel(normed(new BatchNorm(CHANNELS), values))),
                                Line.of("layer norm", places, channel(normed(new LayerNorm(CHANNELS), values))),
                                Line.of("before", places, channel(values))))
                .withSize(PANEL);
    }

    private static LinePlot spreads() {
        List<Double> logarithms =
                IntStream.rangeClosed(-16, 2).mapToObj(i -> i / 4.0).toList();
        List<Double> batch = new ArrayList<>();
        List<Double> layer = new ArrayList<>();
        List<Double> none = new ArrayList<>();
        for (double logarithm : logarithms) {
            double spread = Math.pow(10, logarithm);
            float[] values = values(spread);
            batch.add(spread(normed(new BatchNorm(CHANNELS), values)));
            layer.add(spread(normed(new LayerNorm(CHANNELS), values)));
            none.add(spread(values));
        }
        return LinePlot.of(
                        "Spread over the batch",
                        Axis.of("deviation before, as a power of ten"),
                        Axis.of("deviation after").within(0, 1.5),
                        List.of(
                                Line.of("batch norm", logarithms, batch),
                                Line.of("layer norm", logarithms, layer),
                                Line.of("none", logarithms, none)))
                .withSize(PANEL);
    }

    /** [samples, channels]: one vector, and noise of a deviation round it. */
    static float[] values(double deviation) {
        Draws common = Draws.of(1, Stream.SAMPLE, 0, 0);
        Draws noise = Draws.of(1, Stream.SAMPLE, 0, 1);
        float[] vector = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            vector[c] = (float) common.gaussian();
        }
        float[] values = new float[SAMPLES * CHANNELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (vector[i % CHANNELS] + deviation * noise.gaussian());
        }
        return values;
    }

    /** What a layer in training makes of them. */
    static float[] normed(Layer layer, float[] values) {
        try (Layer norm = layer;
                Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            norm.initialize(1);
            return norm.forward(Tensor.of(values, SAMPLES, CHANNELS)).toFloats();
        }
    }

    private static List<Double> channel(float[] values) {
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> (double) values[i * CHANNELS])
                .toList();
    }

    /** The deviation over the samples, as a mean over channels. */
    static double spread(float[] values) {
        double sum = 0;
        for (int c = 0; c < CHANNELS; c++) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < SAMPLES; i++) {
                double value = values[i * CHANNELS + c];
                mean += value / SAMPLES;
                square += value * value / SAMPLES;
            }
            sum += Math.sqrt(Math.max(0, square - mean * mean)) / CHANNELS;
        }
        return sum;
    }
}
