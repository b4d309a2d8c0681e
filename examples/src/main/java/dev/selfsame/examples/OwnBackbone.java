package dev.selfsame.examples;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.Conv2d;
import dev.selfsame.nn.GlobalAveragePool;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.ReLU;
import dev.selfsame.tensor.Tensor;

/** A network of one's own: two convolutions, for images of three channels. */
public final class OwnBackbone extends Backbone {
    private final Layer first = child("first", new Conv2d(3, 32, 3, 2, 1));
    private final Layer norm = child("norm", new BatchNorm(32));
    private final Layer second = child("second", new Conv2d(32, 64, 3, 2, 1));

    /** Three channels in, 64 features out. */
    public OwnBackbone() {
        super(3, 64);
    }

    @Override
    public Tensor forward(Tensor x) {
        return chain(x, first, norm, ReLU.inPlace(), second, ReLU.inPlace(), new GlobalAveragePool());
    }
}
