package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisRegTest extends MethodContract {
    private static final MultiCropViews VIEWS = MultiCropViews.dino(12, 8).withCounts(2, 2);

    @Override
    MethodConfig config() {
        return new VisReg.Config(24, 16, 0.5, 32, 1, 2, 1);
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

    @Test
    void centreAndPredictionAreThosesOfTheViews() {
        try (VisReg method = (VisReg) make(1);
                Scope scope = new Scope()) {
            List<Tensor> z =
                    Embedded.together(method.networks.branch, batch(IMAGES)).embeddings();
            Tensor mean = z.get(0).add(z.get(1)).mul(0.5);
            double prediction = 0;
            double center = 0;
            for (Tensor view : z) {
                prediction += view.sub(mean).square().mean().item() / 4;
                center += view.mean(0, false).square().mean().item() / 4;
            }
            Loss loss = method.loss(batch(IMAGES));
            assertEquals(
                    Set.of("prediction", "scale", "shape", "center"),
                    loss.terms().keySet());
            assertEquals(0.5 * prediction, loss.terms().get("prediction").item(), 1e-4);
            assertEquals(0.5 * center, loss.terms().get("center").item(), 1e-4);
        }
    }

    @Test
    void theSlicesAreCountedAndStillInEvaluation() {
        try (Method method = make(1)) {
            loss(method);
            method.modules().training(false);
            loss(method);
            assertEquals(1, method.modules().buffers().get("loss.draws.step").item());
        }
    }
}
