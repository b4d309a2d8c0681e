package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupConLossTest extends LossContract {
    private static final long[] LABELS = {4, 0, 4, 4, 9};

    @Override
    PairLoss loss() {
        return new SupConLoss();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    private static double[] view(int part) {
        double[] first = Samples.gaussian(81, 0, 20);
        return part == 0 ? first : Samples.near(first, 81, part);
    }

    /** Leaves of 5 images with 4 values each. */
    private static List<Tensor> views(int count) {
        List<Tensor> views = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            views.add(Samples.leaf(view(part), 5));
        }
        return views;
    }

    @ParameterizedTest
    @CsvSource({"1,0.1,1", "2,0.5,1", "3,0.07,2"})
    void valueAndGradientsAreThoseOfTheLoops(int count, double temperature, double scale) {
        try (Scope scope = new Scope()) {
            List<Tensor> views = views(count);
            Tensor total = new SupConLoss(temperature, scale)
                    .apply(views, Tensor.of(LABELS, 5))
                    .total();
            total.backward();
            double[] all = new double[20 * count];
            double[] gradient = new double[20 * count];
            for (int part = 0; part < count; part++) {
                System.arraycopy(view(part), 0, all, 20 * part, 20);
                System.arraycopy(Samples.gradient(views.get(part)), 0, gradient, 20 * part, 20);
            }
            assertEquals(loops(all, temperature, scale), total.item(), 1e-12);
            assertArrayEquals(Samples.differences(x -> loops(x, temperature, scale), all), gradient, 1e-7);
        }
    }

    @Test
    void withoutLabelsItIsNtXent() {
        try (Scope scope = new Scope()) {
            List<Tensor> z = views(2);
            double expected = new NtXent(0.2).apply(z.get(0), z.get(1)).total().item();
            SupConLoss loss = new SupConLoss(0.2, 1);
            assertEquals(expected, loss.apply(z.get(0), z.get(1)).total().item(), 1e-14);
            Tensor each = Tensor.of(new long[] {3, 1, 4, 15, 9}, 5);
            assertEquals(expected, loss.apply(z, each).total().item(), 1e-14);
        }
    }

    @Test
    void oneViewOfClassesOfOneHasLossZero() {
        try (Scope scope = new Scope()) {
            List<Tensor> view = views(1);
            Tensor total = new SupConLoss()
                    .apply(view, Tensor.of(new long[] {0, 1, 2, 3, 4}, 5))
                    .total();
            total.backward();
            assertEquals(0, total.item());
            assertArrayEquals(new double[20], Samples.gradient(view.get(0)));
        }
    }

    @Test
    void logitsOfTenThousandAreFinite() {
        SupConLoss loss = new SupConLoss(1e-4, 1);
        try (Scope scope = new Scope()) {
            Tensor labels = Tensor.of(LABELS, 5);
            Samples.assertFiniteInFloat32((z0, z1) -> loss.apply(List.of(z0, z1), labels), 5, 4);
        }
    }

    @Test
    void withLabelsToItLeavesNothingButTheLossAndIgnoresAutocast() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(view(0), 5, 4).to(DType.BFLOAT16);
            Tensor z1 = Tensor.of(view(1), 5, 4).to(DType.BFLOAT16);
            Tensor labels = Tensor.of(LABELS, 5);
            List<Tensor> whole = List.of(z0.to(DType.FLOAT32), z1.to(DType.FLOAT32));
            double full = new SupConLoss().apply(whole, labels).total().item();
            long before = Leaks.live();
            try (Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                assertEquals(
                        full,
                        new SupConLoss().apply(List.of(z0, z1), labels).total().item());
            }
            assertEquals(before + 1, Leaks.live());
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SupConLoss(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new SupConLoss(0.1, 0));
        SupConLoss loss = new SupConLoss();
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 5);
            Tensor fits = Tensor.zeros(DType.INT64, 4);
            assertThrows(IllegalArgumentException.class, () -> loss.apply(List.of(), fits));
            assertThrows(IllegalArgumentException.class, () -> loss.apply(List.of(z, z.t()), fits));
            for (Tensor labels : List.of(
                    Tensor.zeros(DType.INT64, 5), Tensor.zeros(DType.FLOAT32, 4), Tensor.zeros(DType.INT64, 4, 1))) {
                Exception refused = assertThrows(IllegalArgumentException.class, () -> loss.apply(List.of(z), labels));
                assertTrue(refused.getMessage().contains("label"), refused.getMessage());
            }
        }
    }

    private static double loops(double[] z, double temperature, double scale) {
        int count = z.length / 4;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double[] logits = new double[count - 1];
            double positives = 0;
            int several = 0;
            int at = 0;
            for (int k = 0; k < count; k++) {
                if (k != i) {
                    logits[at++] = Samples.cosine(z, i, z, k, 4) / temperature;
                    if (LABELS[k % 5] == LABELS[i % 5]) {
                        positives += logits[at - 1];
                        several++;
                    }
                }
            }
            sum += several == 0 ? 0 : Samples.logSumExp(logits) - positives / several;
        }
        return scale * sum / count;
    }
}
