package dev.selfsame.evaluate;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.Linear;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A backbone with a linear layer behind it: its features are the scores of the classes. */
final class Classifier extends Backbone {
    private static final double NORM_EPS = 1e-6;

    private final Backbone backbone;
    private final @Nullable BatchNorm norm;
    private final Linear head;
    private final boolean frozen;

    /**
     * Takes over a backbone; the layer's weights are drawn.
     *
     * @param frozen whether the backbone stays as it is, in evaluation mode
     * @param normed whether a batch norm without parameters stands before the layer
     */
    Classifier(Backbone backbone, int classes, boolean frozen, boolean normed, long seed) {
        super(backbone.channels(), classes);
        this.frozen = frozen;
        Linear layer = new Linear(backbone.features(), classes);
        layer.initialize(seed);
        this.backbone = child("backbone", backbone);
        norm = normed ? child("norm", new BatchNorm(backbone.features(), NORM_EPS, 0.1, false, true)) : null;
        head = child("head", layer);
        backbone.requireGradient(!frozen);
    }

    /** Training mode for what is trained. */
    void train() {
        training(true);
        if (frozen) {
            backbone.training(false);
        }
    }

    Backbone backbone() {
        return backbone;
    }

    Linear head() {
        return head;
    }

    boolean frozen() {
        return frozen;
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor features = features(x); // [N, D]
        return head.forward(norm == null ? features : norm.forward(features)); // [N, classes]
    }

    private Tensor features(Tensor x) {
        if (!frozen) {
            return backbone.forward(x);
        }
        try (NoGrad guard = new NoGrad()) {
            return backbone.forward(x);
        }
    }
}
