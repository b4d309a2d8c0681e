package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class NnSiamTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.simsiam(12);

    @Override
    MethodConfig config() {
        return config(12);
    }

    private static NnSiam.Config config(int queue) {
        return new NnSiam.Config(24, 16, 20, queue, true);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    /** With a single row in the queue every neighbour is that row. */
    @Test
    void whatIsPredictedIsInTheQueue() {
        try (NnSiam method = (NnSiam) make(config(1), 1);
                Scope scope = new Scope()) {
            Tensor row = method.networks.neighbours.bank().rows(); // [1, 16]
            Embedded seen = Embedded.each(method.networks.branch, batch(IMAGES));
            double expected = 0;
            for (Tensor z : seen.embeddings()) {
                Tensor p = method.networks.predictor.forward(z);
                expected -=
                        0.5 * Norm.l2(p).mul(Norm.l2(row)).sum(1, false).mean().item();
            }
            assertEquals(expected, loss(method), 1e-5);
        }
    }

    @Test
    void inTrainingTheQueueTakesViewZeroAfterTheLoss() {
        try (NnSiam method = (NnSiam) make(config(IMAGES), 1);
                Scope scope = new Scope()) {
            Tensor z0 = Embedded.each(method.networks.branch, batch(IMAGES))
                    .embeddings()
                    .get(0);
            loss(method);
            assertArrayEquals(
                    Norm.l2(z0).toFloats(),
                    method.networks.neighbours.bank().rows().toFloats(),
                    1e-5f);
        }
    }

    @Test
    void inEvaluationTheQueueHoldsStill() {
        try (NnSiam method = (NnSiam) make(1);
                Scope scope = new Scope()) {
            float[] before = method.networks.neighbours.bank().rows().toFloats();
            method.modules().training(false);
            loss(method);
            assertArrayEquals(before, method.networks.neighbours.bank().rows().toFloats());
        }
    }
}
