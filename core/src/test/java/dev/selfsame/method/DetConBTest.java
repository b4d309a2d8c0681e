package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.optim.Progress;
import dev.selfsame.view.DetConViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class DetConBTest extends RegionContract {
    private static final DetConViews VIEWS = DetConViews.b(12, 2);

    @Override
    MethodConfig config() {
        return new DetConB.Config(24, 16, 20, 6, 0.2, 0.9, true);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    boolean hasCounterpart() {
        return false; // the views are asked about other regions
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    @Test
    void theTargetFollowsByTheFormula() {
        try (Method method = make(1)) {
            steps(method, 2, 0.05);
            float[] online = weight(method, "online");
            float[] before = weight(method, "target");
            method.afterStep(new Progress(50, 100, 0, 1));
            float[] after = weight(method, "target");
            double tau = 1 - 0.1 / 2; // half of the cosine from 0.9 to 1
            for (int i = 0; i < after.length; i++) {
                assertEquals(tau * before[i] + (1 - tau) * online[i], after[i], 1e-5);
            }
        }
    }

    private static float[] weight(Method method, String network) {
        return method.modules().state().get(network + ".encoder.conv1.weight").toFloats();
    }
}
