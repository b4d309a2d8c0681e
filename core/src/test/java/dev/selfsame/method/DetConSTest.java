package dev.selfsame.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.DetConSLoss;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.DetConViews;
import dev.selfsame.view.Views;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetConSTest extends RegionContract {
    private static final DetConViews VIEWS = DetConViews.s(12, 2);

    @Override
    MethodConfig config() {
        return new DetConS.Config(24, 16, 2, 6, 0.2);
    }

    @Override
    Views views() {
        return VIEWS;
    }

    @Override
    boolean hasCounterpart() {
        return false; // the views are asked about other regions
    }

    @Override
    int embeddingWidth() {
        return 16;
    }

    /** By a mean over each quarter, taken in loops. */
    @Test
    void theLossIsThatOfTheMeansOfTheDrawnRegions() {
        try (Method method = make(1);
                Scope scope = new Scope()) {
            method.modules().training(false);
            DetConS.Regional regional = ((DetConS) method).networks;
            Branch network = regional.network;
            Batch batch = batch(IMAGES);
            List<Tensor> z = new ArrayList<>();
            List<Tensor> ids = new ArrayList<>();
            for (int view = 0; view < 2; view++) {
                Tensor map = network.encoder.map(batch.view(view)); // [N, C, 2, 2]: a place is a quarter
                Tensor drawn = regional.regions.next(batch).get(view);
                long[] places = drawn.toLongs();
                List<Tensor> rows = new ArrayList<>();
                for (int i = 0; i < places.length; i++) {
                    rows.add(map.select(0, i / 6).flatten(1).select(1, places[i]));
                }
                z.add(network.projector.forward(Tensor.stack(rows, 0)).reshape(IMAGES, 6, 16));
                ids.add(drawn);
            }
            double expected = new DetConSLoss(0.2, Replicas.ONE)
                    .apply(z.get(0), z.get(1), ids.get(0), ids.get(1))
                    .total()
                    .item();
            assertEquals(expected, method.loss(batch).total().item(), 1e-5);
        }
    }
}
