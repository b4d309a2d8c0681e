package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import java.util.List;
import java.util.function.IntFunction;

/** An encoder and the projector behind it: what a view goes through. */
final class Branch extends Module implements Networks {
    final Backbone encoder;
    final Layer projector;

    /**
     * Takes over a backbone, without weights still.
     *
     * @param head makes the projector for the number of features
     */
    Branch(Backbone backbone, IntFunction<? extends Layer> head) {
        encoder = child("encoder", backbone);
        projector = child("projector", head.apply(backbone.features()));
    }

    @Override
    public Backbone encoder() {
        return encoder;
    }

    @Override
    public List<Method.Trained> trained() {
        return List.of(new Method.Trained("network", this));
    }
}
