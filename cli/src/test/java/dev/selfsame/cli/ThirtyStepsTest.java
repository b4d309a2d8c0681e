package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.method.Methods;
import dev.selfsame.testing.External;
import dev.selfsame.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method by its name, through the command and by recipe cifar10: 30 steps of 128 of CIFAR's images with ResNet-18,
 * about a minute each on two cores. {@code dev.selfsame.benchmarks.run.MethodTable} makes a table of the same.
 */
@External
@Tag("slow")
class ThirtyStepsTest {
    private static final int STEPS = 30;

    static Stream<String> methods() {
        return Methods.all().stream().map(Methods.Entry::name);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void lossesAreFiniteAndNothingCollapses(String method, @TempDir Path folder) throws IOException {
        Path run = folder.resolve("run");
        Selfsame ended = Selfsame.run(
                        "train",
                        List.of("--method", method, "--recipe", "cifar10", "--run", run),
                        List.of("--data", Shared.cifar10().resolve("train"), "--batch-size", 128),
                        List.of("--max-steps", STEPS, "--seed", 1, "--precision", "auto", "--set", "log-every=1"),
                        "--json")
                .done();
        assertEquals(STEPS, ended.json().path("steps").asInt());
        Metrics.assertSound(run, STEPS);
    }
}
