package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class WMseTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.wmse(3, 12);

    @Override
    MethodConfig config() {
        return new WMse.Config(24, 4, 8, 2);
    }

    /** With sub-batches that half a batch has room for: else one that knows its half only would be refused. */
    @Override
    MethodConfig onReplicas() {
        return new WMse.Config(24, 2, 4, 2);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 4;
    }

    @Test
    void ofWhitenedViewsTheLossLiesBetweenNothingAndFour() {
        try (Method method = make(1)) {
            double loss = loss(method);
            assertTrue(loss > 0 && loss < 4, Double.toString(loss));
        }
    }

    @Test
    void aBatchThatIsNoMultipleOfTheSubBatchIsRefused() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            String refused = assertThrows(IllegalArgumentException.class, () -> method.loss(batch(12)))
                    .getMessage();
            assertEquals(
                    "WMseLoss whitens sub-batches of 8 rows, which must divide the batch; got a batch of 12", refused);
        }
    }

    @Test
    void theOrderIsAnotherAtEachStepAndStillInEvaluation() {
        try (Method method = make(1)) {
            Tensor step = method.modules().buffers().get("loss.draws.step");
            loss(method);
            assertEquals(1, step.item());
            method.modules().training(false);
            loss(method);
            assertEquals(1, step.item());
        }
    }

    @Test
    void rangesAreChecked() {
        assertEquals(
                "method.whitening-size must be 128 to 16777216, got 100",
                assertThrows(IllegalArgumentException.class, () -> new WMse.Config(24, 64, 100, 1))
                        .getMessage());
    }
}
