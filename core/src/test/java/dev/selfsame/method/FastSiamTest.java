package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class FastSiamTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.fastsiam(3, 12);
    private static final FastSiam.Config CONFIG = new FastSiam.Config(24, 16, 2, false, 8, true);

    @Override
    MethodConfig config() {
        return CONFIG;
    }

    @Override
    boolean comparesImages() {
        return false;
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
    void eachViewPredictsTheMeanOfTheOthers() {
        try (FastSiam method = (FastSiam) make(1);
                Scope scope = new Scope()) {
            List<Tensor> z =
                    Embedded.each(method.networks.branch, batch(IMAGES)).embeddings();
            double expected = 0;
            for (int i = 0; i < 3; i++) {
                Tensor others = z.get((i + 1) % 3).add(z.get((i + 2) % 3)).mul(0.5);
                Tensor p = method.networks.predictor.forward(z.get(i));
                expected -= Norm.l2(p).mul(Norm.l2(others)).sum(1, false).mean().item() / 3;
            }
            assertEquals(expected, loss(method), 1e-5);
        }
    }

    @Test
    void withTwoViewsItIsSimSiam() {
        AlikeViews two = AlikeViews.simsiam(12);
        SimSiam.Config same = new SimSiam.Config(24, 16, 2, false, 8, true);
        try (Method fast = CONFIG.build(SMALL::build, two, 1);
                Method simsiam = same.build(SMALL::build, two, 1);
                Scope scope = new Scope()) {
            Batch three = batch(IMAGES);
            Batch batch = new Batch(three.views().subList(0, 2), three.indices(), null);
            assertEquals(
                    simsiam.loss(batch).total().item(), fast.loss(batch).total().item(), 1e-6);
        }
    }

    @Test
    void oneViewIsRefused() {
        assertEquals(
                "fastsiam takes at least 2 views of an image, got 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> CONFIG.build(SMALL::build, AlikeViews.fastsiam(1, 12), 1))
                        .getMessage());
    }
}
