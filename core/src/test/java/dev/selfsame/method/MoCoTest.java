package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.TwoThreads;
import dev.selfsame.loss.MoCoLoss;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.optim.Progress;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoCoTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.mocoV1(12);

    @Override
    MethodConfig config() {
        return config(2, true);
    }

    private static MoCo.Config config(int parts, boolean symmetric) {
        return new MoCo.Config(16, 0.2, 24, 0.9, parts, symmetric);
    }

    @Override
    MethodConfig onReplicas() {
        return config(1, true);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    private static float[] rows(QueriesAndKeys networks) {
        try (Tensor rows = networks.queue.rows()) {
            return rows.toFloats();
        }
    }

    @Test
    void theQueueHasTheKeysOfBothViewsAndLosesTheOldest() {
        try (MoCo method = (MoCo) make(config(1, true), 1);
                Scope scope = new Scope()) {
            float[] before = rows(method.networks);
            Batch batch = batch(IMAGES);
            method.loss(batch);
            float[] once = rows(method.networks);
            Tensor k0 = Norm.l2(method.networks.targets(batch.view(0)));
            Tensor k1 = Norm.l2(method.networks.targets(batch.view(1)));
            assertArrayEquals(Tensor.cat(List.of(k0, k1), 0).toFloats(), Arrays.copyOf(once, 2 * IMAGES * 16), 1e-6f);
            assertArrayEquals(
                    Arrays.copyOfRange(before, 2 * IMAGES * 16, before.length),
                    Arrays.copyOfRange(once, 2 * IMAGES * 16, once.length));
            method.loss(batch); // 16 more rows into 24: 8 at the end, 8 at the beginning
            float[] twice = rows(method.networks);
            assertArrayEquals(k1.toFloats(), Arrays.copyOf(twice, IMAGES * 16), 1e-6f);
            assertArrayEquals(k0.toFloats(), Arrays.copyOfRange(twice, 2 * IMAGES * 16, twice.length), 1e-6f);
        }
    }

    @Test
    void theQueueHoldsStillInEvaluation() {
        try (MoCo method = (MoCo) make(config(2, true), 1)) {
            method.modules().training(false);
            Map<String, float[]> before = values(method.modules().buffers());
            double first = loss(method);
            assertEquals(first, loss(method));
            Map<String, float[]> after = values(method.modules().buffers());
            before.forEach((name, values) -> assertArrayEquals(values, after.get(name), name));
        }
    }

    /** Without parts of its own for batch norm, the loss is that of queries, keys and the queue as it was. */
    @Test
    void theLossIsThatOfQueriesAndKeys() {
        try (MoCo method = (MoCo) make(config(1, true), 1);
                Scope scope = new Scope()) {
            QueriesAndKeys networks = method.networks;
            Batch batch = batch(IMAGES);
            MemoryBank queue = networks.queue;
            MoCoLoss loss = new MoCoLoss(0.2, queue);
            Tensor q0 = networks.online.projector.forward(networks.online.encoder.forward(batch.view(0)));
            Tensor q1 = networks.online.projector.forward(networks.online.encoder.forward(batch.view(1)));
            Tensor k0 = networks.targets(batch.view(0));
            Tensor k1 = networks.targets(batch.view(1));
            double forth = loss.apply(q0, k1).total().item();
            double back = loss.apply(q1, k0).total().item();
            assertEquals((forth + back) / 2, method.loss(batch).total().item(), 1e-6);
            try (MoCo one = (MoCo) make(config(1, false), 1)) {
                assertEquals(forth, one.loss(batch).total().item(), 1e-6);
            }
        }
    }

    /** Each call another order, also where a run goes on: the number of calls is part of the state. */
    @Test
    void keysAreMadeInAnOrderOfTheirOwn() {
        try (MoCo method = (MoCo) make(config(4, false), 1);
                Scope scope = new Scope()) {
            Tensor view = batch(IMAGES).view(1);
            float[] plain = method.networks.targets(view).toFloats();
            float[] first = method.networks.keys(view).toFloats();
            float[] second = method.networks.keys(view).toFloats();
            assertEquals(plain.length, first.length);
            assertFalse(Arrays.equals(plain, first)); // other images in its part of the batch
            assertFalse(Arrays.equals(first, second));
            assertEquals(2, method.modules().buffers().get("order.calls").item());
            method.modules().training(false);
            assertArrayEquals(
                    method.networks.targets(view).toFloats(),
                    method.networks.keys(view).toFloats(),
                    1e-5f);
        }
    }

    @Test
    void inOnePartTheOrderStays() {
        try (MoCo method = (MoCo) make(config(1, false), 1);
                Scope scope = new Scope()) {
            Tensor view = batch(IMAGES).view(1);
            assertArrayEquals(
                    method.networks.targets(view).toFloats(),
                    method.networks.keys(view).toFloats());
            assertEquals(0, method.modules().buffers().get("order.calls").item());
        }
    }

    /** Each replica's batch norm by itself, as in the paper: then keys are normalised with images of the other's part. */
    @Test
    void overReplicasKeysAreMadeInAnotherOrderToo() {
        List<float[][]> made = TwoThreads.run(replicas -> {
            try (MoCo method = config(1, false).build(SMALL::build, VIEWS, 1, replicas);
                    Scope scope = new Scope()) {
                Tensor own = batch(IMAGES).view(1).narrow(0, 4L * replicas.rank(), 4);
                float[] plain = method.networks.targets(own).toFloats();
                float[] shuffled = method.networks.keys(own).toFloats();
                assertEquals(1, method.modules().buffers().get("order.calls").item());
                return new float[][] {plain, shuffled};
            }
        });
        made.forEach(each -> assertFalse(Arrays.equals(each[0], each[1])));
    }

    @Test
    void batchNormSeesParts() {
        try (Method whole = make(config(1, false), 1);
                Method parts = make(config(4, false), 1)) {
            assertNotEquals(loss(whole), loss(parts));
        }
    }

    @Test
    void theAverageFollows() {
        try (MoCo method = (MoCo) make(config(1, false), 1)) {
            steps(method, 1, 0.1);
            Map<String, float[]> before = values(method.networks.parameters());
            method.afterStep(new Progress(1, 100, 0, 1));
            Map<String, float[]> after = values(method.networks.parameters());
            String name = "projector.weight";
            float online = after.get("online." + name)[3];
            float expected = 0.9f * before.get("target." + name)[3] + 0.1f * online;
            assertEquals(expected, after.get("target." + name)[3], 1e-6);
            assertEquals(before.get("online." + name)[3], online);
        }
    }

    @Test
    void aBatchThatPartsDontDivideIsRefusedInWords() {
        try (Method method = make(config(3, false), 1);
                Scope scope = new Scope()) {
            String message = assertThrows(IllegalArgumentException.class, () -> method.loss(batch(IMAGES)))
                    .getMessage();
            assertTrue(message.startsWith("a batch norm in 3 parts wants a batch that they divide"), message);
        }
    }

    /** Lightly leaves a fifth of the views as they are. */
    @Test
    void onImageNetEveryViewIsRecoloured() {
        AlikeViews views = (AlikeViews) MoCo.recipe("imagenet").views();
        assertEquals(AlikeViews.mocoV1(224).withJitter(views.jitter()), views);
        assertEquals(1, views.jitter().probability());
        assertEquals(0.8, AlikeViews.mocoV1(224).jitter().probability());
    }

    @Test
    void itHasAShorterName() {
        assertEquals(Methods.recipe("moco-v1", "imagenet"), Methods.recipe("moco", "imagenet"));
    }

    @Test
    void onImageNetTheLearningRateIsAStaircase() {
        assertEquals(List.of(120.0, 160.0), MoCo.recipe("imagenet").schedule().milestones());
        assertEquals(List.of(), MoCoV2.recipe("imagenet").schedule().milestones());
    }
}
