package dev.selfsame.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every optimiser keeps. A new one joins {@link Kind}. */
class OptimizerContractTest {
    @SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
    enum Kind {
        SGD(0.1, groups -> new Sgd(groups, 0)),
        SGD_MOMENTUM(0.05, groups -> new Sgd(groups, 0.9)),
        SGD_DAMPENED(0.05, groups -> new Sgd(groups, 0.9, 0.5, false)),
        SGD_NESTEROV(0.05, groups -> new Sgd(groups, 0.9, 0, true)),
        LARS_PAPER(0.1, groups -> new Lars(groups, new Lars.Config(0.9, 0, false, TrustRule.PAPER, 0.5, 1e-8))),
        LARS_BYOL(0.1, groups -> new Lars(groups, new Lars.Config(0.9, 0, false, TrustRule.BYOL, 0.5, 1e-8))),
        LARS_LARC(0.05, groups -> new Lars(groups, new Lars.Config(0.9, 0, true, TrustRule.LARC, 0.02, 1e-8))),
        LARS_DAMPENED(0.1, groups -> new Lars(groups, new Lars.Config(0.9, 0.5, false, TrustRule.PAPER, 0.5, 1e-8))),
        ADAM(0.05, Adam::new),
        ADAM_W(0.05, AdamW::new);

        final double learningRate;
        final Function<List<ParameterGroup>, Optimizer> make;

        Kind(double learningRate, Function<List<ParameterGroup>, Optimizer> make) {
            this.learningRate = learningRate;
            this.make = make;
        }
    }

    private static final double DECAY = 1e-3;

    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
        parameters.put("filter", random("filter", 4, 3, 2, 2).channelsLast());
        parameters.put("weight", random("weight", 5, 4));
        parameters.put("bias", random("bias", 5));
        parameters.put("scalar", random("scalar"));
        parameters.values().forEach(parameter -> parameter.requireGradient(true));
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void everyOptimizerIsTried() {
        Set<String> classes = new ClassFileImporter()
                .importPath(Path.of("target", "classes", "dev", "selfsame", "optim")).stream()
                        .filter(type -> type.isAssignableTo(Optimizer.class) && !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tried = new TreeSet<>();
        for (Kind kind : Kind.values()) {
            try (Optimizer optimizer = make(kind)) {
                tried.add(optimizer.getClass().getSimpleName());
            }
        }
        assertEquals(classes, tried);
    }

    @ParameterizedTest
    @EnumSource
    void fallsOnAQuadratic(Kind kind) {
        double before = value();
        try (Optimizer optimizer = make(kind)) {
            for (int i = 0; i < 20; i++) {
                gradients(optimizer, "");
                optimizer.step(kind.learningRate);
            }
        }
        double after = value();
        assertTrue(after < 0.5 * before, kind + ": " + before + " became " + after);
    }

    @ParameterizedTest
    @EnumSource
    void aLoadedStateGivesTheSameNextStepToTheBit(Kind kind) {
        Map<String, Tensor> saved = new LinkedHashMap<>();
        Map<String, Tensor> weights = new LinkedHashMap<>();
        try (Optimizer optimizer = make(kind)) {
            for (int i = 0; i < 3; i++) {
                gradients(optimizer, i < 2 ? "bias" : "");
                optimizer.step(kind.learningRate);
            }
            optimizer.state().forEach((name, tensor) -> saved.put(name, tensor.copy()));
            parameters.forEach(
                    (name, tensor) -> weights.put(name, tensor.detach().copy()));
            gradients(optimizer, "");
            optimizer.step(kind.learningRate);
        }
        Map<String, float[]> unbroken = values();
        parameters.forEach((name, tensor) -> tensor.detach().copyInPlace(weights.get(name)));
        try (Optimizer resumed = make(kind)) {
            resumed.load(saved);
            gradients(resumed, "");
            resumed.step(kind.learningRate);
        }
        values().forEach((name, floats) -> assertArrayEquals(unbroken.get(name), floats, name));
    }

    @ParameterizedTest
    @EnumSource
    void aParameterWithoutGradientDoesNotMoveNorDoesWhatIsRememberedOfIt(Kind kind) {
        try (Optimizer optimizer = make(kind)) {
            gradients(optimizer, "");
            optimizer.step(kind.learningRate);
            float[] weight = parameters.get("weight").detach().toFloats();
            Map<String, double[]> remembered = new LinkedHashMap<>();
            optimizer.state().forEach((name, tensor) -> {
                if (name.endsWith(".weight")) {
                    remembered.put(name, tensor.toDoubles());
                }
            });
            gradients(optimizer, "weight");
            optimizer.step(kind.learningRate);
            assertArrayEquals(weight, parameters.get("weight").detach().toFloats());
            remembered.forEach((name, values) ->
                    assertArrayEquals(values, optimizer.state().get(name).toDoubles(), name));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyGradientNothingHappens(Kind kind) {
        Map<String, float[]> before = values();
        try (Optimizer optimizer = make(kind)) {
            optimizer.step(kind.learningRate);
        }
        values().forEach((name, floats) -> assertArrayEquals(before.get(name), floats, name));
    }

    @ParameterizedTest
    @EnumSource
    void aGroupScalesTheLearningRate(Kind kind) {
        Map<String, float[]> before = values();
        List<ParameterGroup> groups = List.of(
                new ParameterGroup("still", some("filter", "weight"), 0, DECAY, true),
                new ParameterGroup("moving", some("bias", "scalar"), 1, 0, false));
        try (Optimizer optimizer = kind.make.apply(groups)) {
            gradients(optimizer, "");
            optimizer.step(kind.learningRate);
        }
        Map<String, float[]> after = values();
        assertArrayEquals(before.get("filter"), after.get("filter"));
        assertArrayEquals(before.get("weight"), after.get("weight"));
        assertFalse(Arrays.equals(before.get("bias"), after.get("bias")));
    }

    @ParameterizedTest
    @EnumSource
    void theMemoryLayoutOfGradientsDoesNotMatter(Kind kind) {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        parameters.forEach((name, tensor) ->
                copy.put(name, tensor.detach().contiguous().copy().requireGradient(true)));
        try (Optimizer ours = make(kind);
                Optimizer rowMajor = kind.make.apply(ParameterGroup.split(copy, DECAY))) {
            for (int i = 0; i < 3; i++) {
                gradients(ours, "");
                rowMajor.clearGradients();
                parameters.forEach((name, tensor) ->
                        copy.get(name).backward(tensor.gradient().contiguous().copy()));
                ours.step(kind.learningRate);
                rowMajor.step(kind.learningRate);
            }
        }
        values().forEach((name, floats) ->
                assertArrayEquals(copy.get(name).detach().toFloats(), floats, 1e-6f, name));
    }

    @ParameterizedTest
    @EnumSource
    void noTensorIsLeaked(Kind kind) {
        long before = Leaks.live();
        try (Optimizer optimizer = make(kind)) {
            try (Scope step = new Scope()) {
                gradients(optimizer, "");
                optimizer.step(kind.learningRate);
            }
            long afterOne = Leaks.live();
            for (int i = 0; i < 5; i++) {
                try (Scope step = new Scope()) {
                    gradients(optimizer, "");
                    optimizer.step(kind.learningRate);
                    optimizer.state();
                }
            }
            assertEquals(afterOne, Leaks.live());
        }
        assertEquals(before, Leaks.live());
    }

    @ParameterizedTest
    @EnumSource
    void anImpossibleLearningRateIsRefused(Kind kind) {
        try (Optimizer optimizer = make(kind)) {
            for (double rate : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY, 1e9}) {
                IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> optimizer.step(rate));
                assertTrue(e.getMessage().contains("learning rate"), e.getMessage());
                assertTrue(e.getMessage().contains(Double.toString(rate)), e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherOptimizersStateIsRefusedAndNothingChanged(Kind kind) {
        Kind other = kind.name().startsWith("ADAM") ? Kind.SGD_MOMENTUM : Kind.ADAM;
        try (Optimizer optimizer = make(kind);
                Optimizer stranger = make(other)) {
            gradients(optimizer, "");
            optimizer.step(kind.learningRate);
            Map<String, double[]> before = new LinkedHashMap<>();
            optimizer.state().forEach((name, tensor) -> before.put(name, tensor.toDoubles()));
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> optimizer.load(stranger.state()));
            assertTrue(e.getMessage().contains(other == Kind.ADAM ? "adam." : "sgd."), e.getMessage());
            optimizer.state().forEach((name, tensor) -> assertArrayEquals(before.get(name), tensor.toDoubles(), name));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStateOfOtherShapesOrNamesIsRefusedInWords(Kind kind) {
        try (Optimizer optimizer = make(kind)) {
            if (optimizer.state().isEmpty()) {
                return;
            }
            String key = optimizer.state().keySet().stream()
                    .filter(name -> name.endsWith(".weight") && !name.contains("started"))
                    .findFirst()
                    .orElseThrow();
            Map<String, Tensor> state = new LinkedHashMap<>(optimizer.state());
            state.put(key, Tensor.zeros(DType.FLOAT32, 7, 7));
            assertTrue(refusal(optimizer, state).contains(key + " should be float32[5, 4] and is float32[7, 7]"));
            state.remove(key);
            assertTrue(refusal(optimizer, state).contains(key + " is missing"));
            state.putAll(optimizer.state());
            state.put(key + "2", Tensor.zeros(DType.FLOAT32, 1));
            assertTrue(refusal(optimizer, state).contains(key + "2 is not expected"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aParameterInTwoGroupsIsRefused(Kind kind) {
        ParameterGroup twice = ParameterGroup.all(some("bias"), 0);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> kind.make.apply(List.of(twice, twice)));
        assertTrue(e.getMessage().contains("bias"), e.getMessage());
    }

    private static String refusal(Optimizer optimizer, Map<String, Tensor> state) {
        return assertThrows(IllegalArgumentException.class, () -> optimizer.load(state))
                .getMessage();
    }

    private Optimizer make(Kind kind) {
        return kind.make.apply(ParameterGroup.split(parameters, DECAY));
    }

    /** Fresh gradients of {@link #value}, for all parameters but one. */
    private void gradients(Optimizer optimizer, String except) {
        optimizer.clearGradients();
        parameters.forEach((name, parameter) -> {
            if (!name.equals(except)) {
                parameter.square().sum().backward();
            }
        });
    }

    private double value() {
        double sum = 0;
        for (Tensor parameter : parameters.values()) {
            sum += parameter.detach().square().sum().item();
        }
        return sum;
    }

    private Map<String, float[]> values() {
        Map<String, float[]> values = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> values.put(name, tensor.detach().toFloats()));
        return values;
    }

    private Map<String, Tensor> some(String... names) {
        Map<String, Tensor> some = new LinkedHashMap<>();
        for (String name : names) {
            some.put(name, parameters.get(name));
        }
        return some;
    }

    private static Tensor random(String name, long... shape) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, Draws.hash(name));
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws.gaussian();
        }
        return Tensor.of(values, shape);
    }
}
