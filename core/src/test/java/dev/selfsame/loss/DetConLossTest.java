package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DetCon-S and DetCon-B. */
class DetConLossTest {
    /** With one region an image and view, regions are images: each direction is NT-Xent over its anchors. */
    @Test
    void withOneRegionAnImageItIsTwiceNtXent() {
        try (Scope scope = new Scope()) {
            Tensor a = values(8, 5, 1, 4);
            Tensor b = values(9, 5, 1, 4);
            Tensor ids = Tensor.zeros(DType.INT64, 5, 1);
            double ours = new DetConSLoss().apply(a, b, ids, ids).total().item();
            double images = new NtXent(0.1)
                    .apply(a.reshape(5, 4), b.reshape(5, 4))
                    .total()
                    .item();
            assertEquals(2 * images, ours, 1e-12);
        }
    }

    /** In Lightly gradients flow into the targets where they can; the value is DetCon-S's if both views are both. */
    @Test
    void targetsGetNoGradientThoughLightlysDo() {
        try (Scope scope = new Scope()) {
            Tensor a = values(8, 2, 3, 4).requireGradient(true);
            Tensor b = values(9, 2, 3, 4).requireGradient(true);
            Tensor c = values(8, 2, 3, 4).requireGradient(true);
            Tensor d = values(9, 2, 3, 4).requireGradient(true);
            Tensor ids = Tensor.of(new long[] {0, 1, 1, 2, 0, 1}, 2, 3);
            Tensor total = new DetConBLoss()
                    .apply(List.of(a, b), List.of(c, d), List.of(ids, ids))
                    .total();
            total.backward();
            assertNull(c.gradient());
            assertNull(d.gradient());
            double[] predictions = Samples.gradient(a);
            a.clearGradient();
            Tensor s = new DetConSLoss().apply(a, b, ids, ids).total();
            s.backward();
            assertEquals(s.item(), total.item(), 1e-12);
            double[] throughBoth = Samples.gradient(a);
            assertNotEquals(throughBoth[0], predictions[0], 1e-6);
        }
    }

    @Test
    void regionsWithoutACounterpartCountNothing() {
        try (Scope scope = new Scope()) {
            Tensor a = values(8, 2, 3, 4);
            Tensor zeros = Tensor.zeros(DType.INT64, 2, 3);
            Tensor ones = Tensor.ones(DType.INT64, 2, 3);
            assertEquals(0, new DetConSLoss().apply(a, a, zeros, ones).total().item());
        }
    }

    @Test
    void inputsThatDontMatchAreRefusedByName() {
        try (Scope scope = new Scope()) {
            Tensor a = values(8, 2, 3, 4);
            Tensor b = values(8, 2, 2, 4);
            Tensor ids = Tensor.zeros(DType.INT64, 2, 3);
            DetConSLoss loss = new DetConSLoss();
            Exception refused = assertThrows(IllegalArgumentException.class, () -> loss.apply(a, b, ids, ids));
            assertTrue(refused.getMessage().startsWith("DetConSLoss"), refused.getMessage());
            assertThrows(IllegalArgumentException.class, () -> loss.apply(a, a, ids, ids.to(DType.FLOAT32)));
            assertThrows(IllegalArgumentException.class, () -> new DetConBLoss()
                    .apply(List.of(a), List.of(a, a), List.of(ids, ids)));
            assertThrows(IllegalArgumentException.class, () -> new DetConSLoss(0, Replicas.ONE));
        }
    }

    private static Tensor values(int part, long... shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        return Tensor.of(Samples.gaussian(100, part, count), shape);
    }
}
