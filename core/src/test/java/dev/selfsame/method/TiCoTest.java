package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.TiCoLoss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class TiCoTest extends MethodContract {
    private static final ByolViews VIEWS = ByolViews.of(12);

    @Override
    MethodConfig config() {
        return new TiCo.Config(24, 16, 0.9, 8, 0.9, true);
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
    void viewZeroMeetsTheTargetsViewOne() {
        try (TiCo method = (TiCo) make(1);
                TiCoLoss fresh = new TiCoLoss(16, 0.9, 8, Replicas.ONE);
                Scope scope = new Scope()) {
            Tensor z0 = method.networks.predicted(
                    method.networks.online.encoder.forward(batch(IMAGES).view(0)));
            Tensor z1 = method.networks.targets(batch(IMAGES).view(1));
            assertEquals(fresh.apply(z0, z1).total().item(), loss(method), 1e-5);
        }
    }

    @Test
    void theCovarianceMovesInTrainingOnlyAndIsKept() {
        try (Method method = make(1)) {
            loss(method);
            float[] once = method.modules().buffers().get("contrast.C").toFloats();
            double trace = 0;
            for (int i = 0; i < 16; i++) {
                trace += once[17 * i];
            }
            assertEquals(0.1, trace, 1e-5); // (1 − β) of rows of length 1
            method.modules().training(false);
            loss(method);
            assertArrayEquals(once, method.modules().buffers().get("contrast.C").toFloats());
        }
    }

    @Test
    void theTargetFollowsTheOnlineNetwork() {
        try (TiCo method = (TiCo) make(new TiCo.Config(24, 16, 0.9, 8, 0, false), 1)) {
            theTargetBecomesTheOnlineNetwork(method, method.networks);
        }
    }
}
