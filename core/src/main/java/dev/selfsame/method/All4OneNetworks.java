package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.NearestNeighbourBank;
import dev.selfsame.nn.Sequential;
import dev.selfsame.nn.TransformerLayer;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** All4One's networks: branch, predictor and target, the queue of neighbours, and what makes a centroid of several. */
final class All4OneNetworks extends OnlineAndTarget {
    static final int HEADS = 8;
    private static final int LAYERS = 3;
    private static final double TRANSFORMER_RATE = 0.1; // official code: 0.1 where the rest has 1

    final Layer prediction;
    final Layer centroidPredictor;
    final NearestNeighbourBank neighbours;
    private final Sequential transformer;
    private final Tensor places;

    All4OneNetworks(All4One.Config config, Supplier<Backbone> backbone, Replicas replicas) {
        super(
                () -> new Branch(
                        backbone.get(),
                        features -> Heads.simclr(
                                features,
                                config.projectionHidden(),
                                config.projectionOut(),
                                config.projectionLayers(),
                                true)),
                predictor(config));
        prediction = Objects.requireNonNull(predictor);
        int out = config.projectionOut();
        centroidPredictor = child("centroid-predictor", predictor(config));
        Layer[] layers = new Layer[LAYERS];
        for (int i = 0; i < LAYERS; i++) {
            layers[i] = new TransformerLayer(out, HEADS, 2 * out);
        }
        transformer = child("transformer", new Sequential(layers));
        neighbours = child("neighbours", new NearestNeighbourBank(config.queue(), out, replicas));
        places = buffer("places", places(config.neighbours(), out));
    }

    private static Layer predictor(All4One.Config config) {
        return Heads.nnclrPrediction(config.projectionOut(), config.predictionHidden(), config.projectionOut());
    }

    /** Sines and cosines that tell the places of a sequence apart (arXiv:1706.03762, section 3.5): [length, width]. */
    static Tensor places(int length, int width) {
        float[] values = new float[length * width];
        for (int i = 0; i < length; i++) {
            for (int k = 0; k < width; k++) {
                double angle = i / StrictMath.pow(10000, (k - k % 2) / (double) width);
                values[i * width + k] = (float) (k % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle));
            }
        }
        return Tensor.of(values, length, width);
    }

    /** What the target makes of a view, of length 1, without gradient: [N, C, H, W] → [N, out]. */
    Tensor momentum(Tensor pixels) {
        try (NoGrad guard = new NoGrad()) {
            return Norm.l2(targets(pixels));
        }
    }

    /** What the transformer makes of the first of a sequence, knowing the others: [N, length, out] → [N, out]. */
    Tensor centroid(Tensor sequence) {
        return transformer.forward(sequence.add(places)).select(1, 0);
    }

    @Override
    List<Method.Trained> more() {
        return List.of(
                new Method.Trained("centroid-predictor", centroidPredictor),
                new Method.Trained("transformer", transformer, TRANSFORMER_RATE, 1, false));
    }
}
