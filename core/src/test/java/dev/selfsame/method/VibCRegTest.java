package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Views;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VibCRegTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.vicreg(12);

    @Override
    MethodConfig config() {
        return config(true);
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

    private static VibCReg.Config config(boolean iterNorm) {
        return new VibCReg.Config(24, 16, iterNorm, 25, 25, 200);
    }

    /** As solo-learn's: linear, batch norm, GELU twice; linear; and the whitening, or nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theProjectorHasThreeLayersAndWhitensIfAsked(boolean iterNorm) {
        try (Method method = make(config(iterNorm), 1)) {
            Set<String> state = method.modules().state().keySet();
            for (int linear : new int[] {0, 3, 6}) {
                assertTrue(state.contains("projector.0.layers." + linear + ".weight"), "" + state);
                assertEquals(linear < 6, state.contains("projector.0.layers." + (linear + 1) + ".running_var"));
            }
            assertEquals(iterNorm, state.contains("projector.1.running_wm"));
            assertFalse(state.contains("projector.1.running_var"));
        }
    }

    @Test
    void eachFeatureHasDeviationOneAtFirst() {
        try (VibCReg method = (VibCReg) make(1);
                Scope scope = new Scope()) {
            Tensor z =
                    Embedded.each(method.networks, batch(IMAGES)).embeddings().get(0);
            for (float deviation : z.std(0, false, false).toFloats()) {
                assertTrue(deviation > 0.5 && deviation < 1.01, Float.toString(deviation));
            }
        }
    }
}
