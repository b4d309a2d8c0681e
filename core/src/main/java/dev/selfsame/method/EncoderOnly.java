package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Module;
import java.util.List;

/** An encoder with nothing behind it. */
final class EncoderOnly extends Module implements Networks {
    final Backbone encoder;

    /** Takes over a backbone, without weights still. */
    EncoderOnly(Backbone backbone) {
        encoder = child("encoder", backbone);
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
