package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class SupConTest extends MethodContract {
    private static final SimClrViews VIEWS = SimClrViews.of(12);

    @Override
    MethodConfig config() {
        return new SupCon.Config(24, 16, 0.2, 1);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    @Override
    double learningRate() {
        return 0.005;
    }

    private static Batch labelled(Batch batch, long... labels) {
        return new Batch(batch.views(), batch.indices(), Tensor.of(labels, labels.length));
    }

    @Test
    void labelsDecideWhatAttracts() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            double pairs =
                    method.loss(labelled(batch, 0, 0, 1, 1, 2, 2, 3, 3)).total().item();
            double same =
                    method.loss(labelled(batch, 7, 7, 5, 5, 0, 0, 9, 9)).total().item();
            double others =
                    method.loss(labelled(batch, 0, 1, 2, 3, 0, 1, 2, 3)).total().item();
            assertEquals(pairs, same, 1e-6);
            assertNotEquals(pairs, others);
        }
    }

    @Test
    void aBatchWithoutLabelsIsRefusedInWords() {
        assertTrue(config().needsLabels());
        assertFalse(SimClr.recipe("cifar10").method().needsLabels());
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            Batch bare = new Batch(batch.views(), batch.indices(), null);
            assertEquals(
                    "SupCon learns from labels, and the batch has none",
                    assertThrows(IllegalArgumentException.class, () -> method.loss(bare))
                            .getMessage());
        }
    }

    @Test
    void theScaleMultipliesTheLoss() {
        try (Method method = make(1);
                Method scaled = make(new SupCon.Config(24, 16, 0.2, 3), 1)) {
            assertEquals(3 * loss(method), loss(scaled), 1e-5);
        }
    }
}
