package dev.selfsame.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupSchedulesTest {
    private final Scope scope = new Scope();
    private final Tensor weight = Tensor.of(new double[] {1, -2}, 2).requireGradient(true);
    private final Tensor head = Tensor.of(new double[] {3}, 1).requireGradient(true);

    @AfterEach
    void close() {
        scope.close();
    }

    private List<ParameterGroup> groups() {
        return List.of(
                new ParameterGroup("weights", Map.of("weight", weight), 1, 0.5, true),
                new ParameterGroup("head", Map.of("head", head), 2, 0, false));
    }

    private static Progress at(long step) {
        return new Progress(step, 10, (int) step / 5, 2);
    }

    private void backward() {
        weight.clearGradient();
        head.clearGradient();
        weight.sum().add(head.sum()).backward();
    }

    @Test
    void eachGroupHasItsLearningRateAndItsDecay() {
        GroupSchedules schedules = GroupSchedules.of(groups(), Schedule.constant(0.1))
                .withWeightDecay("weights", Schedule.cosine(0, 1))
                .withLearningRate("head", Schedule.staircase(0, 1, List.of()));
        GroupRates half = schedules.at(at(5));
        assertEquals(0.1, half.learningRate(groups().get(0)));
        assertEquals(0.5, half.weightDecay(groups().get(0)), 1e-15);
        assertEquals(0, half.learningRate(groups().get(1)));
        assertEquals(0, half.weightDecay(groups().get(1)));
        try (Optimizer sgd = new Sgd(groups(), 0)) {
            backward();
            sgd.step(schedules.at(at(10)));
            assertArrayEquals(new double[] {1 - 0.1 * 2, -2 - 0.1 * (1 - 2)}, weight.toDoubles(), 1e-12);
            assertArrayEquals(new double[] {3}, head.toDoubles(), 0);
        }
    }

    static List<Function<List<ParameterGroup>, Optimizer>> optimizers() {
        return List.of(groups -> new Sgd(groups, 0.9), Lars::new, Adam::new, AdamW::new);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void constantSchedulesAreTheStepWithOneRate(Function<List<ParameterGroup>, Optimizer> make) {
        double[] start = weight.toDoubles();
        double[][] ends = new double[2][];
        for (int way = 0; way < 2; way++) {
            weight.detach().copyInPlace(Tensor.of(start, 2));
            head.detach().copyInPlace(Tensor.of(new double[] {3}, 1));
            GroupSchedules schedules = GroupSchedules.of(groups(), Schedule.constant(0.1));
            try (Optimizer optimizer = make.apply(groups())) {
                for (int step = 0; step < 3; step++) {
                    backward();
                    if (way == 0) {
                        optimizer.step(0.1);
                    } else {
                        optimizer.step(schedules.at(at(step)));
                    }
                }
            }
            ends[way] = Tensor.cat(List.of(weight.detach(), head.detach()), 0).toDoubles();
        }
        assertArrayEquals(ends[0], ends[1], 0);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aRisingDecayIsFeltAtTheStep(Function<List<ParameterGroup>, Optimizer> make) {
        GroupSchedules schedules = GroupSchedules.of(groups(), Schedule.constant(0.1))
                .withWeightDecay("weights", Schedule.cosine(0, 1).perEpoch());
        double[][] after = new double[2][];
        for (int epoch = 0; epoch < 2; epoch++) {
            weight.detach().copyInPlace(Tensor.of(new double[] {1, -2}, 2));
            try (Optimizer optimizer = make.apply(groups())) {
                backward();
                optimizer.step(schedules.at(at(5L * epoch)));
                backward();
                optimizer.step(schedules.at(at(5L * epoch)));
            }
            after[epoch] = weight.toDoubles();
        }
        assertEquals(false, after[0][1] == after[1][1]);
    }

    @Test
    void otherNamesAndRangesAreRefused() {
        GroupSchedules schedules = GroupSchedules.of(groups(), Schedule.constant(0.1));
        assertEquals(
                "no parameter group biases; there are weights, head",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> schedules.withWeightDecay("biases", Schedule.constant(0)))
                        .getMessage());
        try (Optimizer sgd = new Sgd(groups(), 0)) {
            backward();
            GroupRates negative =
                    schedules.withWeightDecay("head", Schedule.constant(-1)).at(at(0));
            assertEquals(
                    "weight decay of group head must be 0 to 100, got -1.0",
                    assertThrows(IllegalArgumentException.class, () -> sgd.step(negative))
                            .getMessage());
        }
    }
}
