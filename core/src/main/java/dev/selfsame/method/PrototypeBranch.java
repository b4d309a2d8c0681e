package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Module;
import dev.selfsame.nn.SwavPrototypes;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A branch, and the prototypes that its embeddings are compared with. */
class PrototypeBranch extends Module implements Networks {
    final Branch network;
    final SwavPrototypes prototypes;
    private final boolean learned;

    /**
     * Takes over the parts, without weights still.
     *
     * @param learned whether the prototypes are trained, or set by the method
     */
    PrototypeBranch(Branch network, SwavPrototypes prototypes, boolean learned) {
        this.network = child("network", network);
        this.prototypes = child("prototypes", prototypes);
        this.learned = learned;
        prototypes.requireGradient(learned);
    }

    /** The embedding of features, of length 1 and in the prototypes' full precision: [N, features] → [N, out]. */
    final Tensor embedded(Tensor features) {
        Tensor z = network.projector.forward(features);
        return Norm.l2(z.to(prototypes.weight(0).dtype()));
    }

    /** The cosines of embeddings and prototypes, in full precision: [N, out] → [N, K] for each head. */
    final List<Tensor> scores(Tensor z) {
        try (Autocast off = Autocast.off(z.device())) {
            return prototypes.forward(z);
        }
    }

    @Override
    public final Backbone encoder() {
        return network.encoder;
    }

    @Override
    public final List<Method.Trained> trained() {
        List<Method.Trained> parts = new ArrayList<>();
        parts.add(new Method.Trained("network", network));
        if (learned) {
            parts.add(new Method.Trained("prototypes", prototypes));
        }
        return parts;
    }
}
