package dev.selfsame.loss;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/** A loss of something else than two views, in a form of two views for the contract. */
record Adapted(Object loss, PairLoss form) implements PairLoss {
    /** The form's loss; what the form made besides is closed. */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        try (Scope scope = new Scope()) {
            Loss made = form.apply(z0, z1);
            scope.keep(made.total());
            made.terms().values().forEach(scope::keep);
            return made;
        }
    }

    @Override
    public String toString() {
        return loss.toString();
    }
}
