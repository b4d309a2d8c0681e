package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class NnByolTest extends MethodContract {
    private static final ByolViews VIEWS = ByolViews.of(12);

    @Override
    MethodConfig config() {
        return config(12, 0.9);
    }

    private static NnByol.Config config(int queue, double tau) {
        return new NnByol.Config(24, 16, 20, queue, tau, true);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    /** With a single row in the queue every neighbour is that row: 4 − 2 cos − 2 cos. */
    @Test
    void whatIsPredictedIsInTheQueue() {
        try (NnByol method = (NnByol) make(config(1, 0.9), 1);
                Scope scope = new Scope()) {
            Tensor row = method.networks.queue.bank().rows(); // [1, 16]
            double expected = 4;
            for (int view = 0; view < 2; view++) {
                Tensor p = method.networks.predicted(
                        method.networks.online.encoder.forward(batch(IMAGES).view(view)));
                expected -=
                        2 * Norm.l2(p).mul(Norm.l2(row)).sum(1, false).mean().item();
            }
            assertEquals(expected, loss(method), 1e-5);
        }
    }

    @Test
    void inTrainingTheQueueTakesTheTargetsViewZeroAfterTheLoss() {
        try (NnByol method = (NnByol) make(config(IMAGES, 0.9), 1);
                Scope scope = new Scope()) {
            Tensor t0 = method.networks.targets(batch(IMAGES).view(0));
            loss(method);
            float[] queue = method.networks.queue.bank().rows().toFloats();
            assertArrayEquals(Norm.l2(t0).toFloats(), queue, 1e-5f);
            method.modules().training(false);
            loss(method);
            assertArrayEquals(queue, method.networks.queue.bank().rows().toFloats());
        }
    }

    @Test
    void theTargetFollowsTheOnlineNetwork() {
        try (NnByol method = (NnByol) make(config(12, 0), 1)) {
            theTargetBecomesTheOnlineNetwork(method, method.networks);
        }
    }
}
