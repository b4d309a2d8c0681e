package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.Views;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BarlowTwinsTest extends MethodContract {
    private static final ByolViews VIEWS = ByolViews.of(12);

    @Override
    MethodConfig config() {
        return new BarlowTwins.Config(24, 16, 3, 0.005, 1, true);
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
    void theScaleIsThatOfTheWholeLossAndLambdaThatOfTheRedundancy() {
        try (Method plain = make(new BarlowTwins.Config(24, 16, 3, 0.005, 1, true), 1);
                Method scaled = make(new BarlowTwins.Config(24, 16, 3, 0.05, 0.1, true), 1);
                Scope scope = new Scope()) {
            Loss one = plain.loss(batch(IMAGES));
            Loss other = scaled.loss(batch(IMAGES));
            assertEquals(Set.of("invariance", "redundancy"), one.terms().keySet());
            double invariance = one.terms().get("invariance").item();
            assertEquals(0.1 * invariance, other.terms().get("invariance").item(), 1e-5 * invariance);
            double redundancy = one.terms().get("redundancy").item();
            assertEquals(redundancy, other.terms().get("redundancy").item(), 1e-5 * redundancy);
        }
    }

    @Test
    void rangesAreChecked() {
        assertEquals(
                "method.lambda must be at least 0, got -1",
                assertThrows(IllegalArgumentException.class, () -> new BarlowTwins.Config(24, 16, 3, -1, 1, true))
                        .getMessage());
        assertEquals(
                "method.loss-scale must be above 0, got 0",
                assertThrows(IllegalArgumentException.class, () -> new BarlowTwins.Config(24, 16, 3, 0.005, 0, true))
                        .getMessage());
    }
}
