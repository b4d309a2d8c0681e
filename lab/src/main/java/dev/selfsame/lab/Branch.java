package dev.selfsame.lab;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Tensor;

/** An encoder and the projector behind it. */
final class Branch extends Module {
    final Backbone encoder;
    final Layer projector;

    Branch(Backbone encoder, Layer projector) {
        this.encoder = child("encoder", encoder);
        this.projector = child("projector", projector);
    }

    /** [N, C, H, W] → [N, out]. */
    Tensor forward(Tensor pixels) {
        return projector.forward(encoder.forward(pixels));
    }
}
