package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.loss.DclwLoss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class DclwTest extends MethodContract {
    private static final SimClrViews VIEWS = SimClrViews.of(12);

    @Override
    MethodConfig config() {
        return new Dclw.Config(24, 16, 0.2, 0.5);
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
    void theLossIsThatOfTheEmbeddings() {
        try (Dclw method = (Dclw) make(1);
                Scope scope = new Scope()) {
            Branch branch = method.networks;
            Batch batch = batch(IMAGES);
            Tensor z0 = branch.projector.forward(branch.encoder.forward(batch.view(0)));
            Tensor z1 = branch.projector.forward(branch.encoder.forward(batch.view(1)));
            assertEquals(
                    new DclwLoss(0.2, 0.5).apply(z0, z1).total().item(),
                    method.loss(batch).total().item(),
                    1e-5);
        }
    }
}
