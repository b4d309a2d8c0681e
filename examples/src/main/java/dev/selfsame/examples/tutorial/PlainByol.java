package dev.selfsame.examples.tutorial;

import dev.selfsame.loss.Loss;
import dev.selfsame.loss.NormalizedMse;
import dev.selfsame.nn.Heads;
import dev.selfsame.nn.Identity;
import dev.selfsame.nn.Layer;
import dev.selfsame.nn.Module;
import dev.selfsame.nn.MovingAverage;
import dev.selfsame.nn.Sequential;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;

/** BYOL with small networks, and with parts that can be left out. */
public final class PlainByol implements AutoCloseable {
    /**
     * What is left in.
     *
     * @param predictor the predictor behind the online branch
     * @param stopGradient the target branch as a constant; else the online branch itself, with gradients, is the target
     * @param batchNorm batch norm in encoder, projector and predictor
     * @param tau how much of the target stays at a step
     */
    public record Parts(boolean predictor, boolean stopGradient, boolean batchNorm, double tau) {
        /** Everything, and τ 0.99. */
        public static final Parts ALL = new Parts(true, true, true, 0.99);
    }

    private final Parts parts;
    private final Sequential online;
    private final Layer predictor;
    private final Sequential networks;
    private final MovingAverage<Sequential> target;

    /** Draws the weights. */
    public PlainByol(Parts parts) {
        this.parts = parts;
        online = branch(parts.batchNorm());
        predictor = parts.predictor() ? head(64, parts.batchNorm()) : new Identity();
        networks = new Sequential(online, predictor);
        networks.initialize(1);
        target = MovingAverage.of(online, () -> branch(parts.batchNorm()));
    }

    private static Sequential branch(boolean batchNorm) {
        return new Sequential(new SmallEncoder(batchNorm), head(128, batchNorm));
    }

    private static Layer head(int in, boolean batchNorm) {
        return batchNorm ? Heads.byol(in, 256, 64) : Heads.moco(in, 256, 64); // the same without batch norm
    }

    /** What the optimiser trains: the online branch and the predictor. */
    public Module trained() {
        return networks;
    }

    /** The loss of two views, 0 to 8, with the projections of view 0 for the meter. */
    public Loss loss(Tensor x0, Tensor x1) {
        Tensor z0 = online.forward(x0); // [N, 64]
        Tensor z1 = online.forward(x1);
        Tensor p0 = predictor.forward(z0); // [N, 64]
        Tensor p1 = predictor.forward(z1);
        Tensor t0 = parts.stopGradient() ? target(x0) : z0; // [N, 64]
        Tensor t1 = parts.stopGradient() ? target(x1) : z1;
        NormalizedMse agreement = new NormalizedMse();
        return agreement.apply(p0, t1).add(agreement.apply(p1, t0)).withEmbedding(z0);
    }

    private Tensor target(Tensor x) {
        try (NoGrad guard = new NoGrad()) {
            return target.module().forward(x);
        }
    }

    /** Moves the target; called after each step of the optimiser. */
    public void afterStep() {
        target.follow(online, parts.tau());
    }

    @Override
    public void close() {
        networks.close();
        target.module().close();
    }
}
