package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimSiamTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.simsiam(12);

    @Override
    MethodConfig config() {
        return config(false, true);
    }

    private static SimSiam.Config config(boolean affine, boolean steady) {
        return new SimSiam.Config(24, 16, 3, affine, 8, steady);
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

    /** Equation 2: −½ cos(p0, z1) − ½ cos(p1, z0). */
    @Test
    void theLossIsThePapers() {
        try (SimSiam method = (SimSiam) make(1);
                Scope scope = new Scope()) {
            Embedded seen = Embedded.each(method.networks.branch, batch(IMAGES));
            Tensor z0 = seen.embeddings().get(0);
            Tensor z1 = seen.embeddings().get(1);
            double forth = cosine(method.networks.predictor.forward(z0), z1);
            double back = cosine(method.networks.predictor.forward(z1), z0);
            Loss loss = method.loss(batch(IMAGES));
            assertEquals(-0.5 * forth - 0.5 * back, loss.total().item(), 1e-5);
        }
    }

    private static double cosine(Tensor p, Tensor z) {
        return Norm.l2(p).mul(Norm.l2(z)).sum(1, false).mean().item();
    }

    /** Without a predictor in the way all gradients come through it, so a predictor of zeros stops them all. */
    @Test
    void noGradientFlowsThroughWhatIsPredicted() {
        try (Method method = make(1)) {
            try (NoGrad guard = new NoGrad()) {
                method.modules().parameters().get("predictor.layers.0.weight").fillInPlace(0);
            }
            try (Scope scope = new Scope()) {
                method.loss(batch(IMAGES)).total().backward();
                Tensor gradient = method.modules()
                        .parameters()
                        .get("branch.projector.layers.0.weight")
                        .gradient();
                assertEquals(0, gradient.abs().sum().item());
            }
        }
    }

    @Test
    void thePredictorsLearningRateStaysWhereThatIsAsked() {
        for (boolean steady : new boolean[] {false, true}) {
            try (Method method = make(config(false, steady), 1)) {
                List<Method.Trained> parts = method.trained();
                assertEquals(
                        List.of("branch", "predictor"),
                        parts.stream().map(Method.Trained::name).toList());
                assertFalse(parts.get(0).steady());
                assertEquals(steady, parts.get(1).steady());
            }
        }
        assertTrue(((SimSiam.Config) SimSiam.recipe("imagenet").method()).predictorRateStays());
    }

    /** Lightly's benchmark leaves SimSiam's and FastSiam's learning rates as they are at any batch. */
    @Test
    void onCifarTheLearningRateIsNotScaled() {
        for (Recipe recipe : List.of(SimSiam.recipe("cifar10"), FastSiam.recipe("cifar10"))) {
            assertEquals(0.06, recipe.optimizer().learningRate(512));
        }
        assertEquals(0.1, SimSiam.recipe("imagenet").optimizer().learningRate(512), 1e-12);
    }

    @Test
    void theLastNormHasScaleAndOffsetWhereThatIsAsked() {
        for (boolean affine : new boolean[] {false, true}) {
            try (Method method = make(config(affine, true), 1)) {
                assertEquals(affine, method.modules().parameters().containsKey("branch.projector.layers.7.weight"));
            }
        }
    }
}
