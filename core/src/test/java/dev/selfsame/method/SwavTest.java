package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.loss.SwavLoss;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.MultiCropViews;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.View;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwavTest extends MethodContract {
    private static final MultiCropViews VIEWS = MultiCropViews.swav(12, 8).withCounts(2, 1);

    private static Swav.Config config(int queue, int from, int frozen) {
        return new Swav.Config(24, 16, 6, 0.1, 0.05, 3, queue, from, frozen);
    }

    @Override
    MethodConfig config() {
        return config(12, 0, 0);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    private static Tensor state(Method method, String name) {
        return method.modules().state().get(name);
    }

    @Test
    void prototypesHaveLengthOneAtEachStep() {
        try (Method method = make(1)) {
            steps(method, 2, 0.1);
            method.beforeStep(new Progress(2, 100, 0, 1));
            try (Scope scope = new Scope()) {
                for (float length : state(method, "prototypes.heads.0.weight")
                        .norm(1, false)
                        .toFloats()) {
                    assertEquals(1, length, 1e-6);
                }
            }
        }
    }

    @Test
    void frozenPrototypesStayInTheFirstEpochs() {
        try (Method method = make(config(0, 0, 1), 1)) {
            method.beforeStep(new Progress(0, 100, 0, 2));
            float[] before = state(method, "prototypes.heads.0.weight").toFloats();
            steps(method, 3, 0.1); // all in epoch 0
            method.beforeStep(new Progress(3, 100, 0, 2));
            assertArrayEquals(before, state(method, "prototypes.heads.0.weight").toFloats(), 1e-6f);
        }
        try (Method method = make(config(0, 0, 0), 1)) {
            method.beforeStep(new Progress(0, 100, 0, 2));
            float[] before = state(method, "prototypes.heads.0.weight").toFloats();
            steps(method, 3, 0.1);
            assertFalse(Arrays.equals(
                    before, state(method, "prototypes.heads.0.weight").toFloats()));
        }
    }

    @Test
    void theQueueFillsFromItsEpochOnInTrainingOnly() {
        try (Method method = make(config(12, 1, 0), 1)) {
            steps(method, 2, 0.02);
            assertEquals(0, state(method, "queue.0.seen").item());
            method.beforeStep(new Progress(50, 100, 1, 2));
            try (Scope scope = new Scope()) {
                method.loss(batch(IMAGES));
                assertEquals(8, state(method, "queue.0.seen").item());
                method.loss(batch(IMAGES));
                assertEquals(12, state(method, "queue.0.seen").item());
                assertEquals(12, state(method, "queue.1.seen").item());
                assertFalse(state(method, "queue.0.rows.bank").requiresGradient());
                method.modules().training(false);
                Map<String, float[]> before = values(method.modules().state());
                method.loss(batch(IMAGES));
                values(method.modules().state())
                        .forEach((name, values) -> assertArrayEquals(before.get(name), values, name));
            }
        }
    }

    @Test
    void aFullQueueIsBalancedAlong() {
        try (Method method = make(config(8, 0, 0), 1);
                Scope scope = new Scope()) {
            Swav swav = (Swav) method;
            method.beforeStep(new Progress(0, 100, 0, 1));
            assertEquals(
                    byHand(swav, batch(IMAGES), List.of()),
                    method.loss(batch(IMAGES)).total().item(),
                    1e-5);
            List<Tensor> queue;
            try (NoGrad guard = new NoGrad()) {
                queue = List.of(
                        swav.networks.scores(state(method, "queue.0.rows.bank")).get(0),
                        swav.networks.scores(state(method, "queue.1.rows.bank")).get(0));
            }
            Batch others = others(); // the images that the queue has would be balanced as without it
            double withQueue = method.loss(others).total().item();
            assertEquals(byHand(swav, others, queue), withQueue, 1e-5);
            assertNotEquals(byHand(swav, others, List.of()), withQueue, 1e-3);
        }
    }

    private Batch others() {
        List<View> views = batch(2 * IMAGES).views().stream()
                .map(view -> new View(view.pixels().narrow(0, IMAGES, IMAGES), null, null, null))
                .toList();
        return new Batch(views, Tensor.range(IMAGES), null);
    }

    private double byHand(Swav swav, Batch batch, List<Tensor> queue) {
        List<Tensor> scores = new ArrayList<>();
        Tensor prototypes = state(swav, "prototypes.heads.0.weight");
        for (int view = 0; view < 3; view++) {
            Branch network = swav.networks.network;
            Tensor z = Norm.l2(network.projector.forward(network.encoder.forward(batch.view(view))));
            scores.add(z.matmul(prototypes.t()));
        }
        return new SwavLoss()
                .apply(scores.subList(0, 2), scores.subList(2, 3), queue)
                .total()
                .item();
    }

    @Test
    void oneViewIsRefused() {
        Views one = VIEWS.withCounts(1, 0);
        assertEquals(
                "swav compares at least two views, got 1",
                assertThrows(IllegalArgumentException.class, () -> GlobalViews.count("swav", one))
                        .getMessage());
        assertEquals(2, GlobalViews.count("swav", SimClrViews.of(12)));
        assertEquals(2, GlobalViews.count("swav", VIEWS));
    }
}
