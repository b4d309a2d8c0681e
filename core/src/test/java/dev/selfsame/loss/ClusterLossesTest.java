package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every clustering loss does, whatever its inputs: the contract of {@link LossContract} for many of them. */
class ClusterLossesTest {
    private static final boolean[] MASK = {true, false, true, true, false, false, false, true, true, false, true, true};

    /** A loss with its inputs: those trained come first, the others are constants. */
    private record Case(String name, int trained, List<long[]> shapes, Supplier<Live> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A loss at work; its state, where it has one, moves or is held still. */
    private record Live(Object loss, Function<List<Tensor>, Loss> formula) implements AutoCloseable {
        Loss apply(List<Tensor> inputs) {
            return formula.apply(inputs);
        }

        Live still() {
            if (loss instanceof DinoLoss dino) {
                dino.update(false);
            } else if (loss instanceof IbotPatch ibot) {
                ibot.update(false);
            } else if (loss instanceof IbotPlusPlusPatch ibot) {
                ibot.update(false);
            } else if (loss instanceof PatchKernelAlignment alignment) {
                alignment.update(false);
            }
            return this;
        }

        @Override
        public void close() {
            if (loss instanceof Module module) {
                module.close();
            }
        }
    }

    /** Shapes of inputs, such as {@code 6, 5; 4, 5}. */
    static List<long[]> shapes(String text) {
        return Arrays.stream(text.split("; "))
                .map(shape -> Arrays.stream(shape.split(", "))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
    }

    static Stream<Case> losses() {
        return Stream.of(
                new Case("SwAV", 3, shapes("6, 5; 6, 5; 6, 5; 4, 5; 4, 5"), ClusterLossesTest::swav),
                new Case("DINO", 3, shapes("6, 5; 6, 5; 6, 5; 6, 5; 6, 5"), ClusterLossesTest::dino),
                new Case("iBOT", 1, shapes("7, 5; 7, 5"), ClusterLossesTest::ibot),
                new Case("iBOT++", 1, shapes("3, 4, 5; 3, 4, 5"), ClusterLossesTest::ibotPlusPlus),
                new Case("MSN", 2, shapes("8, 6; 5, 6; 4, 6"), () -> {
                    MsnLoss loss = new MsnLoss();
                    return new Live(loss, in -> loss.apply(in.get(0), in.get(2), in.get(1)));
                }),
                new Case("PMSN", 2, shapes("8, 6; 5, 6; 4, 6"), () -> {
                    PmsnLoss loss = new PmsnLoss();
                    return new Live(loss, in -> loss.apply(in.get(0), in.get(2), in.get(1)));
                }),
                new Case("CAPI", 1, shapes("3, 2, 5; 3, 4, 5"), () -> {
                    CapiLoss loss = new CapiLoss();
                    Tensor index = Tensor.of(new long[] {0, 2, 1, 3, 3, 0}, 3, 2);
                    return new Live(loss, in -> loss.apply(in.get(1), in.get(0), index));
                }),
                new Case("PaKa", 1, shapes("3, 6, 4; 3, 6, 4"), () -> alignment(new PatchKernelAlignment())),
                new Case(
                        "PaKa of some",
                        1,
                        shapes("3, 6, 4; 3, 6, 4"),
                        () -> alignment(new PatchKernelAlignment(4, 3, Replicas.ONE))),
                new Case("DetCon-S", 2, shapes("3, 4, 5; 3, 4, 5"), ClusterLossesTest::detConS),
                new Case("DetCon-B", 2, shapes("3, 4, 5; 3, 4, 5; 3, 4, 5; 3, 4, 5"), ClusterLossesTest::detConB));
    }

    static Stream<Case> lossesWithState() {
        return losses().filter(each -> {
            try (Scope scope = new Scope();
                    Live live = each.make().get()) {
                return live.loss() instanceof Module;
            }
        });
    }

    private static Live swav() {
        SwavLoss loss = new SwavLoss();
        return new Live(loss, in -> loss.apply(in.subList(0, 2), in.subList(2, 3), in.subList(3, 5)));
    }

    private static Live dino() {
        DinoLoss loss = new DinoLoss(5);
        return new Live(loss, in -> loss.apply(in.subList(3, 5), in.subList(0, 3)));
    }

    private static Live ibot() {
        IbotPatch loss = new IbotPatch(5);
        Tensor mask = mask();
        return new Live(loss, in -> loss.apply(in.get(1), in.get(0), mask));
    }

    private static Live ibotPlusPlus() {
        IbotPlusPlusPatch loss = new IbotPlusPlusPatch(5);
        Tensor mask = mask();
        return new Live(loss, in -> loss.apply(in.get(1), in.get(0), mask));
    }

    private static Live alignment(PatchKernelAlignment loss) {
        return new Live(loss, in -> loss.apply(in.get(0), in.get(1), null));
    }

    private static Live detConS() {
        DetConSLoss loss = new DetConSLoss();
        List<Tensor> ids = ids();
        return new Live(loss, in -> loss.apply(in.get(0), in.get(1), ids.get(0), ids.get(1)));
    }

    private static Live detConB() {
        DetConBLoss loss = new DetConBLoss();
        List<Tensor> ids = ids();
        return new Live(loss, in -> loss.apply(in.subList(0, 2), in.subList(2, 4), ids));
    }

    private static Tensor mask() {
        byte[] bytes = new byte[MASK.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (MASK[i] ? 1 : 0);
        }
        return Tensor.of(bytes, DType.BOOL, 3, 4);
    }

    private static List<Tensor> ids() {
        return List.of(
                Tensor.of(new long[] {0, 1, 2, 2, 0, 1, 2, 3, 0, 0, 1, 2}, 3, 4),
                Tensor.of(new long[] {1, 1, 2, 0, 3, 2, 1, 0, 0, 1, 2, 2}, 3, 4));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void trainsWhatItShouldAndNothingElse(Case each) {
        try (Scope scope = new Scope();
                Live live = each.make().get()) {
            List<Tensor> inputs = inputs(each, 1, DType.FLOAT64);
            Loss loss = live.apply(inputs);
            loss.total().backward();
            assertTrue(Double.isFinite(loss.total().item()), loss.toString());
            for (int i = 0; i < inputs.size(); i++) {
                if (i < each.trained()) {
                    double[] gradient = Samples.gradient(inputs.get(i));
                    assertFinite(gradient);
                    assertTrue(Arrays.stream(gradient).map(Math::abs).sum() > 1e-9, "input " + i + " has no gradient");
                } else {
                    assertNull(inputs.get(i).gradient(), "input " + i + " has a gradient");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void isFiniteForInputsOfAnySize(Case each) {
        for (double scale : new double[] {1e4, 1e-4, 0}) {
            try (Scope scope = new Scope();
                    Live live = each.make().get()) {
                assertFinite(each, live, inputs(each, scale, DType.FLOAT32));
                assertFinite(each, live, inputs(each, scale, DType.FLOAT32)); // with the state of the first call
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void isFiniteWhereAllIsTheSame(Case each) {
        try (Scope scope = new Scope();
                Live live = each.make().get()) {
            List<Tensor> ones = new ArrayList<>();
            for (long[] shape : each.shapes()) {
                ones.add(Tensor.ones(DType.FLOAT32, shape).requireGradient(true));
            }
            assertFinite(each, live, ones);
        }
    }

    private static void assertFinite(Case each, Live live, List<Tensor> inputs) {
        Loss loss = live.apply(inputs);
        loss.total().backward();
        assertTrue(Double.isFinite(loss.total().item()), loss.toString());
        inputs.subList(0, each.trained()).forEach(input -> assertFinite(Samples.gradient(input)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void fallsInThirtyStepsWithItsStateHeldStill(Case each) {
        try (Scope scope = new Scope();
                Live live = each.make().get().still()) {
            List<Tensor> inputs = inputs(each, 1, DType.FLOAT32);
            double first = live.apply(inputs).total().item();
            double last = first;
            for (int step = 0; step < 30; step++) {
                Loss loss = live.apply(inputs);
                last = loss.total().item();
                loss.total().backward();
                inputs.subList(0, each.trained()).forEach(ClusterLossesTest::descend);
            }
            assertTrue(last < first, first + " became " + last);
        }
    }

    private static void descend(Tensor input) {
        try (NoGrad guard = new NoGrad()) {
            Tensor gradient = Tensor.of(Samples.gradient(input), input.shape()).to(DType.FLOAT32);
            double norm = gradient.norm().item();
            if (norm > 0) {
                input.addInPlace(gradient, -0.01 * input.norm().item() / norm);
            }
            input.clearGradient();
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void termsAddUpToTheTotalAndTheSameCallGivesTheSameBits(Case each) {
        try (Scope scope = new Scope();
                Live live = each.make().get().still()) {
            List<Tensor> inputs = inputs(each, 1, DType.FLOAT32);
            Loss loss = live.apply(inputs);
            double sum =
                    loss.terms().values().stream().mapToDouble(Tensor::item).sum();
            assertEquals(loss.total().item(), sum, 1e-6 * Math.abs(sum));
            assertArrayEquals(loss.total().toBytes(), live.apply(inputs).total().toBytes());
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void computesInFloat32UnderAutocast(Case each) {
        try (Scope scope = new Scope();
                Live live = each.make().get().still()) {
            List<Tensor> half = new ArrayList<>();
            for (Tensor input : inputs(each, 1, DType.FLOAT32)) {
                half.add(input.detach().to(DType.BFLOAT16).requireGradient(true));
            }
            List<Tensor> rounded =
                    half.stream().map(x -> x.detach().to(DType.FLOAT32)).toList();
            double full = live.apply(rounded).total().item();
            try (Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                Loss loss = live.apply(half);
                assertEquals(DType.FLOAT32, loss.total().dtype());
                assertEquals(full, loss.total().item());
                assertTrue(Autocast.isOn(Device.CPU), "autocast is on again");
                loss.total().backward();
            }
            half.subList(0, each.trained()).forEach(input -> assertFinite(Samples.gradient(input)));
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void leavesNothingBehindButTheLoss(Case each) {
        try (Scope scope = new Scope();
                Live live = each.make().get()) {
            List<Tensor> inputs = inputs(each, 1, DType.FLOAT32);
            for (int round = 0; round < 20; round++) {
                long before = Leaks.live();
                try (Scope step = new Scope()) {
                    Loss loss = live.apply(inputs);
                    int kept = loss.terms().size() + (loss.terms().containsValue(loss.total()) ? 0 : 1);
                    assertEquals(before + kept, Leaks.live());
                    loss.total().backward();
                }
                inputs.forEach(Tensor::clearGradient);
                assertEquals(before, Leaks.live());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lossesWithState")
    void stateGoesOnToTheBitWhereItWasLoaded(Case each) {
        try (Scope scope = new Scope();
                Live live = each.make().get();
                Live other = each.make().get()) {
            List<Tensor> inputs = inputs(each, 1, DType.FLOAT32);
            for (int call = 0; call < 3; call++) {
                live.apply(inputs);
            }
            ((Module) other.loss()).load(((Module) live.loss()).state());
            for (int call = 0; call < 2; call++) {
                assertArrayEquals(
                        live.apply(inputs).total().toBytes(),
                        other.apply(inputs).total().toBytes());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void saysItsNameAndParameters(Case each) {
        try (Scope scope = new Scope();
                Live live = each.make().get()) {
            String text = live.loss().toString();
            assertTrue(text.startsWith(live.loss().getClass().getSimpleName() + "["), text);
        }
    }

    private static List<Tensor> inputs(Case each, double scale, DType dtype) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < each.shapes().size(); i++) {
            long[] shape = each.shapes().get(i);
            int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            Tensor values = Tensor.of(Samples.gaussian(71, i, count), shape);
            inputs.add(values.mul(scale).to(dtype).detach().requireGradient(true));
        }
        return inputs;
    }

    private static void assertFinite(double[] values) {
        assertTrue(Arrays.stream(values).allMatch(Double::isFinite), Arrays.toString(values));
    }
}
