package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of {@link LossContract} for losses that want other inputs than two views, and what every loss with state
 * does besides.
 */
class LossesOfAnyInputsTest {
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
            } else if (loss instanceof TiCoLoss tico) {
                tico.update(false);
            } else if (loss instanceof WMseLoss wmse) {
                wmse.update(false);
            } else if (loss instanceof SigReg sigreg) {
                sigreg.update(false);
            } else if (loss instanceof LeJepaLoss lejepa) {
                lejepa.update(false);
            } else if (loss instanceof VisRegLoss visreg) {
                visreg.update(false);
            } else if (loss instanceof Dse dse) {
                dse.training(false);
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
                new Case("SwAV", 3, shapes("6, 5; 6, 5; 6, 5; 4, 5; 4, 5"), LossesOfAnyInputsTest::swav),
                new Case("DINO", 3, shapes("6, 5; 6, 5; 6, 5; 6, 5; 6, 5"), LossesOfAnyInputsTest::dino),
                new Case("iBOT", 1, shapes("7, 5; 7, 5"), LossesOfAnyInputsTest::ibot),
                new Case("iBOT++", 1, shapes("3, 4, 5; 3, 4, 5"), LossesOfAnyInputsTest::ibotPlusPlus),
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
                new Case("DetCon-S", 2, shapes("3, 4, 5; 3, 4, 5"), LossesOfAnyInputsTest::detConS),
                new Case("DetCon-B", 2, shapes("3, 4, 5; 3, 4, 5; 3, 4, 5; 3, 4, 5"), LossesOfAnyInputsTest::detConB),
                new Case("symmetric cosine", 2, shapes("6, 5; 6, 5; 6, 5; 6, 5"), () -> {
                    SymmetricNegativeCosine loss = new SymmetricNegativeCosine();
                    return new Live(loss, in -> loss.apply(in.get(0), in.get(1), in.get(2), in.get(3)));
                }),
                new Case("DSE", 1, shapes("3, 7, 5"), () -> {
                    Dse loss = new Dse(new Dse.Config(1, true, 2, 4, 20, 1e-4), 3);
                    return new Live(loss, in -> loss.apply(in.get(0)));
                }),
                new Case("W-MSE", 2, shapes("16, 4; 16, 4"), () -> {
                    // With eps 0 a batch that is all the same is refused, which WMseLossTest sees.
                    WMseLoss loss = new WMseLoss(new WMseLoss.Config(4, 8, 2, 0.1, 0.01, true), 1, Replicas.ONE);
                    return new Live(loss, in -> loss.apply(in.get(0), in.get(1)));
                }),
                new Case("TiCo", 2, shapes("6, 5; 6, 5"), () -> {
                    TiCoLoss loss = new TiCoLoss(5);
                    return new Live(loss, in -> loss.apply(in.get(0), in.get(1)));
                }),
                new Case("SIGReg", 1, shapes("6, 5"), () -> {
                    SigReg loss = new SigReg(new SigReg.Config(17, 3, 64), 1, Replicas.ONE);
                    return new Live(loss, in -> loss.apply(in.get(0)));
                }),
                new Case("LeJEPA", 3, shapes("6, 5; 6, 5; 6, 5"), () -> {
                    LeJepaLoss loss = new LeJepaLoss(0.05, new SigReg(new SigReg.Config(17, 3, 64), 1, Replicas.ONE));
                    return new Live(loss, in -> loss.apply(in.subList(0, 2), in.subList(2, 3)));
                }),
                new Case("VISReg", 2, shapes("6, 5; 6, 5"), () -> {
                    VisRegLoss loss = new VisRegLoss(new VisRegLoss.Config(0.9, 64, 1, 1, 1, 1e-4), 1, Replicas.ONE);
                    return new Live(loss, in -> loss.apply(in.get(0), in.get(1)));
                }));
    }

    @Test
    void everyLossWithStateIsHere() {
        Set<String> there = new ClassFileImporter()
                .importPath(Path.of("target", "classes", "dev", "selfsame", "loss")).stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> type.isTopLevelClass() && type.isAssignableTo(Module.class))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> here = new TreeSet<>();
        lossesWithState().forEach(each -> {
            try (Scope scope = new Scope();
                    Live live = each.make().get()) {
                here.add(live.loss().getClass().getSimpleName());
            }
        });
        assertEquals(there, here);
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
                inputs.subList(0, each.trained()).forEach(LossesOfAnyInputsTest::descend);
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

    /** On inputs that were rounded to bfloat16, as networks under autocast give them. */
    @ParameterizedTest
    @MethodSource("losses")
    void underAutocastIsNearFloat32(Case each) {
        try (Scope scope = new Scope();
                Live live = each.make().get().still()) {
            List<Tensor> inputs = inputs(each, 1, DType.FLOAT32);
            double full = live.apply(inputs).total().item();
            List<Tensor> rounded =
                    inputs.stream().map(x -> x.to(DType.BFLOAT16)).toList();
            try (Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                double half = live.apply(rounded).total().item();
                assertEquals(full, half, Math.max(0.01, 0.02 * Math.abs(full)));
            }
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
            Said.nameAndParameters(live.loss());
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
