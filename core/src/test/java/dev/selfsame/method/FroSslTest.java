package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.FroSslLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Views;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FroSslTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.mocoV2(12).withCount(3);

    @Override
    MethodConfig config() {
        return new FroSsl.Config(24, 16, 2, 1, true);
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
    void theLossIsThatOfAllViews() {
        try (FroSsl method = (FroSsl) make(1);
                Scope scope = new Scope()) {
            Loss expected = new FroSslLoss(1, true, Replicas.ONE)
                    .apply(Embedded.each(method.networks, batch(IMAGES)).embeddings());
            Loss loss = method.loss(batch(IMAGES));
            assertEquals(expected.total().item(), loss.total().item(), 1e-4);
            assertEquals(Set.of("regularization", "invariance"), loss.terms().keySet());
        }
    }
}
