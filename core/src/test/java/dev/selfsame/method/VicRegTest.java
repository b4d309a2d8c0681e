package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.loss.Loss;
import dev.selfsame.loss.VibCRegLoss;
import dev.selfsame.loss.VicRegLoss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Views;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VicRegTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.vicreg(12);

    @Override
    MethodConfig config() {
        return new VicReg.Config(24, 16, 3, 25, 25, 1);
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
        return 0.002;
    }

    @Test
    void theLossIsVicRegsOfBothViews() {
        try (VicReg method = (VicReg) make(1);
                Scope scope = new Scope()) {
            Embedded seen = Embedded.each(method.networks, batch(IMAGES));
            Loss expected = new VicRegLoss(25, 25, 1)
                    .apply(seen.embeddings().get(0), seen.embeddings().get(1));
            Loss loss = method.loss(batch(IMAGES));
            assertEquals(expected.total().item(), loss.total().item(), 1e-4);
            assertEquals(
                    Set.of("invariance", "variance", "covariance"), loss.terms().keySet());
        }
    }

    /** solo-learn weighs the sum of both views' variance terms, as VIbCReg's loss does, by 25. */
    @Test
    void cifar10HasSoloLearnsWeightOfTheVariance() {
        VicReg.Config config = (VicReg.Config) VicReg.recipe("cifar10").method();
        try (Scope scope = new Scope();
                VicReg method = (VicReg) make(1)) {
            Embedded seen = Embedded.each(method.networks, batch(IMAGES));
            Tensor z0 = seen.embeddings().get(0);
            Tensor z1 = seen.embeddings().get(1);
            Tensor ours = new VicRegLoss(config.lambda(), config.mu(), config.nu())
                    .apply(z0, z1)
                    .terms()
                    .get("variance");
            Tensor summed = new VibCRegLoss().apply(z0, z1).terms().get("variance");
            assertEquals(summed.item(), ours.item(), 1e-5 * summed.item());
        }
    }

    @Test
    void rangesAreChecked() {
        assertEquals(
                "method.nu must be at least 0, got -1",
                assertThrows(IllegalArgumentException.class, () -> new VicReg.Config(24, 16, 3, 25, 25, -1))
                        .getMessage());
    }
}
