package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.loss.ReSslLoss;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.ReSslViews;
import dev.selfsame.view.Views;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReSslTest extends MethodContract {
    private static final ReSslViews VIEWS = ReSslViews.of(12);

    @Override
    MethodConfig config() {
        return new ReSsl.Config(24, 16, 0.1, 0.04, 24, 0.9, true);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    /** The target moves too, and the entropy of what it says is the least that the loss can be. */
    @Test
    void theStrongViewIsTheStudentsAndTheWeakOneGoesIntoTheQueue() {
        try (ReSsl method = (ReSsl) make(1);
                Scope scope = new Scope()) {
            QueriesAndKeys networks = method.networks;
            Batch batch = batch(IMAGES);
            Tensor s0 = networks.online.projector.forward(networks.online.encoder.forward(batch.view(0)));
            Tensor t1 = networks.targets(batch.view(1));
            double expected = new ReSslLoss(0.1, 0.04, networks.queue)
                    .apply(s0, t1)
                    .total()
                    .item();
            assertEquals(expected, method.loss(batch).total().item(), 1e-5);
            float[] rows = networks.queue.rows().toFloats();
            assertArrayEquals(Norm.l2(t1).toFloats(), Arrays.copyOf(rows, IMAGES * 16), 1e-5f);
        }
    }
}
