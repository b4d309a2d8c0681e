package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeJepaTest extends MethodContract {
    private static final MultiCropViews VIEWS = MultiCropViews.dino(12, 8).withCounts(2, 2);

    @Override
    MethodConfig config() {
        return new LeJepa.Config(24, 16, 3, 0.1, 32, 17, 3);
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
    void everyViewIsPulledToTheMeanOfTheGlobalOnes() {
        try (LeJepa method = (LeJepa) make(1);
                Scope scope = new Scope()) {
            List<Tensor> z =
                    Embedded.together(method.networks.branch, batch(IMAGES)).embeddings();
            assertEquals(4, z.size());
            Tensor mean = z.get(0).add(z.get(1)).mul(0.5);
            double expected = 0;
            for (Tensor view : z) {
                expected += view.sub(mean).square().mean().item() / 4;
            }
            Loss loss = method.loss(batch(IMAGES));
            assertEquals(0.9 * expected, loss.terms().get("invariance").item(), 1e-4);
        }
    }

    @Test
    void viewsThatAreAllAlikeAreGlobal() {
        assertEquals(2, GlobalViews.count("LeJEPA", views()));
        assertEquals(4, GlobalViews.count("LeJEPA", AlikeViews.fastsiam(4, 12)));
    }

    @Test
    void theDirectionsAreOthersAtEachStepAndFollowFromTheSeed() {
        try (Method method = make(1)) {
            double first = loss(method);
            double second = loss(method);
            assertNotEquals(first, second);
            assertEquals(
                    2, method.modules().buffers().get("loss.sigreg.draws.step").item());
        }
    }
}
