package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.loss.InfoNce;
import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class DirectClrTest extends MethodContract {
    private static final SimClrViews VIEWS = SimClrViews.of(12);

    @Override
    MethodConfig config() {
        return new DirectClr.Config(10, 0.2);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 10;
    }

    /** The first of the encoder's own features, with nothing behind them. */
    @Test
    void theFirstFeaturesAreCompared() {
        try (DirectClr method = (DirectClr) make(1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            Tensor h0 = method.encoder().forward(batch.view(0));
            Tensor h1 = method.encoder().forward(batch.view(1));
            Loss expected = new InfoNce(0.2, true).apply(h0.narrow(1, 0, 10), h1.narrow(1, 0, 10));
            Loss loss = method.loss(batch);
            assertEquals(expected.total().item(), loss.total().item(), 1e-5);
            assertArrayEquals(
                    h0.narrow(1, 0, 10).contiguous().toFloats(),
                    loss.embedding().contiguous().toFloats(),
                    1e-5f);
            assertTrue(method.modules().state().keySet().stream().allMatch(name -> name.startsWith("encoder.")));
        }
    }

    @Test
    void allOfFewFeaturesAreCompared() {
        try (Method method = make(new DirectClr.Config(360, 0.2), 1);
                Scope scope = new Scope()) {
            assertEquals(32, method.loss(batch(IMAGES)).embedding().size(1));
        }
    }
}
