package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.distributed.TwoHalves;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clustering losses on two replicas with half the batch each: the whole batch's value, gradients and centre. */
class ClusterReplicasTest {
    /** A loss of the inputs that a replica has; those named shared are the same on both. */
    private record Case(String name, List<long[]> shapes, int shared, BiFunction<Replicas, List<Tensor>, Loss> loss) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> losses() {
        return Stream.of(
                new Case(
                        "SwAV",
                        LossesOfAnyInputsTest.shapes("6, 5; 6, 5; 6, 5; 4, 5; 4, 5"),
                        0,
                        (replicas, in) -> new SwavLoss(0.1, 0.05, 3, replicas)
                                .apply(in.subList(0, 2), in.subList(2, 3), in.subList(3, 5))),
                new Case(
                        "SwAV without iterations",
                        LossesOfAnyInputsTest.shapes("6, 5; 6, 5"),
                        0,
                        (replicas, in) -> new SwavLoss(0.1, 0.5, 0, replicas).apply(in, List.of())),
                new Case("MSN", LossesOfAnyInputsTest.shapes("6, 4; 6, 4; 5, 4"), 1, (replicas, in) -> new MsnLoss(
                                0.1, 3, 1.5, replicas)
                        .apply(in.get(0), in.get(1), in.get(2))),
                new Case(
                        "PMSN",
                        LossesOfAnyInputsTest.shapes("6, 4; 6, 4; 5, 4"),
                        1,
                        (replicas, in) -> pmsn(PmsnLoss.Divergence.TO_PRIOR, replicas, in)),
                new Case(
                        "PMSN, Lightly's",
                        LossesOfAnyInputsTest.shapes("6, 4; 6, 4; 5, 4"),
                        1,
                        (replicas, in) -> pmsn(PmsnLoss.Divergence.FROM_PRIOR, replicas, in)),
                new Case("CAPI", LossesOfAnyInputsTest.shapes("4, 3, 5; 4, 3, 5"), 0, (replicas, in) -> new CapiLoss(
                                0.06, 0.12, 3, replicas)
                        .apply(in.get(0), in.get(1))),
                new Case(
                        "DetCon-S",
                        LossesOfAnyInputsTest.shapes("4, 3, 5; 4, 3, 5"),
                        0,
                        (replicas, in) -> new DetConSLoss(0.2, replicas)
                                .apply(in.get(0), in.get(1), ids(replicas, 0), ids(replicas, 5))),
                new Case(
                        "DetCon-B",
                        LossesOfAnyInputsTest.shapes("4, 3, 5; 4, 3, 5; 4, 3, 5; 4, 3, 5"),
                        0,
                        (replicas, in) -> new DetConBLoss(0.2, replicas)
                                .apply(
                                        in.subList(0, 2),
                                        in.subList(2, 4),
                                        List.of(ids(replicas, 0), ids(replicas, 5)))),
                new Case("PaKa", LossesOfAnyInputsTest.shapes("4, 5, 3; 4, 5, 3"), 0, ClusterReplicasTest::alignment));
    }

    private static Loss pmsn(PmsnLoss.Divergence divergence, Replicas replicas, List<Tensor> in) {
        return new PmsnLoss(0.1, 3, 1.5, new PmsnLoss.PowerLaw(0.5), divergence, replicas)
                .apply(in.get(0), in.get(1), in.get(2));
    }

    /** Both replicas draw their images' patches as one would; one image has too few that count. */
    private static Loss alignment(Replicas replicas, List<Tensor> in) {
        byte[] ignored = new byte[20];
        Arrays.fill(ignored, 0, 4, (byte) 1);
        ignored[12] = 1;
        try (PatchKernelAlignment loss = new PatchKernelAlignment(4, 9, replicas)) {
            Tensor mask = own(replicas, Tensor.of(ignored, DType.BOOL, 4, 5));
            return loss.apply(in.get(0), in.get(1), mask);
        }
    }

    private static Tensor ids(Replicas replicas, int shift) {
        long[] ids = new long[12];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (i * 7L + shift) % 4;
        }
        return own(replicas, Tensor.of(ids, 4, 3));
    }

    /** The rows of a replica: half of them, or all where there is one. */
    private static Tensor own(Replicas replicas, Tensor rows) {
        long n = rows.size(0) / replicas.size();
        return rows.narrow(0, replicas.rank() * n, n);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void equalTheWholeBatch(Case each) {
        try (Scope scope = new Scope()) {
            List<Tensor> inputs = inputs(each);
            Tensor whole = each.loss().apply(Replicas.ONE, inputs).total();
            whole.backward();

            List<Tensor> split = inputs(each);
            Tensor mean = TwoHalves.mean(replicas ->
                    each.loss().apply(replicas, halves(each, replicas, split)).total());
            mean.backward();
            assertEquals(whole.item(), mean.item(), 1e-12 * Math.max(1, Math.abs(whole.item())));
            for (int i = 0; i < inputs.size(); i++) {
                if (inputs.get(i).gradient() != null) {
                    assertArrayEquals(
                            Samples.gradient(inputs.get(i)), Samples.gradient(split.get(i)), 1e-12, "input " + i);
                }
            }
        }
    }

    private static List<Tensor> halves(Case each, Replicas replicas, List<Tensor> inputs) {
        List<Tensor> halves = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            boolean shared = i >= inputs.size() - each.shared();
            halves.add(shared ? inputs.get(i) : own(replicas, inputs.get(i)));
        }
        return halves;
    }

    @Test
    void dinosCentreFollowsTheWholeBatch() {
        equalCentres(replicas -> {
            try (DinoLoss loss = new DinoLoss(3, 0.04, 0.04, 0, 0.1, 0.9, replicas)) {
                List<Tensor> views = List.of(own(replicas, rows(1, 4)), own(replicas, rows(2, 4)));
                loss.apply(views, views);
                return loss.buffers().get("center").copy();
            }
        });
    }

    /** One image has one masked token, the other three. */
    @Test
    void ibotsCentreIsTheMeanOfAllMaskedTokensThoughReplicasHaveMoreAndFewer() {
        equalCentres(replicas -> {
            try (IbotPatch loss = new IbotPatch(3, 0.04, 0.1, 0.9, replicas)) {
                Tensor mask = own(replicas, Tensor.of(new byte[] {0, 0, 0, 1, 1, 0, 1, 1}, DType.BOOL, 2, 4));
                Tensor tokens = rows(1, 4);
                Tensor mine = replicas.size() == 1
                        ? tokens
                        : replicas.rank() == 0 ? tokens.narrow(0, 0, 1) : tokens.narrow(0, 1, 3);
                loss.apply(mine, mine, mask);
                return loss.buffers().get("center").copy();
            }
        });
    }

    @Test
    void ibotPlusPlussCentreFollowsTheWholeBatch() {
        equalCentres(replicas -> {
            try (IbotPlusPlusPatch loss = new IbotPlusPlusPatch(3, 0.04, 0.1, 0.9, replicas)) {
                Tensor tokens = own(replicas, rows(1, 8).reshape(2, 4, 3));
                loss.apply(tokens, tokens, null);
                return loss.buffers().get("center").copy();
            }
        });
    }

    private static Tensor rows(int part, int count) {
        return Tensor.of(Samples.gaussian(83, part, count * 3), count, 3);
    }

    private static void equalCentres(Function<Replicas, Tensor> centre) {
        try (Scope scope = new Scope()) {
            double[] halves = TwoHalves.mean(centre).toDoubles();
            assertArrayEquals(centre.apply(Replicas.ONE).toDoubles(), halves, 1e-7);
        }
    }

    private static List<Tensor> inputs(Case each) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < each.shapes().size(); i++) {
            long[] shape = each.shapes().get(i);
            int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            inputs.add(Tensor.of(Samples.gaussian(82, i, count), shape).requireGradient(true));
        }
        return inputs;
    }
}
