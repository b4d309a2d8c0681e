package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.distributed.TwoHalves;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two replicas with half the batch each: their mean loss, its gradients and what they keep for the next batch are those of
 * the whole batch, for every loss that there is.
 */
class TwoReplicasTest {
    private static final Set<Class<?>> OF_SINGLE_ROWS =
            Set.of(NegativeCosine.class, NormalizedMse.class, SymmetricNegativeCosine.class);

    static Stream<ReplicaCase<?>> cases() {
        return ReplicaCases.all();
    }

    /** What two batches, one after the other, give; the second meets what the first left. */
    private record Outcome(double loss, List<double[]> gradients, List<Map<String, double[]>> states) {}

    @Test
    void everyLossIsHere() {
        assertEquals(names(Losses.all().stream().map(Losses.Entry::type)), names(cases().map(each -> each.type())));
    }

    private static Set<String> names(Stream<? extends Class<?>> types) {
        return types.map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalTheWholeBatch(ReplicaCase<?> each) {
        Outcome whole = whole(each);
        Outcome halves = halves(each, replicas -> replicas);
        assertEquals(whole.loss, halves.loss, 1e-12 * Math.max(1, Math.abs(whole.loss)));
        for (int i = 0; i < whole.gradients.size(); i++) {
            double[] expected = whole.gradients.get(i);
            double largest = DoubleStream.of(expected).map(Math::abs).max().orElse(0);
            assertArrayEquals(
                    expected, halves.gradients.get(i), 1e-12 * Math.max(1, largest), "gradient of input " + i);
        }
        for (Map<String, double[]> state : halves.states) {
            assertEquals(whole.states.get(0).keySet(), state.keySet());
            whole.states.get(0).forEach((name, values) -> assertArrayEquals(values, state.get(name), 1e-12, name));
        }
    }

    /** A loss that took the statistics of its own half would be seen; those of single rows have none. */
    @ParameterizedTest
    @MethodSource("cases")
    void wouldNotIfEachWereAlone(ReplicaCase<?> each) {
        Outcome whole = whole(each);
        Outcome apart = halves(each, replicas -> Replicas.ONE);
        boolean same = isNear(whole.loss, apart.loss);
        for (int i = 0; i < whole.gradients.size(); i++) {
            same &= isNear(whole.gradients.get(i), apart.gradients.get(i));
        }
        for (Map<String, double[]> state : apart.states) {
            same &= whole.states.get(0).entrySet().stream()
                    .allMatch(entry -> isNear(entry.getValue(), state.get(entry.getKey())));
        }
        assertEquals(OF_SINGLE_ROWS.contains(each.type()), same);
    }

    private static boolean isNear(double... values) {
        return Math.abs(values[0] - values[1]) < 1e-7;
    }

    private static boolean isNear(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (!isNear(a[i], b[i])) {
                return false;
            }
        }
        return true;
    }

    private static <L> Outcome whole(ReplicaCase<L> each) {
        try (Scope scope = new Scope()) {
            List<Tensor> inputs = inputs(each);
            Map<Integer, Map<String, double[]>> states = new HashMap<>();
            return outcome(twice(each, Replicas.ONE, Replicas.ONE, inputs, states), inputs, states);
        }
    }

    /** Two halves of the batch, by losses of whomever {@code with} says. */
    private static <L> Outcome halves(ReplicaCase<L> each, Function<Replicas, Replicas> with) {
        try (Scope scope = new Scope()) {
            List<Tensor> inputs = inputs(each);
            Map<Integer, Map<String, double[]>> states = new HashMap<>(); // by rank, of the last round
            Tensor mean = TwoHalves.mean(replicas -> twice(each, replicas, with.apply(replicas), inputs, states));
            return outcome(mean, inputs, states);
        }
    }

    private static <L> Tensor twice(
            ReplicaCase<L> each,
            Replicas half,
            Replicas with,
            List<Tensor> inputs,
            Map<Integer, Map<String, double[]>> states) {
        L loss = each.make().apply(with);
        Module state = each.state(loss);
        ReplicaCase.Part part = new ReplicaCase.Part(half, inputs, each.shared());
        if (state == null) {
            states.put(half.rank(), Map.of());
            return each.formula().apply(loss, part).total();
        }
        try (state) {
            state.to(DType.FLOAT64);
            Tensor first = each.formula().apply(loss, part).total();
            Tensor second = each.formula().apply(loss, part).total();
            Map<String, double[]> left = new TreeMap<>();
            state.buffers().forEach((name, values) -> left.put(name, values.toDoubles()));
            states.put(half.rank(), left);
            return first.add(second);
        }
    }

    private static List<Tensor> inputs(ReplicaCase<?> each) {
        List<double[]> values = each.values();
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            inputs.add(Tensor.of(values.get(i), each.shapes().get(i)).requireGradient(true));
        }
        return inputs;
    }

    private static Outcome outcome(Tensor total, List<Tensor> inputs, Map<Integer, Map<String, double[]>> states) {
        total.backward();
        List<double[]> gradients = new ArrayList<>();
        for (Tensor input : inputs) {
            Tensor gradient = input.gradient();
            gradients.add(gradient == null ? new double[0] : gradient.toDoubles());
        }
        return new Outcome(total.item(), gradients, List.copyOf(states.values()));
    }
}
