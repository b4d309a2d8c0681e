package dev.selfsame.method;

import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Module;
import java.util.List;

/**
 * A branch and a loss that has state, so that checkpoints have it.
 *
 * @param <L> the loss
 */
final class BranchAndLoss<L extends Module> extends Module implements Networks {
    final Branch branch;
    final L loss;

    /** Takes over both, without weights still. */
    BranchAndLoss(Branch branch, L loss) {
        this.branch = child("branch", branch);
        this.loss = child("loss", loss);
    }

    @Override
    public Backbone encoder() {
        return branch.encoder;
    }

    @Override
    public List<Method.Trained> trained() {
        return List.of(new Method.Trained("branch", branch));
    }
}
