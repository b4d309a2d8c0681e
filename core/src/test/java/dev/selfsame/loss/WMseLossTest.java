package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WMseLossTest {
    private static final WMseLoss.Config SMALL = new WMseLoss.Config(4, 8, 2, 0.1, 0, true);

    @Test
    void ordersChangeWithEachBatchAndComeBackWithTheState() {
        try (Scope scope = new Scope();
                WMseLoss first = make();
                WMseLoss second = make()) {
            List<Tensor> views = views(16, 2);
            double once = first.apply(views).total().item();
            second.load(first.state());
            double again = first.apply(views).total().item();
            assertNotEquals(once, again);
            assertEquals(again, second.apply(views).total().item());
            first.state()
                    .forEach((name, value) -> assertArrayEquals(
                            value.toBytes(), second.state().get(name).toBytes(), name));
            assertArrayEquals(new long[] {2}, first.state().get("draws.step").toLongs());
        }
    }

    @Test
    void heldStillNothingChanges() {
        try (Scope scope = new Scope();
                WMseLoss loss = make()) {
            loss.update(false);
            double once = loss.apply(views(16, 2)).total().item();
            assertEquals(once, loss.apply(views(16, 2)).total().item());
            assertArrayEquals(
                    new double[4], loss.state().get("whitening.running_mean").toDoubles());
            assertArrayEquals(new long[] {0}, loss.state().get("draws.step").toLongs());
        }
    }

    @Test
    void fallsInThirtySteps() {
        try (Scope scope = new Scope();
                WMseLoss loss = make()) {
            loss.update(false);
            Tensor z0 = views(16, 2).get(0).detach().requireGradient(true);
            Tensor z1 = views(16, 2).get(1).detach();
            double first = loss.apply(z0, z1).total().item();
            for (int step = 0; step < 30; step++) {
                loss.apply(z0, z1).total().backward();
                try (NoGrad guard = new NoGrad()) {
                    Tensor gradient = Tensor.of(Samples.gradient(z0), 16, 4);
                    z0.addInPlace(
                            gradient, -0.01 * z0.norm().item() / gradient.norm().item());
                }
                z0.clearGradient();
            }
            double last = loss.apply(z0, z1).total().item();
            assertTrue(last < first, first + " became " + last);
        }
    }

    @Test
    void threeViewsGiveTheMeanOfThreePairs() {
        try (Scope scope = new Scope();
                WMseLoss loss = make()) {
            loss.update(false);
            List<Tensor> z = views(16, 3);
            double pairs = loss.apply(z.get(0), z.get(1)).total().item()
                    + loss.apply(z.get(0), z.get(2)).total().item()
                    + loss.apply(z.get(1), z.get(2)).total().item();
            assertEquals(pairs / 3, loss.apply(z).total().item(), 1e-12);
        }
    }

    @Test
    void computesInFloat32UnderAutocastAndLeavesNothingBehindButTheLoss() {
        try (Scope scope = new Scope();
                WMseLoss loss = make()) {
            loss.update(false);
            Tensor z0 = views(16, 2).get(0).to(DType.BFLOAT16);
            Tensor z1 = views(16, 2).get(1).to(DType.BFLOAT16);
            double full = loss.apply(z0.to(DType.FLOAT32), z1.to(DType.FLOAT32))
                    .total()
                    .item();
            long before = Leaks.live();
            try (Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                Tensor total = loss.apply(z0, z1).total();
                assertEquals(before + 1, Leaks.live());
                assertEquals(DType.FLOAT32, total.dtype());
                assertEquals(full, total.item());
            }
        }
    }

    @Test
    void aBatchThatSubBatchesDontDivideIsRefusedInWords() {
        try (Scope scope = new Scope();
                WMseLoss loss = make()) {
            for (int n : new int[] {4, 12}) {
                Exception refused = assertThrows(IllegalArgumentException.class, () -> loss.apply(views(n, 2)));
                assertTrue(refused.getMessage().contains("sub-batches of 8"), refused.getMessage());
                assertTrue(refused.getMessage().contains("batch of " + n), refused.getMessage());
                assertLightlySays("shape '[-1, 8]' is invalid for input of size " + n, () -> Tensor.range(n)
                        .reshape(-1, 8));
            }
            assertThrows(IllegalArgumentException.class, () -> loss.apply(views(16, 1)));
            Tensor wide = Tensor.ones(DType.FLOAT32, 16, 5);
            assertThrows(IllegalArgumentException.class, () -> loss.apply(wide, wide));
        }
    }

    @Test
    void aCollapsedBatchIsRefusedInWordsUnlessEpsIsAboveZero() {
        try (Scope scope = new Scope();
                WMseLoss loss = make();
                WMseLoss soft = new WMseLoss(new WMseLoss.Config(4, 8, 1, 0.1, 0.1, true), 0, Replicas.ONE)) {
            Tensor same = Tensor.ones(DType.FLOAT32, 8, 4).requireGradient(true);
            Exception refused = assertThrows(IllegalArgumentException.class, () -> loss.apply(same, same));
            assertTrue(refused.getMessage().contains("singular"), refused.getMessage());
            assertLightlySays(
                    "the leading minor of order 1 is not positive-definite",
                    () -> Linalg.cholesky(Tensor.zeros(DType.FLOAT32, 4, 4)));
            Tensor total = soft.apply(same, same).total();
            total.backward();
            assertTrue(Double.isFinite(total.item()));
            for (double value : Samples.gradient(same)) {
                assertTrue(Double.isFinite(value));
            }
        }
    }

    @Test
    void sizesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new WMseLoss.Config(4, 7, 1, 0.1, 0, true));
        assertThrows(IllegalArgumentException.class, () -> new WMseLoss.Config(0, 8, 1, 0.1, 0, true));
        assertThrows(IllegalArgumentException.class, () -> new WMseLoss.Config(4, 8, 0, 0.1, 0, true));
        assertEquals(256, WMseLoss.Config.of(128).size());
    }

    @Test
    void saysItsNameAndParameters() {
        try (WMseLoss loss = make()) {
            assertTrue(loss.toString().startsWith("WMseLoss["), loss.toString());
            assertTrue(loss.toString().contains("size=8"), loss.toString());
        }
    }

    /** Erratum: what reaches the user there is what the operation says. */
    private static void assertLightlySays(String words, Executable operation) {
        String message = assertThrows(RuntimeException.class, operation).getMessage();
        assertTrue(message.contains(words), message);
    }

    private static WMseLoss make() {
        return new WMseLoss(SMALL, 1, Replicas.ONE);
    }

    private static List<Tensor> views(int n, int count) {
        double[] first = Samples.gaussian(59, 0, n * 4);
        return IntStream.range(0, count)
                .mapToObj(i -> Tensor.of(Samples.near(first, 59, i + 1), n, 4))
                .toList();
    }
}
