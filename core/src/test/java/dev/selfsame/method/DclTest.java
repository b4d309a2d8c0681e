package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.loss.DclLoss;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class DclTest extends MethodContract {
    private static final SimClrViews VIEWS = SimClrViews.of(12);

    @Override
    MethodConfig config() {
        return new Dcl.Config(24, 16, 0.2);
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
        try (Dcl method = (Dcl) make(1);
                Scope scope = new Scope()) {
            Branch branch = method.networks;
            Batch batch = batch(IMAGES);
            Tensor z0 = branch.projector.forward(branch.encoder.forward(batch.view(0)));
            Tensor z1 = branch.projector.forward(branch.encoder.forward(batch.view(1)));
            assertEquals(
                    new DclLoss(0.2).apply(z0, z1).total().item(),
                    method.loss(batch).total().item(),
                    1e-5);
        }
    }

    /** 0.075 √batch, with Lightly's LARS. */
    @Test
    void onImageNetTheLearningRateGrowsWithTheRootOfTheBatch() {
        OptimizerConfig optimizer = Dcl.recipe("imagenet").optimizer();
        assertEquals(1.2, optimizer.learningRate(256), 1e-12);
        assertEquals(4.8, optimizer.learningRate(4096), 1e-12);
        assertEquals(TrustRule.PAPER, optimizer.trustRule());
        assertEquals(optimizer, Dclw.recipe("imagenet").optimizer());
    }
}
