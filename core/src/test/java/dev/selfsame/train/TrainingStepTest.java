package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.data.LoadedBatch;
import dev.selfsame.data.Loader;
import dev.selfsame.data.LoaderConfig;
import dev.selfsame.loss.Loss;
import dev.selfsame.method.Method;
import dev.selfsame.nn.Backbone;
import dev.selfsame.nn.Module;
import dev.selfsame.optim.GroupSchedules;
import dev.selfsame.optim.Optimizer;
import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.Scope;
import dev.selfsame.view.Batch;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingStepTest {
    private static final double RATE = 0.1;
    private static final GroupSchedules RATES = GroupSchedules.of(List.of(), Schedule.constant(RATE));

    @TempDir
    private Path directory;

    /** The losses and gradients of the first batches, each taken by itself from the same start. */
    private static Map<String, float[]> meanGradients(Configuration configuration, int batches, double[] loss) {
        Map<String, float[]> sums = new LinkedHashMap<>();
        try (Method method = new Setup(configuration).method(44);
                Loader loader = Loader.open(TinyRuns.images(), method.views(), LoaderConfig.of(8, 1))) {
            for (int i = 0; i < batches; i++) {
                LoadedBatch loaded = next(loader);
                try (Scope scope = new Scope()) {
                    Loss one = method.loss(loaded.tensors());
                    loss[0] += one.total().item() / batches;
                    one.total().backward();
                    method.trained().get(0).module().parameters().forEach((name, parameter) -> {
                        float[] gradient =
                                Objects.requireNonNull(parameter.gradient()).toFloats();
                        float[] sum = sums.computeIfAbsent(name, key -> new float[gradient.length]);
                        for (int k = 0; k < sum.length; k++) {
                            sum[k] += gradient[k] / batches;
                        }
                        parameter.clearGradient();
                    });
                }
                loaded.release();
            }
        }
        return sums;
    }

    private static LoadedBatch next(Loader loader) {
        try {
            return loader.next();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, float[]> values(Method method) {
        Map<String, float[]> values = new LinkedHashMap<>();
        method.trained().get(0).module().parameters().forEach((name, tensor) -> values.put(name, tensor.toFloats()));
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void accumulatedBatchesCountAsTheirMean(int accumulate) {
        Configuration configuration = TinyRuns.configuration(
                "simclr", "accumulate=" + accumulate, "optimizer.momentum=0", "optimizer.weight-decay=0");
        double[] loss = new double[1];
        Map<String, float[]> gradients = meanGradients(configuration, accumulate, loss);
        Setup setup = new Setup(configuration);
        try (Method method = setup.method(44);
                Optimizer optimizer = setup.optimizer(method);
                TrainingStep step = new TrainingStep(configuration, method, optimizer, RATES);
                Loader loader = Loader.open(TinyRuns.images(), method.views(), LoaderConfig.of(8, 1))) {
            Map<String, float[]> before = values(method);
            TrainingStep.Result result = step.run(new Progress(0, 10, 0, 1), () -> next(loader));
            assertEquals(loss[0], result.loss(), 1e-6);
            assertEquals(loss[0], result.terms().get("contrastive"), 1e-6);
            Map<String, float[]> after = values(method);
            gradients.forEach((name, gradient) -> {
                float[] expected = before.get(name);
                for (int k = 0; k < expected.length; k++) {
                    expected[k] -= (float) RATE * gradient[k];
                }
                assertArrayEquals(expected, after.get(name), 1e-5f, name);
            });
        }
    }

    @Test
    void batchesThatFillNoStepAreLeftOutAndTheNextEpochBeginsItsOwn() throws Exception {
        String[] settings = {"accumulate=2", "log-every=1"};
        Run whole =
                TinyRuns.training("byol", directory.resolve("whole"), settings).run();
        assertEquals(6, whole.steps()); // 5 batches an epoch
        for (int stop : new int[] {1, 2, 3}) {
            Path broken = directory.resolve("stopped" + stop);
            TinyRuns.training("byol", broken, "accumulate=2", "max-steps=" + stop)
                    .run();
            TinyRuns.training("byol", broken, settings).resume(true).run();
            Outcome.of(broken).assertSameAs(Outcome.of(directory.resolve("whole")));
        }
    }

    @Test
    void gradientsAreClippedToTheirNormTogether() {
        Configuration configuration = TinyRuns.configuration(
                "simclr", "optimizer.momentum=0", "optimizer.weight-decay=0", "optimizer.clip-norm=0.01");
        Setup setup = new Setup(configuration);
        try (Method method = setup.method(44);
                Optimizer optimizer = setup.optimizer(method);
                TrainingStep step = new TrainingStep(configuration, method, optimizer, RATES);
                Loader loader = Loader.open(TinyRuns.images(), method.views(), LoaderConfig.of(8, 1))) {
            Map<String, float[]> before = values(method);
            step.run(new Progress(0, 10, 0, 1), () -> next(loader));
            double squares = 0;
            for (Map.Entry<String, float[]> entry : values(method).entrySet()) {
                float[] old = before.get(entry.getKey());
                for (int k = 0; k < old.length; k++) {
                    squares += Math.pow((entry.getValue()[k] - old[k]) / RATE, 2);
                }
            }
            assertEquals(0.01, Math.sqrt(squares), 1e-4);
        }
    }

    /** The loss of the first step, from equal weights and on equal views. */
    private static double firstLoss(String precision) {
        Configuration configuration = TinyRuns.configuration("simclr", "precision=" + precision);
        Setup setup = new Setup(configuration);
        try (Method method = setup.method(44);
                Optimizer optimizer = setup.optimizer(method);
                TrainingStep step = new TrainingStep(configuration, method, optimizer, RATES);
                Loader loader = Loader.open(TinyRuns.images(), method.views(), LoaderConfig.of(8, 1))) {
            return step.run(new Progress(0, 10, 0, 1), () -> next(loader)).loss();
        }
    }

    @Test
    void bfloat16IsComputedWithWhereItIsAskedFor() {
        double precise = firstLoss("fp32");
        double rounded = firstLoss("bf16");
        assertEquals(precise, firstLoss("fp32"));
        assertNotEquals(precise, rounded);
        assertEquals(precise, rounded, 0.05 * precise);
    }

    @Test
    void theEmbeddingIsThatOfTheLastStepInMemoryThatStays() {
        Configuration configuration = TinyRuns.configuration("byol");
        Setup setup = new Setup(configuration);
        try (Method method = setup.method(44);
                Optimizer optimizer = setup.optimizer(method);
                TrainingStep step = new TrainingStep(configuration, method, optimizer, RATES);
                Loader loader = Loader.open(TinyRuns.images(), method.views(), LoaderConfig.of(8, 1))) {
            TrainingStep.Result first = step.run(new Progress(0, 10, 0, 1), () -> next(loader));
            assertArrayEquals(new long[] {8, 16}, first.embedding().shape());
            assertArrayEquals(new long[] {8, 32}, first.features().shape());
            float[] embedding = first.embedding().toFloats();
            float[] features = first.features().toFloats();
            TrainingStep.Result second = step.run(new Progress(1, 10, 0, 1), () -> next(loader));
            assertSame(first.embedding(), second.embedding());
            assertSame(first.features(), second.features());
            assertFalse(Arrays.equals(embedding, second.embedding().toFloats()));
            assertFalse(Arrays.equals(features, second.features().toFloats()));
            step.close();
            assertTrue(first.embedding().isClosed());
            assertTrue(first.features().isClosed());
        }
    }

    @Test
    void aSteadyPartKeepsTheHighestLearningRate() {
        Configuration configuration = TinyRuns.configuration("byol");
        Setup setup = new Setup(configuration);
        try (Method method = setup.method(24);
                Method steady = new Steady(method)) {
            Progress late = new Progress(12, 15, 2, 3);
            for (Method each : List.of(method, steady)) {
                setup.rates(each).groups().forEach(group -> {
                    boolean stays = each == steady && group.name().startsWith("predictor.");
                    double rate = setup.rates(each).at(late).learningRate(group);
                    double peak = configuration.recipe().optimizer().learningRate(8);
                    // Cosine by epoch: (1 + cos(π 2/3)) / 2 = 1/4.
                    assertEquals(stays ? peak : peak / 4, rate, 1e-12, group.name());
                });
            }
        }
    }

    @Test
    void aWeightDecayChangesOnACosineWhereThereIsAny() {
        String[] split = {"optimizer.exclude-norm-and-bias=true"};
        assertEquals(Map.of(), decays(TinyRuns.configuration("byol", split)));
        Configuration rising = TinyRuns.configuration(
                "byol",
                "optimizer.exclude-norm-and-bias=true",
                "optimizer.weight-decay=0",
                "optimizer.final-weight-decay=0.4");
        Map<String, Schedule> decays = decays(rising);
        assertEquals(Set.of("online.weights", "predictor.weights"), decays.keySet());
        decays.values().forEach(decay -> {
            assertEquals(0, decay.at(new Progress(0, 12, 0, 3)), 1e-12);
            assertEquals(0.2, decay.at(new Progress(6, 12, 1, 3)), 1e-12); // step by step
            assertEquals(0.1, decay.at(new Progress(4, 12, 1, 3)), 1e-12);
        });
        Configuration all = TinyRuns.configuration(
                "byol", "optimizer.exclude-norm-and-bias=false", "optimizer.final-weight-decay=0.4");
        assertEquals(Set.of("online.all", "predictor.all"), decays(all).keySet());
    }

    private static Map<String, Schedule> decays(Configuration configuration) {
        Setup setup = new Setup(configuration);
        try (Method method = setup.method(24)) {
            return setup.rates(method).weightDecays();
        }
    }

    @Test
    void aRunWithARisingWeightDecayGoesOnAsIfItWerenTStopped() throws IOException {
        String[] rising = {"optimizer.final-weight-decay=0.9", "max-steps=6"};
        Path whole = directory.resolve("whole");
        TinyRuns.training("simclr", whole, rising).run();
        Path parts = directory.resolve("parts");
        TinyRuns.training("simclr", parts, rising[0], "max-steps=4").run();
        TinyRuns.training("simclr", parts, rising).resume(true).run();
        Outcome.of(parts).assertSameAs(Outcome.of(whole));
        Path still = directory.resolve("still");
        TinyRuns.training("simclr", still, "max-steps=6").run();
        assertThrows(AssertionError.class, () -> Outcome.of(still).assertSameAs(Outcome.of(whole)));
    }

    /** A method whose predictor's learning rate stays. */
    private record Steady(Method of) implements Method {
        @Override
        public Module modules() {
            return of.modules();
        }

        @Override
        public Backbone encoder() {
            return of.encoder();
        }

        @Override
        public List<Trained> trained() {
            return of.trained().stream()
                    .map(part -> part.withSteady(part.name().equals("predictor")))
                    .toList();
        }

        @Override
        public Views views() {
            return of.views();
        }

        @Override
        public Loss loss(Batch batch) {
            return of.loss(batch);
        }
    }

    /** Also where biases and norms decay as weights do. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void biasesAndNormsLearnAtTheirOwnScale(boolean exclude) {
        Configuration configuration = TinyRuns.configuration(
                "simclr",
                "optimizer.weight-decay=0.1",
                "optimizer.exclude-norm-and-bias=" + exclude,
                "optimizer.bias-learning-rate-scale=0.5");
        try (Method method = new Setup(configuration).method(44)) {
            List<ParameterGroup> groups =
                    Setup.groups(method, configuration.recipe().optimizer());
            for (ParameterGroup group : groups) {
                group.parameters().forEach((name, parameter) -> {
                    boolean vector = parameter.rank() <= 1;
                    assertEquals(vector ? 0.5 : 1, group.learningRateScale(), name);
                    assertEquals(vector && exclude ? 0 : 0.1, group.weightDecay(), name);
                    assertEquals(!vector || !exclude, group.adapt(), name);
                });
            }
            assertEquals(
                    method.modules().parameters().size(),
                    groups.stream().mapToInt(group -> group.parameters().size()).sum());
        }
    }
}
