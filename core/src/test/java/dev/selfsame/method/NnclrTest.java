package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.loss.InfoNce;
import dev.selfsame.loss.NtXent;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NnclrTest extends MethodContract {
    private static final SimClrViews VIEWS = SimClrViews.of(12);

    @Override
    MethodConfig config() {
        return config(Nnclr.Objective.INFO_NCE);
    }

    private static Nnclr.Config config(Nnclr.Objective objective) {
        return new Nnclr.Config(24, 16, 2, 20, 0.2, 20, objective);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    @Test
    void neighboursOfOneViewMeetPredictionsOfTheOther() {
        check(config(Nnclr.Objective.INFO_NCE), new InfoNce(0.2, false));
        check(config(Nnclr.Objective.NT_XENT), new NtXent(0.2));
    }

    private void check(Nnclr.Config config, PairLoss contrast) {
        try (Nnclr method = (Nnclr) make(config, 1);
                Scope scope = new Scope()) {
            PredictedBranch networks = method.networks;
            Batch batch = batch(IMAGES);
            Tensor z0 = networks.branch.projector.forward(networks.branch.encoder.forward(batch.view(0)));
            Tensor z1 = networks.branch.projector.forward(networks.branch.encoder.forward(batch.view(1)));
            Tensor n0 = networks.neighbours.nearest(z0.detach());
            Tensor n1 = networks.neighbours.nearest(z1.detach());
            double forth =
                    contrast.apply(n0, networks.predictor.forward(z1)).total().item();
            double back =
                    contrast.apply(n1, networks.predictor.forward(z0)).total().item();
            assertEquals((forth + back) / 2, method.loss(batch).total().item(), 1e-5);
        }
    }

    @Test
    void theSupportSetGetsViewZeroAfterTheLoss() {
        try (Nnclr method = (Nnclr) make(1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            PredictedBranch networks = method.networks;
            Tensor z0 = networks.branch.projector.forward(networks.branch.encoder.forward(batch.view(0)));
            method.loss(batch);
            float[] rows = networks.neighbours.bank().rows().toFloats();
            assertArrayEquals(Norm.l2(z0).toFloats(), Arrays.copyOf(rows, IMAGES * 16), 1e-5f);
        }
    }
}
