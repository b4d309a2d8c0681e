package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.loss.InfoNce;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.Views;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** As the official code's builder: MoCo_ResNet has a norm at the end of the projector alone, MoCo_ViT of both. */
    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void aNormEndsThePredictorOnlyWithTheTransformersProjector(int layers, boolean normalized) {
        try (Method method = make(new MoCoV3.Config(24, 16, layers, 20, 0.5, 0.9, true), 1)) {
            Set<String> state = method.modules().state().keySet();
            assertTrue(state.contains("online.projector.layers." + (3 * layers - 2) + ".running_mean"), "" + state);
            assertEquals(normalized, state.contains("predictor.layers.4.running_mean"));
            assertTrue(state.contains("predictor.layers.3.weight"));
            assertFalse(state.contains("predictor.layers.3.bias"));
        }
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
