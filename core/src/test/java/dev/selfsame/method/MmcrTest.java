package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class MmcrTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.mmcr(3, 12);

    @Override
    MethodConfig config() {
        return config(0.9);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    private static Mmcr.Config config(double tau) {
        return new Mmcr.Config(24, 16, 2, 0.01, tau, true);
    }

    /** At first the target is the online network: the centroids are those of the online views. */
    @Test
    void theCentroidsAreOfUnitEmbeddings() {
        try (Mmcr method = (Mmcr) make(1);
                Scope scope = new Scope()) {
            List<Tensor> z = Embedded.together(method.networks.online, batch(IMAGES)).embeddings().stream()
                    .map(Norm::l2)
                    .toList();
            Tensor centroids = Tensor.stack(z, 0).mean(0, false);
            double expected = -Linalg.singularValues(centroids).sum().item();
            assertEquals(
                    expected,
                    method.loss(batch(IMAGES)).terms().get("centroids").item(),
                    1e-4);
        }
    }

    @Test
    void theTargetFollowsTheOnlineNetwork() {
        try (Mmcr method = (Mmcr) make(config(0), 1)) {
            theTargetBecomesTheOnlineNetwork(method, method.networks);
        }
    }
}
