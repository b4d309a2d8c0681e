package dev.selfsame.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.DemoImages;
import dev.selfsame.data.DemoImages.Split;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.InfoNce;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Backbones;
import dev.selfsame.nn.BatchNorm;
import dev.selfsame.nn.ConvNorm;
import dev.selfsame.nn.LayerNorm;
import dev.selfsame.nn.NormKind;
import dev.selfsame.nn.ResNet;
import dev.selfsame.optim.Progress;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What experiments are put together from. */
class PartsTest {
    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor random(long seed, long... shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, 0);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) draws.gaussian();
        }
        return Tensor.of(values, shape);
    }

    @Test
    void withAllNegativesItIsInfoNce() {
        Tensor a = random(1, 6, 4);
        Tensor b = random(2, 6, 4);
        double expected = new InfoNce(0.3, true).apply(a, b).total().item();
        assertEquals(
                expected,
                new FewNegatives(0.3, 5, Replicas.ONE).apply(a, b).total().item(),
                1e-5);
        assertEquals(
                expected,
                new FewNegatives(0.3, 99, Replicas.ONE).apply(a, b).total().item(),
                1e-5);
    }

    @Test
    void fewNegativesAreTheNextImages() {
        Tensor a = random(1, 5, 4);
        Tensor b = random(2, 5, 4);
        double[][] x = rows(a);
        double[][] y = rows(b);
        double sum = 0;
        for (int i = 0; i < 5; i++) {
            sum += term(x, y, i) + term(y, x, i);
        }
        assertEquals(
                sum / 10,
                new FewNegatives(0.5, 2, Replicas.ONE).apply(a, b).total().item(),
                1e-5);
    }

    @Test
    void theNextImagesMayBeAnotherReplicas() {
        Tensor a = random(1, 6, 4);
        Tensor b = random(2, 6, 4);
        double sum = 0;
        for (int rank = 0; rank < 2; rank++) {
            Replicas half = new Half(rank, List.of(Norm.l2(b), Norm.l2(a)).iterator());
            FewNegatives loss = new FewNegatives(0.5, 2, half);
            sum += loss.apply(a.narrow(0, 3L * rank, 3), b.narrow(0, 3L * rank, 3))
                    .total()
                    .item();
        }
        double whole =
                new FewNegatives(0.5, 2, Replicas.ONE).apply(a, b).total().item();
        assertEquals(whole, sum / 2, 1e-5);
    }

    /** One of two replicas that knows what will be gathered. */
    private record Half(int rank, Iterator<Tensor> gathered) implements Replicas {
        @Override
        public int size() {
            return 2;
        }

        @Override
        public Tensor gather(Tensor rows) {
            return gathered.next();
        }

        @Override
        public Tensor sum(Tensor values) {
            throw new UnsupportedOperationException("no sum is asked for");
        }
    }

    private static double term(double[][] x, double[][] y, int i) {
        double all = 0;
        for (int k = 0; k <= 2; k++) {
            all += Math.exp(cosine(x[i], y[(i + k) % 5]) / 0.5);
        }
        return Math.log(all) - cosine(x[i], y[i]) / 0.5;
    }

    private static double[][] rows(Tensor tensor) {
        double[] flat = tensor.toDoubles();
        double[][] rows = new double[5][4];
        for (int i = 0; i < flat.length; i++) {
            rows[i / 4][i % 4] = flat[i];
        }
        return rows;
    }

    private static double cosine(double[] a, double[] b) {
        double dot = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            left += a[i] * a[i];
            right += b[i] * b[i];
        }
        return dot / Math.sqrt(left * right);
    }

    private static ByolVariant byol(double tau, boolean predictor, boolean stopGradient) {
        ByolVariant.Config config = new ByolVariant.Config(8, 4, tau, NormKind.LAYER, predictor, stopGradient);
        return config.build(
                () -> new ResNet(ResNet.Config.cifar(18).withBaseWidth(2)),
                LabRecipes.byolViews(LabSize.QUICK),
                1,
                Replicas.ONE);
    }

    private static Batch batch() {
        return new Batch(
                List.of(
                        new View(random(3, 4, 3, 16, 16), null, null, null),
                        new View(random(4, 4, 3, 16, 16), null, null, null)),
                Tensor.range(4),
                null);
    }

    @Test
    void aTargetMovesByTau() {
        for (double tau : List.of(0.0, 0.9, 1.0)) {
            try (ByolVariant method = byol(tau, true, true)) {
                Tensor online = method.modules().parameters().get("online.projector.layers.0.weight");
                Tensor target = method.modules().parameters().get("target.projector.layers.0.weight");
                double before = target.toDoubles()[0];
                online.detach().mulInPlace(3);
                method.afterStep(new Progress(1, 10, 0, 1));
                double expected = tau * before + (1 - tau) * online.toDoubles()[0];
                assertEquals(expected, target.toDoubles()[0], 1e-6);
            }
        }
    }

    @Test
    void theTargetGetsNoGradientAndTheOnlineNetworkGetsIt() {
        for (boolean stopGradient : List.of(true, false)) {
            try (ByolVariant method = byol(0.9, true, stopGradient)) {
                method.loss(batch()).total().backward();
                assertNotNull(method.modules()
                        .parameters()
                        .get("online.projector.layers.0.weight")
                        .gradient());
                assertNull(method.modules()
                        .parameters()
                        .get("target.projector.layers.0.weight")
                        .gradient());
            }
        }
    }

    @Test
    void withoutPredictorAndStopGradientTheLossComparesTheProjections() {
        try (ByolVariant method = byol(0.9, false, false)) {
            assertEquals(1, method.trained().size());
            Batch batch = batch();
            double[] y0 = ((Branch) method.trained().get(0).module())
                    .forward(batch.view(0))
                    .toDoubles();
            double[] y1 = ((Branch) method.trained().get(0).module())
                    .forward(batch.view(1))
                    .toDoubles();
            double mean = 0;
            for (int i = 0; i < 4; i++) {
                double[] a = Arrays.copyOfRange(y0, 4 * i, 4 * i + 4);
                double[] b = Arrays.copyOfRange(y1, 4 * i, 4 * i + 4);
                mean -= cosine(a, b) / 4;
            }
            assertEquals(mean, method.loss(batch).total().item(), 1e-5);
        }
    }

    @Test
    void afterBatchNormSamplesCantTakeTheSameValue() {
        float[] apart = WhyBatchNorm.values(1);
        float[] close = WhyBatchNorm.values(0.05);
        assertEquals(1, WhyBatchNorm.spread(WhyBatchNorm.normed(new BatchNorm(64), apart)), 0.01);
        assertEquals(1, WhyBatchNorm.spread(WhyBatchNorm.normed(new BatchNorm(64), close)), 0.01);
        double layer = WhyBatchNorm.spread(WhyBatchNorm.normed(new LayerNorm(64), close));
        assertTrue(layer < 0.1, "layer norm leaves them close: " + layer);
        double equal = WhyBatchNorm.spread(WhyBatchNorm.normed(new BatchNorm(64), WhyBatchNorm.values(1e-4)));
        assertTrue(equal < 0.1, "what is smaller than the root of eps stays small: " + equal);
    }

    @Test
    void aNetworkIsBuiltAgainFromWhatItSays() {
        for (NormKind norm : NormKind.values()) {
            boolean standardized = norm == NormKind.GROUP;
            try (LabNetwork network = new LabNetwork(4, new ConvNorm(norm, standardized));
                    Backbone again = Backbones.fromArchitecture(network.architecture())) {
                network.initialize(1);
                again.initialize(1);
                assertEquals(16, again.features());
                Tensor images = random(5, 2, 3, 16, 16);
                assertArrayEquals(
                        network.forward(images).toFloats(),
                        again.forward(images).toFloats());
                assertEquals(network.toString(), again.toString());
            }
        }
    }

    @Test
    void drawnImagesAreTheDemosAndAreDrawnOnce() {
        DemoImages demo = new DemoImages(3, Split.TEST, 12);
        DrawnImages drawn = new DrawnImages(demo);
        for (int i = 0; i < demo.size(); i++) {
            assertArrayEquals(demo.read(i), drawn.read(i));
            assertEquals(demo.name(i), drawn.name(i));
            assertEquals(demo.label(i), drawn.label(i));
        }
        assertEquals(demo.size(), drawn.size());
        assertEquals(demo.fingerprint(), drawn.fingerprint());
        assertEquals(demo.describe(), drawn.describe());
        drawn.read(0)[0]++; // what a reader does to its copy
        assertArrayEquals(demo.read(0), drawn.read(0));
    }

    @Test
    void neighboursThatAreShared() {
        assertEquals(0.5, Nearby.shared(new int[][] {{1, 2}, {3, 4}}, new int[][] {{2, 1}, {5, 6}}));
    }

    @Test
    void aFifthOfEachClassIsHeldOut() throws IOException {
        LabSize size = LabSize.USUAL;
        LabData data = LabData.of(new DemoImages(1, Split.TRAIN, 200), size);
        assertEquals(160, data.train().size());
        assertEquals(40, data.test().size());
        assertEquals(10, data.classes());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < data.train().size(); i++) {
            names.add(data.train().name(i));
        }
        for (int i = 0; i < data.test().size(); i++) {
            assertTrue(names.add(data.test().name(i)), "in no part twice");
        }
        assertTrue(!data.isDrawn() && LabData.demo(size).isDrawn());
    }

    @Test
    void largeSourcesAreCutToTheSize() throws IOException {
        LabData data =
                LabData.of(new DemoImages(1, Split.TRAIN, 200), new DemoImages(1, Split.TEST, 100), LabSize.QUICK);
        assertEquals(30, data.train().size(), 10);
        assertTrue(data.bank().size() <= data.train().size());
        assertEquals(20, data.test().size());
    }
}
