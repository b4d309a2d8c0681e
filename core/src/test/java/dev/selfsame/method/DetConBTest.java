package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.Scope;
import dev.selfsame.view.DetConViews;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class DetConBTest extends MethodContract {
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
    int embeddingWidth() {
        return 16;
    }

    @Test
    void regionsAreDrawnAnewForEachBatchInTraining() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            method.modules().training(false);
            double first = method.loss(batch(IMAGES)).total().item();
            assertEquals(first, method.loss(batch(IMAGES)).total().item());
            assertEquals(0, method.modules().state().get("regions.calls").item());
            method.modules().training(true);
            method.loss(batch(IMAGES));
            assertEquals(1, method.modules().state().get("regions.calls").item());
            method.modules().training(false);
            assertNotEquals(first, method.loss(batch(IMAGES)).total().item());
        }
    }

    @Test
    void viewsWithoutRegionsAreRefused() {
        Views views = SimClrViews.of(12);
        BackboneConfig backbone = new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 4, 3, false);
        var error = assertThrows(IllegalArgumentException.class, () -> config().build(backbone::build, views, 1));
        assertEquals("detcon-b wants views with regions, such as DetConViews, got " + views, error.getMessage());
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
