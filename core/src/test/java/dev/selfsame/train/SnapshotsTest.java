package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.evaluate.Collapse;
import dev.selfsame.evaluate.CrossCorrelation;
import dev.selfsame.model.Safetensors;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotsTest {
    @TempDir
    private Path directory;

    private Snapshots open(int count, long totalSteps, long step) {
        return Snapshots.open(
                RunDirectory.at(directory),
                new RunSettings.SnapshotSettings(count),
                new Plan((int) totalSteps, 1, 1),
                step);
    }

    private Set<String> names() throws IOException {
        if (Files.notExists(directory.resolve("snapshots"))) {
            return Set.of();
        }
        try (var files = Files.list(directory.resolve("snapshots"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Tensor rows(int n, int d, int seed) {
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, 0);
        float[] values = new float[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws.gaussian();
        }
        return Tensor.of(values, n, d);
    }

    private static TrainingStep.Result result(Tensor embedding, Tensor counterpart, Tensor features) {
        return new TrainingStep.Result(1, Map.of(), 0.1, Map.of(), embedding, counterpart, features);
    }

    @ParameterizedTest
    @CsvSource({"1000, 10", "15, 10", "7, 10", "1, 10", "1000, 1", "1000, 3", "1000, 0", "2000000000, 10"})
    void oneIsDueAtTheFirstStepAndAfterEachPartOfTheRun(long total, int count) {
        Snapshots snapshots = open(count, total, 0);
        Set<Long> expected = new TreeSet<>();
        if (count > 0) {
            expected.add(1L);
        }
        for (int part = 1; part <= count; part++) {
            expected.add((total * part + count - 1) / count); // rounded up
        }
        Set<Long> looked = new TreeSet<>(expected);
        expected.forEach(step -> {
            looked.add(Math.max(1, step - 1));
            looked.add(Math.min(total, step + 1));
        });
        looked.removeIf(step -> !snapshots.isDue(step));
        assertEquals(expected, looked);
        assertEquals(count > 0, snapshots.areWanted());
    }

    @Test
    void itHoldsCorrelationsOfTheFirstDimensionsAndAllSingularValues() throws IOException {
        try (Scope scope = new Scope()) {
            Tensor embedding = rows(20, 200, 1);
            Tensor other = embedding.add(rows(20, 200, 2));
            Tensor features = rows(20, 5, 3);
            open(10, 100, 0).write(31, result(embedding, Snapshots.first(other), features));
            try (Safetensors file = Safetensors.open(directory.resolve("snapshots/step-00000031.safetensors"))) {
                assertEquals(Map.of("step", "31", "epoch", "0"), file.metadata());
                Map<String, Tensor> tensors = file.readAll();
                assertEquals(
                        Set.of("cross_correlation", "singular_values", "feature_singular_values"), tensors.keySet());
                tensors.values().forEach(tensor -> assertEquals(DType.FLOAT32, tensor.dtype()));
                Tensor correlation = tensors.get("cross_correlation");
                assertArrayEquals(new long[] {128, 128}, correlation.shape());
                assertArrayEquals(
                        CrossCorrelation.matrix(embedding, other)
                                .narrow(0, 0, 128)
                                .narrow(1, 0, 128)
                                .toDoubles(),
                        correlation.toDoubles(),
                        1e-6);
                assertArrayEquals(
                        Collapse.singularValues(embedding),
                        tensors.get("singular_values").toDoubles(),
                        1e-6);
                assertArrayEquals(
                        new long[] {5}, tensors.get("feature_singular_values").shape());
            }
        }
    }

    @Test
    void whatAMethodDoesNotTellIsLeftOut() throws IOException {
        try (Scope scope = new Scope()) {
            Snapshots snapshots = open(10, 100, 0);
            snapshots.write(1, result(null, null, null));
            assertEquals(Set.of(), names());
            snapshots.write(2, result(rows(4, 6, 1), null, null));
            try (Safetensors file = Safetensors.open(directory.resolve("snapshots/step-00000002.safetensors"))) {
                assertEquals(Set.of("singular_values"), file.names());
                assertArrayEquals(new long[] {4}, file.shape("singular_values"));
            }
        }
    }

    @Test
    void thosePastTheCheckpointAreDeletedAndNothingElse() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("snapshots"));
        for (String name : new String[] {
            "step-00000001.safetensors",
            "step-00000020.safetensors",
            "step-00000021.safetensors",
            "step-00000030.safetensors.partial",
            "step-123456789.safetensors",
            "mine.txt"
        }) {
            Files.createFile(folder.resolve(name));
        }
        open(10, 100, 20);
        assertEquals(Set.of("mine.txt", "step-00000001.safetensors", "step-00000020.safetensors"), names());
        open(10, 50, 0); // begun anew, with other epochs
        assertEquals(Set.of("mine.txt"), names());
    }

    @Test
    void theRunIsTheSameWithAnyNumberOfThem() throws IOException {
        for (String method : TinyRuns.METHODS) {
            Path none = directory.resolve(method + "0");
            Path many = directory.resolve(method + "1000");
            TinyRuns.training(method, none, "snapshots.count=0", "precision=bf16")
                    .run();
            TinyRuns.training(method, many, "snapshots.count=1000", "precision=bf16")
                    .run();
            assertFalse(Files.exists(none.resolve("snapshots")));
            try (var files = Files.list(many.resolve("snapshots"))) {
                assertEquals(15, files.count());
            }
            Outcome.of(many).assertSameAs(Outcome.of(none));
        }
    }

    @Test
    void theLastStepHasOneWhereverTheRunIsStopped() throws IOException {
        TinyRuns.training("simclr", directory, "max-steps=7", "snapshots.count=1")
                .run();
        assertEquals(Set.of("step-00000001.safetensors", "step-00000007.safetensors"), names());
        TinyRuns.training("simclr", directory, "snapshots.count=1").resume(true).run();
        assertTrue(names().containsAll(Set.of("step-00000001.safetensors", "step-00000015.safetensors")));
    }

    @Test
    void aRunWritesThoseOfItsOwnEmbeddings() throws IOException {
        TinyRuns.training("barlow-twins", directory, "epochs=6").run();
        RunDirectory run = RunDirectory.at(directory);
        try (Safetensors first = Safetensors.open(run.snapshot(1));
                Safetensors last = Safetensors.open(run.snapshot(30));
                Tensor before = first.read("cross_correlation");
                Tensor after = last.read("cross_correlation")) {
            assertArrayEquals(new long[] {16, 16}, before.shape());
            assertFalse(Arrays.equals(before.toFloats(), after.toFloats()));
            for (float value : after.toFloats()) {
                assertTrue(Math.abs(value) <= 1 + 1e-6, () -> "a correlation of " + value);
            }
            assertArrayEquals(new long[] {8}, last.shape("singular_values"));
            assertArrayEquals(new long[] {8}, last.shape("feature_singular_values"));
            assertEquals("5", last.metadata().get("epoch"));
        }
    }
}
