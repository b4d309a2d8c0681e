package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Co2;
import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MoCoV2Test extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.mocoV2(12);

    @Override
    MethodConfig config() {
        return config(0, true);
    }

    private static MoCoV2.Config config(double consistency, boolean symmetric) {
        return new MoCoV2.Config(24, 16, 0.2, 24, 0.9, 1, symmetric, consistency, 0.1);
    }

    /** With CO2's term. */
    @Override
    MethodConfig onReplicas() {
        return config(10, true);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    /** CO2's term is added, of the same queries and keys and the queue before this step's keys. */
    @Test
    void consistencyIsATermOfItsOwn() {
        try (MoCoV2 plain = (MoCoV2) make(config(0, false), 1);
                MoCoV2 co2 = (MoCoV2) make(config(10, false), 1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            QueriesAndKeys networks = plain.networks;
            Tensor q0 = networks.online.projector.forward(networks.online.encoder.forward(batch.view(0)));
            double expected = new Co2(10, 0.1, false, networks.queue, Replicas.ONE)
                    .apply(q0, networks.targets(batch.view(1)))
                    .total()
                    .item();
            Loss without = plain.loss(batch);
            Loss with = co2.loss(batch);
            assertEquals(Set.of("contrastive"), without.terms().keySet());
            assertEquals(Set.of("contrastive", "consistency"), with.terms().keySet());
            assertTrue(expected > 0);
            assertEquals(expected, with.terms().get("consistency").item(), 1e-5 * expected);
            assertEquals(without.total().item(), with.terms().get("contrastive").item(), 1e-6);
        }
    }
}
