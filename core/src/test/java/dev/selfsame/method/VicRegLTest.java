package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.View;
import dev.selfsame.view.Views;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VicRegLTest extends MethodContract {
    private static final MultiCropViews VIEWS =
            MultiCropViews.vicregl(16, 8).withCounts(2, 1).withGrids(2, 1);

    @Override
    MethodConfig config() {
        return new VicRegL.Config(24, 16, 12, 8, 25, 25, 1, 0.75, 3, 2);
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

    @Test
    void wholeViewsAndPlacesAreTermsOfTheirOwn() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Loss loss = method.loss(batch(IMAGES));
            assertEquals(Set.of("global", "local"), loss.terms().keySet());
        }
    }

    @Test
    void withoutWeightOnPlacesGridsDontMatter() {
        VicRegL.Config whole = new VicRegL.Config(24, 16, 12, 8, 25, 25, 1, 1, 3, 2);
        try (Method method = make(whole, 1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            List<View> moved = batch.views().stream()
                    .map(view -> new View(
                            view.pixels(),
                            Tensor.zeros(DType.FLOAT32, view.grid().shape()),
                            null,
                            null))
                    .toList();
            assertEquals(
                    method.loss(batch).total().item(),
                    method.loss(new Batch(moved, batch.indices(), null)).total().item(),
                    1e-4);
        }
    }

    @Test
    void placesAreMatchedByWhereTheyLie() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            List<View> mirrored = batch.views().stream()
                    .map(view -> new View(view.pixels(), view.grid().neg().add(16), null, null))
                    .toList();
            List<View> mixed =
                    List.of(batch.views().get(0), mirrored.get(1), batch.views().get(2));
            double as = method.loss(batch).terms().get("local").item();
            double other = method.loss(new Batch(mixed, batch.indices(), null))
                    .terms()
                    .get("local")
                    .item();
            assertEquals(false, Math.abs(as - other) < 1e-4 * Math.abs(as), as + " " + other);
        }
    }

    @Test
    void gridsThatDontFitTheMapAreRefusedByName() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            List<View> without =
                    batch.views().stream().map(view -> View.of(view.pixels())).toList();
            assertEquals(
                    "VICRegL wants views with grids of as many cells as the feature map has places, 2 x 2 for a view"
                            + " of 16 pixels, got none",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> method.loss(new Batch(without, batch.indices(), null)))
                            .getMessage());
        }
    }
}
