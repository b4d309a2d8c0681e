package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.TwoHalves;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SplitBatchNormTest {
    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor random(long... shape) {
        Draws draws = Draws.of(4, Stream.SAMPLE, 0, shape[0]);
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (1 + 3 * draws.gaussian());
        }
        return Tensor.of(values, shape);
    }

    private static BatchNorm norm() {
        BatchNorm norm = new BatchNorm(3);
        norm.load(Map.of(
                "weight", Tensor.of(new float[] {1, 2, 3}, 3),
                "bias", Tensor.of(new float[] {0, -1, 1}, 3),
                "running_mean", Tensor.of(new float[] {0.5f, 0, 1}, 3),
                "running_var", Tensor.of(new float[] {1, 2, 0.5f}, 3),
                "num_batches_tracked", Tensor.of(new long[] {0})));
        return norm;
    }

    /** Every {@code parts}-th image from the first on. */
    private static Tensor part(Tensor x, int first, int parts) {
        long[] images = new long[(int) x.size(0) / parts];
        for (int i = 0; i < images.length; i++) {
            images[i] = first + (long) i * parts;
        }
        return Indexing.select(x, 0, Tensor.of(images, images.length));
    }

    @Test
    void normalisesEachPartAsANormOfItsOwnWould() {
        for (Tensor x :
                List.of(random(8, 3), random(8, 3, 4, 5), random(8, 3, 4, 5).channelsLast())) {
            try (BatchNorm split = norm()) {
                SplitBatchNorm.in(split, 4);
                Tensor leaf = x.copy().requireGradient(true);
                Tensor y = split.forward(leaf);
                assertArrayEquals(x.shape(), y.shape());
                y.square().sum().backward();
                double[] mean = new double[3];
                double[] variance = new double[3];
                double[] weight = new double[3];
                for (int p = 0; p < 4; p++) {
                    try (BatchNorm alone = norm()) {
                        Tensor own = part(x, p, 4).requireGradient(true);
                        Tensor expected = alone.forward(own);
                        assertArrayEquals(expected.toDoubles(), part(y, p, 4).toDoubles(), 1e-5);
                        expected.square().sum().backward();
                        assertArrayEquals(
                                own.gradient().toDoubles(),
                                part(leaf.gradient(), p, 4).toDoubles(),
                                1e-4);
                        addTo(mean, alone.buffers().get("running_mean"), 0.25);
                        addTo(variance, alone.buffers().get("running_var"), 0.25);
                        addTo(weight, alone.parameters().get("weight").gradient(), 1);
                    }
                }
                assertArrayEquals(mean, split.buffers().get("running_mean").toDoubles(), 1e-5);
                assertArrayEquals(variance, split.buffers().get("running_var").toDoubles(), 1e-5);
                assertArrayEquals(
                        weight, split.parameters().get("weight").gradient().toDoubles(), 1e-2);
                assertEquals(1, split.buffers().get("num_batches_tracked").item());
            }
        }
    }

    private static void addTo(double[] sum, Tensor values, double scale) {
        double[] more = values.toDoubles();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += scale * more[i];
        }
    }

    @Test
    void evaluationIsThatOfAnOrdinaryNorm() {
        try (BatchNorm split = norm();
                BatchNorm plain = norm()) {
            SplitBatchNorm.in(split, 2);
            split.training(false);
            plain.training(false);
            Tensor x = random(5, 3);
            assertArrayEquals(plain.forward(x).toDoubles(), split.forward(x).toDoubles(), 0);
        }
    }

    @Test
    void isForEveryNormOfANetworkAndCanBeTakenBack() {
        try (ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(4))) {
            net.initialize(1);
            List<String> names = List.copyOf(net.state().keySet());
            Tensor x = random(4, 3, 16, 16);
            double[] plain = net.forward(x).toDoubles();
            double[] odd = net.forward(part(x, 1, 2)).toDoubles();
            SplitBatchNorm.in(net, 2);
            assertEquals(names, List.copyOf(net.state().keySet()));
            Tensor split = net.forward(x);
            assertFalse(Arrays.equals(plain, split.toDoubles()));
            assertArrayEquals(odd, part(split, 1, 2).toDoubles(), 1e-4);
            SplitBatchNorm.in(net, 1);
            assertArrayEquals(plain, net.forward(x).toDoubles(), 1e-5);
        }
    }

    @Test
    void aBatchThatThePartsDontDivideIsRefused() {
        try (BatchNorm split = norm()) {
            SplitBatchNorm.in(split, 4);
            String message = assertThrows(IllegalArgumentException.class, () -> split.forward(random(6, 3)))
                    .getMessage();
            assertEquals("a batch norm in 4 parts wants a batch that they divide, got [6, 3]", message);
            String few = assertThrows(IllegalArgumentException.class, () -> split.forward(random(4, 3)))
                    .getMessage();
            assertTrue(few.endsWith(" for 4 parts: use a batch of at least 8"), few);
            assertTrue(split.toString().endsWith(", in 4 parts)"), split.toString());
        }
        assertThrows(IllegalArgumentException.class, () -> SplitBatchNorm.in(new Identity(), 0));
    }

    @Test
    void shuffledBatchesAreRestored() {
        Tensor x = random(9, 2);
        BatchShuffle shuffle = new BatchShuffle(5);
        BatchShuffle.Shuffled shuffled = shuffle.shuffle(x, 7);
        assertFalse(Arrays.equals(x.toFloats(), shuffled.rows().toFloats()));
        assertArrayEquals(x.toFloats(), shuffled.restore(shuffled.rows()).toFloats());
        assertArrayEquals(
                shuffled.rows().toFloats(), shuffle.shuffle(x, 7).rows().toFloats());
        assertFalse(Arrays.equals(
                shuffled.rows().toFloats(), shuffle.shuffle(x, 8).rows().toFloats()));
        assertThrows(IllegalArgumentException.class, () -> shuffled.restore(random(8, 2)));
    }

    @Test
    void twoReplicasExchangeImagesAndGetTheirKeysBack() {
        Tensor x = random(8, 2);
        double[] one = new BatchShuffle(3).shuffle(x, 1).rows().toDoubles();
        List<Tensor> rows = TwoHalves.run(replicas -> new BatchShuffle(3, replicas)
                .shuffle(x.narrow(0, 4L * replicas.rank(), 4), 1)
                .rows());
        assertArrayEquals(one, Tensor.cat(rows, 0).toDoubles(), 0);
        List<Tensor> keys = TwoHalves.run(replicas -> {
            BatchShuffle.Shuffled mine = new BatchShuffle(3, replicas).shuffle(x.narrow(0, 4L * replicas.rank(), 4), 1);
            return mine.restore(mine.rows().mul(2));
        });
        assertArrayEquals(x.mul(2).toDoubles(), Tensor.cat(keys, 0).toDoubles(), 0);
    }
}
