package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.Scope;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import org.junit.jupiter.api.Test;

/** What methods that compare regions must do beside. */
abstract class RegionContract extends MethodContract {
    @Test
    final void regionsAreDrawnAnewForEachBatchInTraining() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            method.modules().training(false);
            double first = method.loss(batch(IMAGES)).total().item();
            assertEquals(first, method.loss(batch(IMAGES)).total().item());
            assertEquals(0, method.modules().state().get("regions.calls").item());
            method.modules().training(true);
            method.loss(batch(IMAGES));
            assertEquals(1, method.modules().state().get("regions.calls").item());
            method.modules().training(false);
            assertNotEquals(first, method.loss(batch(IMAGES)).total().item());
        }
    }

    @Test
    final void viewsWithoutRegionsAreRefused() {
        Views views = SimClrViews.of(12);
        var error = assertThrows(IllegalArgumentException.class, () -> config().build(SMALL::build, views, 1));
        assertEquals(
                config().name() + " wants views with regions, such as DetConViews, got " + views, error.getMessage());
    }
}
