package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

class SimClrTest extends MethodContract {
    private static final SimClrViews VIEWS = SimClrViews.of(12);

    @Override
    MethodConfig config() {
        return new SimClr.Config(24, 16, 2, 0.5);
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
    void aLowerTemperatureMakesTheLossLarger() {
        try (Method warm = make(new SimClr.Config(24, 16, 2, 0.5), 1);
                Method cold = make(new SimClr.Config(24, 16, 2, 0.05), 1)) {
            // Nothing is learned yet: with similarities of any size, colder means further from the even guess.
            assertEquals(Math.log(2 * IMAGES - 1), loss(warm), 1);
            assertEquals(true, loss(cold) > loss(warm));
        }
    }

    @Test
    void rangesAreChecked() {
        assertEquals(
                "method.temperature must be above 1.0E-8, got 0",
                assertThrows(IllegalArgumentException.class, () -> new SimClr.Config(24, 16, 2, 0))
                        .getMessage());
        assertEquals(
                "method.projection-layers must be 1 to 16, got 17",
                assertThrows(IllegalArgumentException.class, () -> new SimClr.Config(24, 16, 17, 1))
                        .getMessage());
    }
}
