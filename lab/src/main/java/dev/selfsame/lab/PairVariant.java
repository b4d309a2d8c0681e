package dev.selfsame.lab;

import dev.selfsame.loss.Loss;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.method.Method;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.function.UnaryOperator;

/** One network, two views and a loss between them: what SimCLR and Barlow Twins are without their usual heads. */
final class PairVariant implements Method {
    private final Branch branch;
    private final Views views;
    private final PairLoss loss;
    private final UnaryOperator<Tensor> compared;

    /**
     * Draws the weights of the branch, which has none yet.
     *
     * @param compared what the loss sees of an embedding [N, out]
     */
    PairVariant(Branch branch, Views views, PairLoss loss, UnaryOperator<Tensor> compared, long seed) {
        this.branch = branch;
        this.views = views;
        this.loss = loss;
        this.compared = compared;
        branch.initialize(seed);
    }

    @Override
    public Loss loss(Batch batch) {
        Tensor h0 = branch.encoder.forward(batch.view(0)); // [N, features]
        Tensor h1 = branch.encoder.forward(batch.view(1));
        Tensor z0 = branch.projector.forward(h0); // [N, out]
        Tensor z1 = branch.projector.forward(h1);
        return loss.apply(z0, z1).withEmbedding(compared.apply(z0)).withFeatures(h0);
    }

    @Override
    public Module modules() {
        return branch;
    }

    @Override
    public Backbone encoder() {
        return branch.encoder;
    }

    @Override
    public List<Trained> trained() {
        return List.of(new Trained("network", branch));
    }

    @Override
    public Views views() {
        return views;
    }

    @Override
    public String toString() {
        return "PairVariant[" + loss + "]";
    }
}
