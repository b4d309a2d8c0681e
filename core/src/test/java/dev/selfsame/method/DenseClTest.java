package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.selfsame.loss.Loss;
import dev.selfsame.loss.MoCoLoss;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DenseClTest extends MethodContract {
    private static final AlikeViews VIEWS = AlikeViews.mocoV2(12);

    @Override
    MethodConfig config() {
        return config(2, 0.5);
    }

    private static DenseCl.Config config(int parts, double lambda) {
        return new DenseCl.Config(24, 16, 0.2, 24, 0.9, parts, lambda);
    }

    @Override
    MethodConfig onReplicas() {
        return config(1, 0.5);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    private static float[] first(Tensor rows) {
        return Arrays.copyOf(rows.toFloats(), IMAGES * 16);
    }

    @Test
    void eachPlaceMeetsTheDenseKeyOfTheMostAlikePlace() {
        try (Scope scope = new Scope()) {
            Tensor queries = Tensor.of(new float[] {1, 0, 0, 2, 1, 1}, 1, 3, 2); // 3 places
            Tensor keys = Tensor.of(new float[] {0, 5, 3, 4, 9, 1}, 1, 3, 2);
            Tensor dense = Tensor.of(new float[] {10, 11, 12}, 1, 3, 1);
            var seen = new DenseClNetworks.Seen(queries, keys, dense, dense);
            assertArrayEquals(
                    new float[] {12, 10, 11}, DenseCl.matched(queries, seen).toFloats());
        }
    }

    @Test
    void theLossIsThatOfImagesAndThatOfPlaces() {
        try (DenseCl method = (DenseCl) make(config(1, 0.3), 1);
                Scope scope = new Scope()) {
            DenseClNetworks networks = method.networks;
            Batch batch = batch(IMAGES);
            var queries = networks.queries(batch.view(0));
            var keys = networks.keys(batch.view(1));
            assertEquals(4, queries.dense().size(1)); // 2 × 2 places of 12 pixels
            Tensor matched = DenseCl.matched(queries.places(), keys);
            double global = new MoCoLoss(0.2, networks.queue)
                    .apply(queries.global(), keys.global())
                    .total()
                    .item();
            double dense = new MoCoLoss(0.2, networks.denseQueue)
                    .apply(queries.dense().reshape(-1, 16), matched.reshape(-1, 16))
                    .total()
                    .item();
            Loss loss = method.loss(batch);
            assertEquals(0.7 * global, loss.terms().get("global").item(), 1e-5);
            assertEquals(0.3 * dense, loss.terms().get("dense").item(), 1e-5);
        }
    }

    @Test
    void pooledFeaturesAreTheEncoders() {
        try (DenseCl method = (DenseCl) make(config(1, 0.5), 1);
                Scope scope = new Scope()) {
            Tensor view = batch(IMAGES).view(0);
            assertArrayEquals(
                    method.encoder().forward(view).toFloats(),
                    method.networks.queries(view).pooled().toFloats(),
                    1e-6f);
        }
    }

    @Test
    void eachQueueGetsItsOwnKeys() {
        try (DenseCl method = (DenseCl) make(config(1, 0.5), 1);
                Scope scope = new Scope()) {
            Batch batch = batch(IMAGES);
            var keys = method.networks.keys(batch.view(1));
            assertFalse(keys.dense().requiresGradient());
            method.loss(batch);
            float[] global = first(method.networks.queue.rows());
            float[] dense = first(method.networks.denseQueue.rows());
            assertArrayEquals(Norm.l2(keys.global()).toFloats(), global, 1e-5f);
            assertArrayEquals(Norm.l2(keys.dense().mean(1, false)).toFloats(), dense, 1e-5f);
        }
    }
}
