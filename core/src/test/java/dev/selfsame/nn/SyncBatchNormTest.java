package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.distributed.TwoThreads;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Pointwise;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SyncBatchNormTest {
    private static final int ROWS = 8;

    private long live;

    @BeforeEach
    void count() {
        live = Leaks.live();
    }

    @AfterEach
    void noTensorIsLeft() {
        assertEquals(live, Leaks.live());
    }

    /** A norm and the shape of one row of what it normalises. */
    private record Case(String name, Supplier<Layer> norm, boolean channelsLast, List<Integer> row) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("of rows", () -> new BatchNorm(3), false, List.of(3)),
                new Case("of images", () -> new BatchNorm(3), false, List.of(3, 4, 5)),
                new Case("of images, channels last", () -> new BatchNorm(3), true, List.of(3, 4, 5)),
                new Case("not affine", () -> new BatchNorm(3, 1e-3, 0.3, false, true), false, List.of(3)),
                new Case(
                        "without running statistics",
                        () -> new BatchNorm(3, 1e-3, 0.3, true, false),
                        false,
                        List.of(3)),
                new Case("whitening", () -> new IterNorm(4, 2, 5, 1e-3, 0.2), false, List.of(4)));
    }

    /**
     * What a norm makes of some rows: values of each row, gradients of parameters, and what all replicas have.
     */
    private record Outcome(Map<String, double[]> ofRows, Map<String, double[]> gradients, Map<String, double[]> ofAll) {
        static Outcome of(Case each, Replicas replicas) {
            try (Scope scope = new Scope();
                    Layer norm = each.norm().get()) {
                norm.parameters().values().forEach(SyncBatchNormTest::draw);
                norm.to(DType.FLOAT64);
                SyncBatchNorm.in(norm, replicas);
                Tensor x = rows(each, replicas, 1).requireGradient(true);
                Tensor y = norm.forward(x);
                Tensor loss = Pointwise.sin(y.mul(rows(each, replicas, 2)))
                        .flatten(1)
                        .sum(1, false)
                        .mean();
                Map<String, double[]> ofAll = new TreeMap<>();
                ofAll.put("loss", new double[] {TwoThreads.backward(replicas, loss)});
                norm.buffers().forEach((name, values) -> ofAll.put(name, values.toDoubles()));
                Map<String, double[]> gradients = new TreeMap<>();
                norm.parameters()
                        .forEach((name, values) ->
                                gradients.put(name, values.gradient().toDoubles()));
                Map<String, double[]> ofRows =
                        Map.of("y", y.toDoubles(), "gradient", x.gradient().toDoubles());
                return new Outcome(ofRows, gradients, ofAll);
            }
        }
    }

    private static void draw(Tensor parameter) {
        int count = (int) parameter.count();
        double[] values = new double[count];
        Draws draws = Draws.of(4, Stream.SAMPLE, 0, 0);
        Arrays.setAll(values, i -> draws.uniform(0.5, 2));
        try (NoGrad guard = new NoGrad()) {
            parameter.copyInPlace(Tensor.of(values, parameter.shape()));
        }
    }

    /** This replica's rows of some random ones. */
    private static Tensor rows(Case each, Replicas replicas, long number) {
        long[] shape = LongStream.concat(
                        LongStream.of(ROWS), each.row().stream().mapToLong(Integer::longValue))
                .toArray();
        double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Draws draws = Draws.of(5, Stream.SAMPLE, 0, number);
        Arrays.setAll(values, i -> draws.gaussian() + i % 3);
        long n = ROWS / replicas.size();
        Tensor own = Tensor.of(values, shape).narrow(0, n * replicas.rank(), n);
        return each.channelsLast() ? own.channelsLast().detach() : own.copy();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void twoHalvesAreNormalisedAsTheWholeBatch(Case each) {
        Outcome whole = Outcome.of(each, Replicas.ONE);
        List<Outcome> halves = TwoThreads.run(replicas -> Outcome.of(each, replicas));
        Outcome first = halves.get(0);
        Outcome second = halves.get(1);
        whole.ofRows.forEach((name, values) ->
                assertArrayEquals(values, joined(first.ofRows.get(name), second.ofRows.get(name)), 1e-12, name));
        whole.gradients.forEach((name, values) -> {
            double[] sum = first.gradients.get(name).clone();
            Arrays.setAll(sum, i -> sum[i] + second.gradients.get(name)[i]);
            assertArrayEquals(values, sum, 1e-12, name);
        });
        whole.ofAll.forEach((name, values) -> {
            assertArrayEquals(values, first.ofAll.get(name), 1e-12, name);
            assertArrayEquals(first.ofAll.get(name), second.ofAll.get(name), name);
        });
    }

    private static double[] joined(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    @Test
    void itIsOffAtFirstAndOneTakesItBack() {
        Case images = cases().get(1);
        try (Scope scope = new Scope();
                BatchNorm plain = new BatchNorm(3);
                BatchNorm back = new BatchNorm(3)) {
            SyncBatchNorm.in(back, new Nobody());
            SyncBatchNorm.in(back, Replicas.ONE);
            Tensor x = rows(images, Replicas.ONE, 1).to(DType.FLOAT32);
            assertArrayEquals(plain.forward(x).toBytes(), back.forward(x).toBytes());
            SyncBatchNorm.in(back, new Nobody());
            assertThrows(UnsupportedOperationException.class, () -> back.forward(x));
            back.training(false);
            plain.training(false);
            assertArrayEquals(plain.forward(x).toBytes(), back.forward(x).toBytes());
        }
    }

    /** Two of whom nobody answers. */
    private record Nobody() implements Replicas {
        @Override
        public int rank() {
            return 0;
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public Tensor gather(Tensor rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Tensor sum(Tensor values) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void whatIsTakenApartStaysSo() {
        try (Scope scope = new Scope();
                BatchNorm split = new BatchNorm(3)) {
            SplitBatchNorm.in(split, 2);
            SyncBatchNorm.in(split, new Nobody());
            Tensor y = split.forward(rows(cases().get(0), Replicas.ONE, 1).to(DType.FLOAT32));
            assertEquals(ROWS, y.size(0));
        }
    }

    @Test
    void oneImageOnEachReplicaIsEnough() {
        List<double[]> made = TwoThreads.run(replicas -> {
            try (Scope scope = new Scope();
                    BatchNorm norm = new BatchNorm(2)) {
                Tensor x = Tensor.of(new float[] {replicas.rank() == 0 ? 1 : 3, 5 - 2 * replicas.rank()}, 1, 2);
                assertThrows(IllegalArgumentException.class, () -> norm.forward(x));
                SyncBatchNorm.in(norm, replicas);
                return norm.forward(x).toDoubles();
            }
        });
        assertArrayEquals(new double[] {-1, 1}, made.get(0), 1e-4);
        assertArrayEquals(new double[] {1, -1}, made.get(1), 1e-4);
    }

    /** As an ordinary norm: what comes in in bfloat16 goes out so, the statistics are in float32. */
    @Test
    void underAutocastItIsInFullPrecision() {
        List<Boolean> near = TwoThreads.run(replicas -> {
            try (Scope scope = new Scope();
                    BatchNorm norm = new BatchNorm(3);
                    Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                SyncBatchNorm.in(norm, replicas);
                Tensor x = rows(cases().get(1), replicas, 1).to(DType.BFLOAT16);
                Tensor y = norm.forward(x);
                assertEquals(DType.BFLOAT16, y.dtype());
                double[] half = y.toDoubles();
                double[] full = norm.forward(x.to(DType.FLOAT32)).toDoubles();
                assertArrayEquals(full, half, 0.02);
                return !Arrays.equals(full, half);
            }
        });
        assertFalse(near.contains(false));
    }

    @Test
    void itIsForEveryNormOfANetwork() {
        double[] whole = embedded(Replicas.ONE);
        List<double[]> halves = TwoThreads.run(SyncBatchNormTest::embedded);
        assertArrayEquals(whole, joined(halves.get(0), halves.get(1)), 1e-10);
    }

    private static double[] embedded(Replicas replicas) {
        Case images = new Case("images", Identity::new, true, List.of(3, 8, 8));
        try (Scope scope = new Scope();
                ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(4))) {
            net.initialize(1);
            net.to(DType.FLOAT64);
            SyncBatchNorm.in(net, replicas);
            return net.forward(rows(images, replicas, 1)).toDoubles();
        }
    }
}
