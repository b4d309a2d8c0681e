package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.loss.InfoNce;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class MoCoV3Test extends MethodContract {
    private static final ByolViews VIEWS = ByolViews.of(12);

    @Override
    MethodConfig config() {
        return new MoCoV3.Config(24, 16, 2, 20, 0.5, 0.9, true);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    /** Both directions, times twice the temperature (official code, ctr_loss). */
    @Test
    void theLossIsTheSumOfBothDirectionsScaled() {
        try (MoCoV3 method = (MoCoV3) make(1);
                Scope scope = new Scope()) {
            OnlineAndTarget networks = method.networks;
            Batch batch = batch(IMAGES);
            Tensor q0 = networks.predicted(networks.online.encoder.forward(batch.view(0)));
            Tensor q1 = networks.predicted(networks.online.encoder.forward(batch.view(1)));
            Tensor k0 = networks.targets(batch.view(0));
            Tensor k1 = networks.targets(batch.view(1));
            InfoNce nce = new InfoNce(0.5, false);
            double sum =
                    nce.apply(q0, k1).total().item() + nce.apply(q1, k0).total().item();
            assertEquals(2 * 0.5 * sum, method.loss(batch).total().item(), 1e-5);
        }
    }
}
