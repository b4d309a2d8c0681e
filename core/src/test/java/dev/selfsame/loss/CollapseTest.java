package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses on feature statistics are finite, gradients too, where the statistics are degenerate: float32, small and large. */
class CollapseTest {
    static Stream<PairLoss> losses() {
        return Stream.of(
                new BarlowTwinsLoss(),
                new VicRegLoss(),
                VicRegLLossTest.adapted(new VicRegLLoss()),
                new VibCRegLoss(),
                new Adapted("TiCoLoss", (z0, z1) -> {
                    try (TiCoLoss loss = new TiCoLoss((int) z0.size(1))) {
                        return loss.apply(z0, z1);
                    }
                }),
                new FroSslLoss(),
                new FroSslLoss(1, true, Replicas.ONE),
                new MmcrLoss(),
                new EmpSslLoss(),
                All4OneLossTest.adapted(new All4OneLoss()),
                KoLeoTest.adapted(new KoLeo()),
                new Adapted("SigReg", (z0, z1) -> {
                    try (SigReg loss = new SigReg(new SigReg.Config(17, 3, 16), 1, Replicas.ONE)) {
                        return loss.apply(Tensor.stack(List.of(z0, z1), 0));
                    }
                }),
                new Adapted("VisRegLoss", (z0, z1) -> {
                    VisRegLoss.Config config = new VisRegLoss.Config(0.9, 16, 1, 1, 1, 1e-4);
                    try (VisRegLoss loss = new VisRegLoss(config, 1, Replicas.ONE)) {
                        return loss.apply(z0, z1);
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void equalRows(PairLoss loss) {
        for (int d : new int[] {8, 40}) {
            try (Scope scope = new Scope()) {
                check(loss, Tensor.of(Samples.gaussian(71, d, d), 1, d).expand(16, d));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void rowsOnALine(PairLoss loss) {
        for (int d : new int[] {8, 40}) {
            try (Scope scope = new Scope()) {
                Tensor row = Tensor.of(Samples.gaussian(72, d, d), 1, d);
                check(loss, Tensor.of(Samples.gaussian(72, 1, 16), 16, 1).matmul(row));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void someColumnsAndRowsOfZeros(PairLoss loss) {
        for (int d : new int[] {8, 40}) {
            double[] values = Samples.gaussian(73, d, 16 * d);
            for (int i = 0; i < values.length; i++) {
                values[i] = i % d < 3 || i / d < 3 ? 0 : values[i];
            }
            try (Scope scope = new Scope()) {
                check(loss, Tensor.of(values, 16, d));
            }
        }
    }

    private static void check(PairLoss loss, Tensor rows) {
        for (double scale : new double[] {1e4, 1, 1e-4, 1e-12}) {
            try (Scope scope = new Scope()) {
                Tensor z0 =
                        rows.mul(scale).to(DType.FLOAT32).contiguous().detach().requireGradient(true);
                Tensor z1 = rows.mul(scale * 1.01).to(DType.FLOAT32).detach().requireGradient(true);
                Loss made = loss.apply(z0, z1);
                made.total().backward();
                assertTrue(Double.isFinite(made.total().item()), loss + " at " + scale + ": " + made);
                for (Tensor z : new Tensor[] {z0, z1}) {
                    double[] gradient = Samples.gradient(z);
                    assertTrue(Arrays.stream(gradient).allMatch(Double::isFinite), loss + " at " + scale);
                }
            }
        }
    }
}
