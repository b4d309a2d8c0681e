package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.EmpSslLoss;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmpSslTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.empssl(4, 12);

    @Override
    MethodConfig config() {
        return new EmpSsl.Config(24, 16, 0.2, 20);
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
    void theLossIsOfUnitEmbeddingsOfPatchesThatWentTogether() {
        try (EmpSsl method = (EmpSsl) make(1);
                Scope scope = new Scope()) {
            List<Tensor> unit = Embedded.together(method.networks, batch(IMAGES)).embeddings().stream()
                    .map(Norm::l2)
                    .toList();
            double expected =
                    new EmpSslLoss(0.2, 20, Replicas.ONE).apply(unit).total().item();
            assertEquals(expected, loss(method), 1e-4);
            // Four patches in one pass: batch norms have seen one batch, and one more for the loss itself.
            assertEquals(
                    2,
                    method.modules()
                            .buffers()
                            .get("encoder.bn1.num_batches_tracked")
                            .item());
        }
    }
}
