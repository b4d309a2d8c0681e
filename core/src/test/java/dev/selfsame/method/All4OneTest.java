package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.loss.InfoNce;
import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.Views;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class All4OneTest extends MethodContract {
    private static final ByolViews VIEWS = ByolViews.of(12);

    @Override
    MethodConfig config() {
        return new All4One.Config(24, 16, 2, 20, 0.2, 20, 3, 0.9, true);
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
    void thereAreThreeObjectives() {
        try (All4One method = (All4One) make(1);
                Scope scope = new Scope()) {
            All4OneNetworks networks = method.networks;
            Batch batch = batch(IMAGES);
            Tensor n0 = networks.neighbours.nearest(networks.momentum(batch.view(0)));
            Tensor n1 = networks.neighbours.nearest(networks.momentum(batch.view(1)));
            Tensor p0 = networks.predicted(networks.online.encoder.forward(batch.view(0)));
            Tensor p1 = networks.predicted(networks.online.encoder.forward(batch.view(1)));
            InfoNce nce = new InfoNce(0.2, false);
            double sum =
                    nce.apply(n0, p1).total().item() + nce.apply(n1, p0).total().item();
            Loss loss = method.loss(batch);
            assertEquals(
                    Set.of("neighbour", "centroid", "feature"), loss.terms().keySet());
            assertEquals(0.5 * sum / 2, loss.terms().get("neighbour").item(), 1e-5);
        }
    }

    @Test
    void theQueueGetsTheTargetsOfViewZero() {
        try (All4One method = (All4One) make(1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            Tensor momentum = method.networks.momentum(batch.view(0));
            assertFalse(momentum.requiresGradient());
            method.loss(batch);
            float[] rows = method.networks.neighbours.bank().rows().toFloats();
            assertArrayEquals(momentum.toFloats(), Arrays.copyOf(rows, IMAGES * 16), 1e-5f);
        }
    }

    /** The first of a sequence is what is asked for, and it depends on the order of the others. */
    @Test
    void aCentroidKnowsTheOtherNeighboursAndTheirPlaces() {
        try (All4One method = (All4One) make(1);
                Scope scope = new Scope()) {
            Tensor batch = method.networks.neighbours.bank().rows(); // [20, 16]
            Tensor three = batch.narrow(0, 0, 3).unsqueeze(0); // [1, 3, 16]
            Tensor swapped =
                    Tensor.cat(List.of(three.narrow(1, 0, 1), three.narrow(1, 2, 1), three.narrow(1, 1, 1)), 1);
            float[] one = method.networks.centroid(three).toFloats();
            float[] other = method.networks.centroid(swapped).toFloats();
            assertEquals(16, one.length);
            assertFalse(Arrays.equals(one, other));
        }
    }

    @Test
    void placesAreSinesAndCosines() {
        try (Tensor places = All4OneNetworks.places(3, 4)) {
            float[] expected = {
                0,
                1,
                0,
                1,
                (float) Math.sin(1),
                (float) Math.cos(1),
                (float) Math.sin(0.01),
                (float) Math.cos(0.01),
                (float) Math.sin(2),
                (float) Math.cos(2),
                (float) Math.sin(0.02),
                (float) Math.cos(0.02)
            };
            assertArrayEquals(expected, places.toFloats(), 1e-6f);
        }
    }

    @Test
    void headsMustDivideTheWidth() {
        assertEquals(
                "method.projection-out must be a multiple of 8, got 12",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new All4One.Config(24, 12, 2, 20, 0.2, 20, 3, 0.9, true))
                        .getMessage());
        assertTrue(new All4One.Config(24, 8, 2, 20, 0.2, 20, 3, 0.9, true).tauRises());
    }
}
