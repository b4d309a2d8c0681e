package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.distributed.TwoHalves;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two replicas with half the batch each: their mean loss and its gradients are those of the whole batch. */
class TwoReplicasTest {
    private static final int N = 6;

    static Stream<Function<Replicas, PairLoss>> losses() {
        return Stream.of(
                replicas -> new NtXent(0.2, replicas),
                replicas -> new InfoNce(0.2, false, replicas),
                replicas -> new InfoNce(0.2, true, replicas),
                replicas -> new BarlowTwinsLoss(0.05, 0.5, true, replicas),
                replicas -> new BarlowTwinsLoss(0.05, 0.5, false, replicas),
                replicas -> new DclLoss(0.2, DclLoss.Weights.ONE, replicas),
                replicas -> new DclwLoss(0.2, 0.4, replicas),
                replicas -> new Macl(0.2, 0.7, 0.1, replicas),
                replicas -> new DirectClrLoss(3, new NtXent(0.2, replicas)),
                replicas -> new Hypersphere(2, 0.7, 1.5, replicas),
                replicas -> new Co2(0.7, 0.2, true, null, replicas),
                replicas -> new Co2(0.7, 0.2, false, null, replicas),
                replicas -> new SupConLoss(0.2, 1.5, replicas),
                replicas -> (z0, z1) -> new SupConLoss(0.2, 1, replicas).apply(List.of(z0, z1), labels(replicas)),
                TwoReplicasTest::dse,
                replicas -> new VicRegLoss(25, 20, 2, 1e-4, replicas),
                replicas ->
                        VicRegLLossTest.adapted(new VicRegLLoss(new VicRegLoss(25, 20, 2, 1e-4, replicas), 0.6, 3, 2)),
                replicas -> new VibCRegLoss(25, 20, 100, replicas),
                replicas -> (z0, z1) -> new TiCoLoss((int) z0.size(1), 0.5, 8, replicas).apply(z0, z1),
                replicas -> new FroSslLoss(0.5, replicas),
                replicas -> new MmcrLoss(0.1, replicas),
                replicas -> new EmpSslLoss(0.5, 10, replicas),
                replicas -> All4OneLossTest.adapted(new All4OneLoss(0.2, 0.1, 0.5, 0.5, 2.5, replicas)),
                replicas -> KoLeoTest.adapted(new KoLeo(2, 1e-8, replicas)),
                replicas -> SigRegTest.adapted(new SigReg(new SigReg.Config(7, 3, 16), 1, replicas)),
                replicas -> new LeJepaLoss(0.2, new SigReg(new SigReg.Config(7, 3, 16), 1, replicas)),
                replicas -> new VisRegLoss(new VisRegLoss.Config(0.6, 16, 1, 1, 1, 1e-4), 1, replicas),
                replicas -> new NegativeCosine(),
                replicas -> new NormalizedMse());
    }

    /** The labels of this replica's half, or of all. */
    private static Tensor labels(Replicas replicas) {
        long[] labels = {1, 0, 1, 2, 0, 1};
        int count = N / replicas.size();
        return Tensor.of(Arrays.copyOfRange(labels, replicas.rank() * count, (replicas.rank() + 1) * count), count);
    }

    /** The regulariser of patches, with two views as the patches of an image. */
    private static PairLoss dse(Replicas replicas) {
        return (z0, z1) -> {
            try (Dse dse = new Dse(new Dse.Config(1, true, 1, 3, 20, 1e-4), 3, replicas)) {
                return dse.apply(Tensor.stack(List.of(z0, z1), 1));
            }
        };
    }

    @ParameterizedTest
    @MethodSource("losses")
    void equalTheWholeBatch(Function<Replicas, PairLoss> loss) {
        check(loss, N, 4);
        check(loss, N, 16);
    }

    static void check(Function<Replicas, PairLoss> loss, int rows, int dimensions) {
        double[] a = Samples.gaussian(61, 0, rows * dimensions);
        double[] b = Samples.near(a, 61, 1);
        try (Scope scope = new Scope()) {
            Tensor whole0 = Samples.leaf(a, rows);
            Tensor whole1 = Samples.leaf(b, rows);
            Tensor whole = loss.apply(Replicas.ONE).apply(whole0, whole1).total();
            whole.backward();

            Tensor z0 = Samples.leaf(a, rows);
            Tensor z1 = Samples.leaf(b, rows);
            Tensor mean = TwoHalves.mean(replicas -> loss.apply(replicas)
                    .apply(half(replicas, z0), half(replicas, z1))
                    .total());
            mean.backward();
            assertEquals(whole.item(), mean.item(), 1e-12);
            assertArrayEquals(Samples.gradient(whole0), Samples.gradient(z0), 1e-12);
            assertArrayEquals(Samples.gradient(whole1), Samples.gradient(z1), 1e-12);
        }
    }

    private static Tensor half(Replicas replicas, Tensor rows) {
        return rows.narrow(0, replicas.rank() * (rows.size(0) / 2), rows.size(0) / 2);
    }
}
